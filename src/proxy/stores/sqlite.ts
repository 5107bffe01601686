// Entry: `createSqliteStore`, a store that lasts; for Node.
import { DatabaseSync } from 'node:sqlite'

import { type OpenDatabase, openDatabase } from './sql/open-database.ts'
import { connectSqlite } from './sqlite/sqlite-connection.ts'
import { createSqliteRecords } from './sqlite-records.ts'
import type { StateStore } from './state-store.ts'

export interface SqliteStoreOptions {
  /** Path of the database file, which is created where there is none. `:memory:` is one that ends with its process. */
  path: string
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number
}

export interface SqliteStore extends StateStore {
  readonly database: OpenDatabase
  close(): void
}

const sweepEveryMs = 60_000

/**
 * A store in a SQLite file; `serve` uses it by default. Several processes on one machine may share the file. Needs Node 22.13
 * or later.
 */
export function createSqliteStore({ path, clock = Date.now }: SqliteStoreOptions): SqliteStore {
  const database = new DatabaseSync(path, { timeout: 5000 })
  // WAL with FULL: an acknowledged webhook survives a power cut, and readers do not wait for writers.
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires_at INTEGER NOT NULL)
      WITHOUT ROWID, STRICT;
    CREATE INDEX IF NOT EXISTS entries_by_end ON entries (expires_at);
  `)
  const records = createSqliteRecords(database, clock)
  const select = database.prepare('SELECT value FROM entries WHERE key = ? AND expires_at > ?')
  const upsert = database.prepare(
    `INSERT INTO entries VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value,
     expires_at = excluded.expires_at`,
  )
  const insert = database.prepare(
    `INSERT INTO entries VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value,
     expires_at = excluded.expires_at WHERE expires_at <= ?`,
  )
  const remove = database.prepare('DELETE FROM entries WHERE key = ?')
  const removeOwn = database.prepare('DELETE FROM entries WHERE key = ? AND value = ?')
  const forget = database.prepare('DELETE FROM entries WHERE expires_at <= ?')
  let sweepAt = 0

  function sweep(now: number) {
    if (now < sweepAt) return
    sweepAt = now + sweepEveryMs
    forget.run(now)
    records.sweep(now)
  }

  const ledger = openDatabase({ kind: 'sqlite', connect: () => connectSqlite(path) })

  return {
    durable: path !== ':memory:',
    records,
    database: ledger,
    async get(key) {
      return select.get(key, clock())?.value as string | undefined
    },
    async set(key, value, lifetimeMs) {
      sweep(clock())
      upsert.run(key, value, Math.floor(clock() + lifetimeMs))
    },
    async setIfAbsent(key, value, lifetimeMs) {
      sweep(clock())
      return insert.run(key, value, Math.floor(clock() + lifetimeMs), Math.floor(clock())).changes > 0
    },
    async delete(key, expected) {
      if (expected === undefined) remove.run(key)
      else removeOwn.run(key, expected)
    },
    close() {
      void ledger.close()
      database.close()
    },
  }
}
