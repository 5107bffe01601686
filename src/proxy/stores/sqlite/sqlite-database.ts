import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type Compilable, Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'

import type { LedgerDatabase, StatementResult } from '../sql/database.ts'
import { createMigrations } from '../sql/migrations.ts'
import type { Tables } from '../sql/tables.ts'

export interface SqliteDatabase extends LedgerDatabase {
  close(): void
}

/** Opens the file and brings its tables to this version. */
export async function openSqliteDatabase(path: string): Promise<SqliteDatabase> {
  const file = new DatabaseSync(path, { timeout: 5000 })
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  const statements = new Map<string, StatementSync>()
  const prepare = (text: string) => {
    const known = statements.get(text) ?? file.prepare(text)
    statements.set(text, known)
    return known
  }
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: { prepare: toStatement, close() {} } }) })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => createMigrations('sqlite') } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error

  function toStatement(text: string) {
    const statement = prepare(text)
    return {
      reader: statement.columns().length > 0,
      all: (values: readonly unknown[]) => statement.all(...(values as SQLInputValue[])),
      run: (values: readonly unknown[]) => statement.run(...(values as SQLInputValue[])),
      iterate: (values: readonly unknown[]) => statement.iterate(...(values as SQLInputValue[])),
    }
  }

  function run(statement: Compilable): StatementResult {
    const { sql, parameters } = statement.compile()
    const { reader, all, run: change } = toStatement(sql)
    if (!reader) return { changes: Number(change(parameters).changes), rows: [] }
    const rows = all(parameters)
    return { changes: rows.length, rows }
  }

  return {
    kind: 'sqlite',
    db,
    async batch(batched) {
      file.exec('BEGIN IMMEDIATE')
      try {
        const results = batched.map(run)
        file.exec('COMMIT')
        return results
      } catch (error) {
        file.exec('ROLLBACK')
        throw error
      }
    },
    close: () => file.close(),
  }
}
