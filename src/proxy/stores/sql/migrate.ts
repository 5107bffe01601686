import { CompiledQuery, Kysely } from 'kysely'

import { ConfigError } from '../../adapter/errors.ts'
import type { SqlConnection, Statement } from './connection.ts'
import type { LedgerDatabase } from './database.ts'
import { createDialect } from './dialect.ts'
import { createMigrations } from './migrations.ts'

type Kind = LedgerDatabase['kind']

const recorded = 'cart_recovery_migrations'

/** The statements of each migration, in their order. The first makes the table that records them, the last records it. */
export async function listMigrations(kind: Kind): Promise<{ name: string; statements: Statement[] }[]> {
  const all = []
  for (const [name, migration] of Object.entries(createMigrations(kind))) {
    const statements: Statement[] = [
      CompiledQuery.raw(`create table if not exists ${recorded} (name text not null primary key)`),
    ]
    // A migration only writes, so it can be recorded without a database.
    const record = async (statement: Statement) => {
      statements.push(statement)
      return { changes: 0, rows: [] }
    }
    await migration.up(new Kysely({ dialect: createDialect(kind, record) }))
    statements.push(CompiledQuery.raw(`insert into ${recorded} (name) values ('${name}')`))
    all.push({ name, statements })
  }
  return all
}

/**
 * Brings the tables to this version: each migration is one batch, so it is there in full or not at all, and of two
 * instances that start at once one does the work. Throws `ConfigError` where the tables are not of this program, of version
 * 0.1, or of a newer version.
 */
export async function migrate(connection: SqlConnection, kind: Kind): Promise<void> {
  const done = await readDone(connection, kind)
  const known = Object.keys(createMigrations(kind))
  const newer = [...done].find((name) => !known.includes(name))
  if (newer !== undefined) {
    throw new ConfigError(
      `a newer version of cart-recovery has changed the database (${newer}): start that version, or restore a copy`,
    )
  }
  if (known.every((name) => done.has(name))) return
  for (const { name, statements } of await listMigrations(kind)) {
    if (done.has(name)) continue
    try {
      await connection.batch([...startOf(kind), ...statements], { isLong: true })
    } catch (error) {
      // Another instance was faster, or the batch really failed.
      if (!(await readDone(connection, kind)).has(name)) throw error
    }
  }
}

/** Other instances wait here while one migrates. SQLite's writers wait for each other anyway. */
const startOf = (kind: Kind): Statement[] =>
  kind === 'sqlite' ? [] : [CompiledQuery.raw('select pg_advisory_xact_lock(4207849484)')]

const tableNames: Record<Kind, string> = {
  sqlite: `select name from sqlite_master where type = 'table'`,
  postgres: 'select tablename as name from pg_tables where schemaname = current_schema()',
}

/** The names of the migrations that are done. Throws `ConfigError` where the tables that are there are not ours. */
async function readDone(connection: SqlConnection, kind: Kind): Promise<Set<string>> {
  const tables = await namesOf(connection, tableNames[kind])
  if (tables.includes(recorded)) return new Set(await namesOf(connection, `select name from ${recorded}`))
  if (tables.includes('entries') && tables.includes('records')) {
    throw new ConfigError(
      'version 0.1 of cart-recovery made it, which kept its ledger in another way: move the file away, and a new one is begun',
    )
  }
  const foreign = tables.find((name) => ['state', 'carts', 'messages', 'consents', 'events', 'jobs'].includes(name))
  if (foreign !== undefined) {
    throw new ConfigError(
      `another program has a table ${foreign} there: give cart-recovery a database or a schema of its own`,
    )
  }
  return new Set()
}

async function namesOf(connection: SqlConnection, query: string): Promise<string[]> {
  const { rows } = await connection.execute(CompiledQuery.raw(query))
  return (rows as { name: string }[]).map(({ name }) => name)
}
