/** A durable record: a text under a kind and an id. */
export interface StoredRecord {
  id: string
  value: string
  /** Counts the writes; an absent record is at 0. */
  revision: number
  /** Orders a listing, newest first. Milliseconds since 1970. */
  at: number
  /** When somebody has to look at it; null where nobody has. */
  dueAt: number | null
  /** Forgotten from then on. */
  expiresAt: number
}

/** Where a listing goes on. */
export type RecordPlace = Pick<StoredRecord, 'at' | 'id'>

export interface RecordQuery {
  /** Records after this one, in the order of the listing. */
  after?: RecordPlace | undefined
  /** Not older than this. */
  since?: number | undefined
  limit: number
}

/** Records that outlive the process, if the store does. Every verb is atomic. */
export interface RecordStore {
  read(kind: string, id: string): Promise<StoredRecord | undefined>
  /** Writes the record if it is still at `revision`, and counts it up. False where somebody else was faster. */
  write(kind: string, record: Omit<StoredRecord, 'revision'>, revision: number): Promise<boolean>
  /** Newest first; of the same time, by id. */
  list(kind: string, query: RecordQuery): Promise<StoredRecord[]>
  /** What is due by `now`, the longest waiting first. */
  due(kind: string, now: number, limit: number): Promise<StoredRecord[]>
}
