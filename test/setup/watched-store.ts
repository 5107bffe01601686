import type { KyselyPlugin } from 'kysely'

import type { StateStore } from '../../src/proxy/index.ts'
import type { SqlStore } from '../../src/proxy/stores/sql/sql-store.ts'

/** A statement of the ledger, as it goes to the database. */
export interface WatchedStatement {
  sql: string
  parameters: readonly unknown[]
}

/**
 * The same store, which tells every statement of the ledger before it runs. What `onStatement` throws is what the database
 * answers with, and what `onAnswer` waits for comes before the answer.
 */
export function watchStore(
  store: SqlStore,
  onStatement: (statement: WatchedStatement) => void,
  onAnswer: (rows: unknown[]) => void | Promise<void> = () => {},
): StateStore {
  const { database } = store
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      const { sql, parameters } = database.db.getExecutor().compileQuery(node, queryId)
      onStatement({ sql, parameters })
      return node
    },
    async transformResult({ result }) {
      await onAnswer(result.rows)
      return result
    },
  }
  return { ...store, database: { ...database, db: database.db.withPlugin(plugin) } }
}
