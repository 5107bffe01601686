import type { RecordPlace, RecordQuery, RecordStore, StoredRecord } from '../stores/record-store.ts'

/** The times that the store indexes: sort order, next action, expiry. Milliseconds since 1970. */
export interface RecordTimes {
  at: number
  dueAt?: number | undefined
  expiresAt: number
}

/** A value and the id it is kept under. */
export interface Entry<Value> {
  id: string
  value: Value
}

/** All records of one kind, parsed. */
export interface Collection<Value> {
  timesOf(value: Value): RecordTimes
  read(id: string): Promise<Value | undefined>
  /**
   * Replaces the value by the result of `change`, or leaves it where that is undefined. `change` runs again with the
   * newer value after a concurrent write, so it must be pure. Resolves to the value that is stored in the end.
   */
  update(id: string, change: (value: Value | undefined) => Value | undefined): Promise<Value | undefined>
  /** One page, newest first, and the place where the next one begins. */
  list(query: RecordQuery): Promise<{ entries: Entry<Value>[]; next?: RecordPlace }>
  /** Values whose `dueAt` has passed, the longest waiting first. */
  due(now: number, limit: number): Promise<Entry<Value>[]>
}

/** Yields all entries, newest first. Reads 200 at a time, so a caller may stop early. */
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

/** Makes the collection of one kind. `timesOf` gives the times that the store indexes a value by. */
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
