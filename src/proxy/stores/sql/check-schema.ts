import { sql } from 'kysely'

import type { LedgerDatabase } from './database.ts'
import { createMigrations } from './migrations.ts'

/** What is wrong with the tables of a database that is open: undefined where they are of this version. */
export async function checkSchema({ kind, db }: LedgerDatabase): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select name from cart_recovery_migrations`.execute(db)
  const found = new Set(rows.map(({ name }) => name))
  const known = Object.keys(createMigrations(kind))
  const missing = known.find((name) => !found.has(name))
  if (missing !== undefined) return `the tables are older than this version: ${missing} is missing`
  const newer = [...found].find((name) => !known.includes(name))
  if (newer !== undefined) return `a newer version has changed the tables (${newer}): start that version`
  return undefined
}
