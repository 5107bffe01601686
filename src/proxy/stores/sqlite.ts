// Entry: `createSqliteStore`, a store that lasts; for Node.
import { sql } from 'kysely'

import { openDatabase } from './sql/open-database.ts'
import { createSqlStore, type SqlStore } from './sql/sql-store.ts'
import { connectSqlite } from './sqlite/sqlite-connection.ts'

export interface SqliteStoreOptions {
  /** Path of the database file, which is created where there is none. `:memory:` is one that ends with its process. */
  path: string
  /**
   * About how many keys it holds, the ledger not counted. Beyond that it drops what ends first, and never locks and answers of
   * taps. @default 1 million
   */
  maxKeys?: number
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number
}

/** A `StateStore` in a file. */
export type SqliteStore = SqlStore

/**
 * A store in a SQLite file; `serve` uses it by default. Several processes on one machine may share the file. It opens with
 * its first call, and `check` says whether it can. Needs Node 22.13 or later.
 */
export function createSqliteStore({ path, clock = Date.now, maxKeys }: SqliteStoreOptions): SqliteStore {
  const database = openDatabase({ kind: 'sqlite', connect: () => connectSqlite(path) })
  return createSqlStore(database, {
    durable: path !== ':memory:',
    now: () => sql<number>`${Math.floor(clock())}`,
    clock,
    maxKeys,
  })
}
