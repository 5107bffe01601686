import type { RecordStore, StoredRecord } from './record-store.ts'

/** The records of a memory store. Each listing sorts them anew, so it is for small numbers of records. */
export function createMemoryRecords(clock: () => number): RecordStore {
  const kinds = new Map<string, Map<string, StoredRecord>>()

  function alive(kind: string): Map<string, StoredRecord> {
    const records = kinds.get(kind) ?? new Map<string, StoredRecord>()
    kinds.set(kind, records)
    for (const [id, { expiresAt }] of records) if (expiresAt <= clock()) records.delete(id)
    return records
  }

  return {
    async read(kind, id) {
      const record = alive(kind).get(id)
      return record && { ...record }
    },
    async write(kind, record, revision) {
      const records = alive(kind)
      if ((records.get(record.id)?.revision ?? 0) !== revision) return false
      records.set(record.id, { ...record, revision: revision + 1 })
      return true
    },
    async list(kind, { after, since = 0, limit }) {
      return [...alive(kind).values()]
        .filter((record) => record.at >= since && (!after || byNewest(after, record) < 0))
        .sort(byNewest)
        .slice(0, limit)
    },
    async due(kind, now, limit) {
      return [...alive(kind).values()]
        .filter(({ dueAt }) => dueAt !== null && dueAt <= now)
        .sort((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0))
        .slice(0, limit)
    },
  }
}

function byNewest(one: Pick<StoredRecord, 'at' | 'id'>, other: Pick<StoredRecord, 'at' | 'id'>): number {
  return other.at - one.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
}
