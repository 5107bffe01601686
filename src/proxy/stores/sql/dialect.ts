import {
  type DatabaseConnection,
  type Dialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

import type { Statement } from './connection.ts'
import type { LedgerDatabase, StatementResult } from './database.ts'

/** Kysely's side of a database of ours. There are no transactions that stay open: D1 has none. */
export function createDialect(
  kind: LedgerDatabase['kind'],
  execute: (statement: Statement) => Promise<StatementResult>,
): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: Statement): Promise<QueryResult<Row>> {
      const { changes, rows } = await execute(query)
      return { numAffectedRows: BigInt(changes), rows: rows as Row[] }
    },
    streamQuery: () => refuse('rows are read in pages'),
  }
  return {
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      releaseConnection: async () => {},
      beginTransaction: async () => refuse('a change is one statement or one batch'),
      commitTransaction: async () => {},
      rollbackTransaction: async () => {},
      destroy: async () => {},
    }),
    ...(kind === 'sqlite' ? sqlite : postgres),
  }
}

function refuse(rule: string): never {
  throw new Error(`This database takes no such call: ${rule}`)
}

/** Kysely lets one query at a time through to SQLite, because a transaction could be open. Ours never is. */
class OpenSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

const sqlite: Omit<Dialect, 'createDriver'> = {
  createAdapter: () => new OpenSqliteAdapter(),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
}

const postgres: Omit<Dialect, 'createDriver'> = {
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}
