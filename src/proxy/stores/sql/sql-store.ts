import type { StateStore } from '../state-store.ts'
import type { OpenDatabase } from './open-database.ts'
import { createSqlState, type SqlStateOptions } from './sql-state.ts'

/** A state store whose database holds the ledger as well. */
export interface SqlStore extends StateStore {
  readonly database: OpenDatabase
}

export interface SqlStoreOptions extends SqlStateOptions {
  durable: boolean
}

/** A state store on a database of any kind. */
export function createSqlStore(database: OpenDatabase, { durable, ...options }: SqlStoreOptions): SqlStore {
  return { ...createSqlState(database, options), durable, database, close: () => database.close() }
}
