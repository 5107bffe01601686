import { DatabaseSync } from 'node:sqlite'

import type { RecordStore, StoredRecord } from './record-store.ts'

const columns = 'id, value, revision, at, due_at AS dueAt, expires_at AS expiresAt'

/** The records of a SQLite store. */
export function createSqliteRecords(path: string, clock: () => number): RecordStore & { close(): void } {
  const database = new DatabaseSync(path, { timeout: 5000 })
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS kept_records (
      kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, revision INTEGER NOT NULL,
      at INTEGER NOT NULL, due_at INTEGER, expires_at INTEGER NOT NULL, PRIMARY KEY (kind, id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX IF NOT EXISTS kept_records_by_time ON kept_records (kind, at DESC, id);
    CREATE INDEX IF NOT EXISTS kept_records_by_due ON kept_records (kind, due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX IF NOT EXISTS kept_records_by_end ON kept_records (expires_at);
  `)
  const select = database.prepare(`SELECT ${columns} FROM kept_records WHERE kind = ? AND id = ? AND expires_at > ?`)
  const insert = database.prepare(
    `INSERT INTO kept_records VALUES (?, ?, ?, 1, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value,
     revision = 1, at = excluded.at, due_at = excluded.due_at, expires_at = excluded.expires_at WHERE expires_at <= ?`,
  )
  const update = database.prepare(
    `UPDATE kept_records SET value = ?, revision = revision + 1, at = ?, due_at = ?, expires_at = ?
     WHERE kind = ? AND id = ? AND revision = ?`,
  )
  const list = database.prepare(
    `SELECT ${columns} FROM kept_records WHERE kind = ? AND at >= ? AND (at < ? OR (at = ? AND id > ?)) AND expires_at > ?
     ORDER BY at DESC, id LIMIT ?`,
  )
  const due = database.prepare(
    `SELECT ${columns} FROM kept_records WHERE kind = ? AND due_at <= ? AND expires_at > ? ORDER BY due_at LIMIT ?`,
  )
  const forget = database.prepare('DELETE FROM kept_records WHERE expires_at <= ?')
  let sweepAt = 0
  const whole = (value: number) => Math.floor(value)

  return {
    async read(kind, id) {
      return select.get(kind, id, whole(clock())) as StoredRecord | undefined
    },
    async write(kind, { id, value, at, dueAt, expiresAt }, revision) {
      if (clock() >= sweepAt) {
        sweepAt = clock() + 60_000
        forget.run(whole(clock()))
      }
      const [time, dueTime, end] = [whole(at), dueAt === null ? null : whole(dueAt), whole(expiresAt)]
      const { changes } =
        revision === 0
          ? insert.run(kind, id, value, time, dueTime, end, whole(clock()))
          : update.run(value, time, dueTime, end, kind, id, revision)
      return changes > 0
    },
    async list(kind, { after, since = 0, limit }) {
      const { at, id } = after ?? { at: Number.MAX_SAFE_INTEGER, id: '' }
      return list.all(kind, whole(since), at, at, id, whole(clock()), limit) as unknown as StoredRecord[]
    },
    async due(kind, now, limit) {
      return due.all(kind, whole(now), whole(clock()), limit) as unknown as StoredRecord[]
    },
    close: () => database.close(),
  }
}
