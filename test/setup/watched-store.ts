import { CompiledQuery, Kysely } from 'kysely'

import type { StateStore } from '../../src/proxy/index.ts'
import type { Statement } from '../../src/proxy/stores/sql/connection.ts'
import type { LedgerDatabase } from '../../src/proxy/stores/sql/database.ts'
import { createDialect } from '../../src/proxy/stores/sql/dialect.ts'
import type { SqlStore } from '../../src/proxy/stores/sql/sql-store.ts'
import type { Tables } from '../../src/proxy/stores/sql/tables.ts'

/** A statement of the ledger, as it goes to the database. */
export type WatchedStatement = Statement

/**
 * The same store, which tells every statement of the ledger before it runs. What `onStatement` throws is what the database
 * answers with, and what `onAnswer` waits for comes before the answer of a query.
 */
export function watchStore(
  store: SqlStore,
  onStatement: (statement: WatchedStatement) => void,
  onAnswer: (rows: unknown[]) => void | Promise<void> = () => {},
): StateStore {
  const { database } = store
  const dialect = createDialect(database.kind, async (statement) => {
    onStatement(statement)
    const { numAffectedRows = 0n, rows } = await database.db.executeQuery(
      CompiledQuery.raw(statement.sql, [...statement.parameters]),
    )
    await onAnswer(rows)
    return { changes: Number(numAffectedRows), rows }
  })
  const batch: LedgerDatabase['batch'] = async (statements, options) => {
    const compiled = statements.map((statement) => statement.compile())
    for (const statement of compiled) onStatement(statement)
    return database.batch(
      compiled.map((query) => ({ compile: () => query })),
      options,
    )
  }
  return { ...store, database: { ...database, db: new Kysely<Tables>({ dialect }), batch } }
}
