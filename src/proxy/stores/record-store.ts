/** A text under a kind and an id. */
export interface StoredRecord {
  id: string
  value: string
  /** Number of writes so far. A write names the revision it replaces; that of an absent record is 0. */
  revision: number
  /** What a listing is ordered by, newest first. Milliseconds since 1970. */
  at: number
  /** When the worker has to look at it; null where it need not. Milliseconds since 1970. */
  dueAt: number | null
  /** The record is absent from then on. Milliseconds since 1970. */
  expiresAt: number
}

/** The last record of a page: the next page begins after it. */
export type RecordPlace = Pick<StoredRecord, 'at' | 'id'>

export interface RecordQuery {
  /** Records after this one, in the order of the listing. */
  after?: RecordPlace | undefined
  /** Records whose `at` is this or later. */
  since?: number | undefined
  limit: number
}

/** Records that outlive the process, if the state store does. Every method is atomic. */
export interface RecordStore {
  read(kind: string, id: string): Promise<StoredRecord | undefined>
  /** Writes the record if it is still at `revision`, which becomes one more. False where another write came first. */
  write(kind: string, record: Omit<StoredRecord, 'revision'>, revision: number): Promise<boolean>
  /** Newest first; of the same time, by id. */
  list(kind: string, query: RecordQuery): Promise<StoredRecord[]>
  /** Records whose `dueAt` is `now` or earlier, earliest first. */
  due(kind: string, now: number, limit: number): Promise<StoredRecord[]>
}
