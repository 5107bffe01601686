import { CompiledQuery, Kysely } from 'kysely'

import { ConfigError } from '../../adapter/errors.ts'
import type { SqlConnection, Statement } from './connection.ts'
import type { LedgerDatabase } from './database.ts'
import { createDialect } from './dialect.ts'
import { createMigrations } from './migrations.ts'

const table = 'cart_recovery_migrations'

/** The statements of each migration, in their order; the last one records it. */
export async function listMigrations(
  kind: LedgerDatabase['kind'],
): Promise<{ name: string; statements: Statement[] }[]> {
  const all = []
  for (const [name, migration] of Object.entries(createMigrations(kind))) {
    const statements: Statement[] = []
    // A migration only writes, so it can be recorded without a database.
    const record = async (statement: Statement) => {
      statements.push(statement)
      return { changes: 0, rows: [] }
    }
    await migration.up(new Kysely({ dialect: createDialect(kind, record) }))
    statements.push(CompiledQuery.raw(`insert into ${table} (name) values ('${name}')`))
    all.push({ name, statements })
  }
  return all
}

/** Makes the table that records migrations. */
export const createMigrationTable = CompiledQuery.raw(
  `create table if not exists ${table} (name text not null primary key)`,
)

/**
 * Brings the tables to this version: each migration is one batch, so it is there in full or not at all, and of two
 * instances that start at once one does the work. Throws `ConfigError` where a newer version was here before.
 */
export async function migrate(connection: SqlConnection, kind: LedgerDatabase['kind']): Promise<void> {
  const migrations = await listMigrations(kind)
  let done = await readDone(connection, kind)
  const unknown = [...done].find((name) => !migrations.some((migration) => migration.name === name))
  if (unknown !== undefined) {
    throw new ConfigError(
      `a newer version of cart-recovery has changed the database (${unknown}): start that version, or restore a copy`,
    )
  }
  for (const { name, statements } of migrations) {
    if (done.has(name)) continue
    try {
      await connection.batch([...startOf(kind), createMigrationTable, ...statements], { isLong: true })
    } catch (error) {
      // Another instance was faster, or the batch really failed.
      done = await readDone(connection, kind)
      if (!done.has(name)) throw error
    }
  }
}

/** Other instances wait here while one migrates. SQLite's writers wait for each other anyway. */
const startOf = (kind: LedgerDatabase['kind']): Statement[] =>
  kind === 'sqlite' ? [] : [CompiledQuery.raw('select pg_advisory_xact_lock(4207849484)')]

const existing = {
  sqlite: `select name from sqlite_master where type = 'table' and name = '${table}'`,
  postgres: `select tablename as name from pg_tables where tablename = '${table}' and schemaname = current_schema()`,
}

async function readDone(connection: SqlConnection, kind: LedgerDatabase['kind']): Promise<Set<string>> {
  const found = await connection.execute(CompiledQuery.raw(existing[kind]))
  if (found.rows.length === 0) return new Set()
  const { rows } = await connection.execute(CompiledQuery.raw(`select name from ${table}`))
  return new Set((rows as { name: string }[]).map(({ name }) => name))
}
