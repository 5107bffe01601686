import type { RecordPlace, RecordQuery, RecordStore, StoredRecord } from '../stores/record-store.ts'

/** What a store sorts, wakes and forgets a value by. Milliseconds since 1970. */
export interface RecordTimes {
  at: number
  dueAt?: number | undefined
  expiresAt: number
}

export interface Entry<Value> {
  id: string
  value: Value
}

/** Records of one kind, as values. */
export interface Collection<Value> {
  timesOf(value: Value): RecordTimes
  read(id: string): Promise<Value | undefined>
  /**
   * Puts the result of `change` in the place of what is there, and asks again where somebody else was faster;
   * undefined leaves all as it is. Gives what stands there in the end.
   */
  update(id: string, change: (value: Value | undefined) => Value | undefined): Promise<Value | undefined>
  /** A page of the listing, newest first, and where the next one begins. */
  list(query: RecordQuery): Promise<{ entries: Entry<Value>[]; next?: RecordPlace }>
  /** What is due, the longest waiting first. */
  due(now: number, limit: number): Promise<Entry<Value>[]>
}

/** All entries, newest first, a page at a time. */
export async function* everyEntry<Value>(
  collection: Collection<Value>,
  query: Pick<RecordQuery, 'since' | 'after'> = {},
): AsyncGenerator<Entry<Value>> {
  let { after } = query
  for (;;) {
    const { entries, next } = await collection.list({ ...query, after, limit: 200 })
    yield* entries
    if (!next) return
    after = next
  }
}

/** `timesOf` says what the store needs to know of a value. */
export function createCollection<Value>(
  records: RecordStore,
  kind: string,
  timesOf: (value: Value) => RecordTimes,
): Collection<Value> {
  const toEntry = ({ id, value }: StoredRecord): Entry<Value> => ({ id, value: JSON.parse(value) as Value })

  async function update(id: string, change: (value: Value | undefined) => Value | undefined) {
    for (;;) {
      const record = await records.read(kind, id)
      const before = record && toEntry(record).value
      const after = change(before)
      if (after === undefined) return before
      const { at, dueAt = null, expiresAt } = timesOf(after)
      const next = { id, value: JSON.stringify(after), at, dueAt, expiresAt }
      if (await records.write(kind, next, record?.revision ?? 0)) return after
    }
  }

  return {
    timesOf,
    async read(id) {
      const record = await records.read(kind, id)
      return record && toEntry(record).value
    },
    update,
    async list(query) {
      const found = await records.list(kind, query)
      const last = found.at(-1)
      return {
        entries: found.map(toEntry),
        ...(last && found.length === query.limit && { next: { at: last.at, id: last.id } }),
      }
    },
    async due(now, limit) {
      return (await records.due(kind, now, limit)).map(toEntry)
    },
  }
}
