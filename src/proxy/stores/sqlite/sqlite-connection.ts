import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

import type { SqlConnection, Statement } from '../sql/connection.ts'
import type { StatementResult } from '../sql/database.ts'

/** Opens the file, or creates it. `:memory:` is a database that ends with its connection. */
export async function connectSqlite(path: string): Promise<SqlConnection> {
  const file = new DatabaseSync(path, { timeout: 5000 })
  // WAL with FULL: an acknowledged webhook survives a power cut, and readers do not wait for writers.
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  const prepared = new Map<string, { statement: StatementSync; isReader: boolean }>()

  function prepare(sql: string) {
    const known = prepared.get(sql) ?? { statement: file.prepare(sql), isReader: isReader(sql) }
    prepared.set(sql, known)
    return known
  }

  function run({ sql, parameters }: Statement): StatementResult {
    const { statement, isReader } = prepare(sql)
    const values = parameters as SQLInputValue[]
    if (!isReader) return { changes: Number(statement.run(...values).changes), rows: [] }
    const rows = statement.all(...values)
    return { changes: rows.length, rows }
  }

  return {
    execute: async (statement) => run(statement),
    async batch(statements) {
      file.exec('BEGIN IMMEDIATE')
      try {
        const results = statements.map(run)
        file.exec('COMMIT')
        return results
      } catch (error) {
        file.exec('ROLLBACK')
        throw error
      }
    },
    close: async () => file.close(),
  }
}

/** Whether a statement gives rows. (`columns()` of a prepared one would say it, but Node 22.13 does not have that yet.) */
const isReader = (sql: string) => /\breturning\b/i.test(sql) || !/\b(?:insert|update|delete)\b/i.test(sql)
