import { sql } from 'kysely'

import type { SqlConnection, Statement } from '../../src/proxy/stores/sql/connection.ts'
import { openDatabase } from '../../src/proxy/stores/sql/open-database.ts'
import { createSqlStore, type SqlStore } from '../../src/proxy/stores/sql/sql-store.ts'
import { touchesOfStatements } from './footprints.ts'
import type { Scheduler } from './scheduler.ts'
import { strands } from './strand.ts'
import { time } from './time.ts'

/** One instance's store on the connection that all of them share. Every statement and batch waits until it is chosen. */
export function createGatedStore(shared: SqlConnection, scheduler: Scheduler): SqlStore {
  const gated: SqlConnection = {
    execute: (statement) =>
      scheduler.reach(false, labelOf([statement]), () => shared.execute(statement), touchesOfStatements([statement])),
    batch: (statements) => {
      const run = async () => {
        const results = await shared.batch(statements)
        const [statement, result] = [statements[0], results[0]]
        if (statement && result?.changes) watchLock(statement, scheduler)
        return results
      }
      return scheduler.reach(false, labelOf(statements), run, touchesOfStatements(statements))
    },
    close: async () => {},
  }
  const clock = () => time.now
  const database = openDatabase({ kind: 'sqlite', connect: async () => gated })
  return createSqlStore(database, { durable: true, now: () => sql<number>`${Math.floor(clock())}`, clock })
}

/** The same connection, which tells of every statement that may write. */
export function watchWrites(connection: SqlConnection, onWrite: () => void): SqlConnection {
  return {
    ...connection,
    execute(statement) {
      if (!/^\s*select/i.test(statement.sql)) onWrite()
      return connection.execute(statement)
    },
    batch(statements, options) {
      onWrite()
      return connection.batch(statements, options)
    },
  }
}

/** Keeps who holds which lock, or does which request. Who opens a lock must be who holds it. */
function watchLock({ sql: text, parameters }: Statement, { lockOwners, entries }: Scheduler): void {
  const [key, _owner, takenAt, lifetimeMs] = parameters
  if (typeof key !== 'string' || !isLock.test(key)) return
  const { act = '', instance } = strands.getStore() ?? {}
  if (text.startsWith('insert')) lockOwners.set(key, { act, instance, endsAt: Number(takenAt) + Number(lifetimeMs) })
  else if (!text.startsWith('select')) {
    const owner = lockOwners.get(key)?.act
    const isOpened = text.startsWith('delete') && !key.startsWith('once:')
    if (isOpened && owner !== act) entries.push({ kind: 'broken', sentence: `${act} opened the lock of ${owner}` })
    if (isOpened || key.startsWith('once:')) lockOwners.delete(key)
  }
}

/** Keys that one has at a time. The mark of a request under way ends with its answer. */
const isLock = /^(lock|lease|once):/

/** Verb, table and, of the short-lived part, the kind of the key: `insert state lock`. */
function labelOf(statements: readonly Statement[]): string {
  return statements
    .map(({ sql: text, parameters }) => {
      const [, verb = 'run'] = /^\s*(\w+)/.exec(text) ?? []
      const [, table = ''] = /\b(?:from|into|update)\s+"?(\w+)"?/i.exec(text) ?? []
      const key = table === 'state' ? parameters.find((one) => typeof one === 'string' && /^[a-z]+:/.test(one)) : ''
      return [verb, table, String(key ?? '').split(':')[0]].filter(Boolean).join(' ')
    })
    .join(' + ')
}

const tables = [
  ...['state', 'carts', 'blocked_lines', 'messages', 'consents', 'transfers', 'events', 'jobs'],
  ...['days', 'day_values', 'day_blocked'],
]

type Row = Record<string, string | number | null>
export type Rows = Record<string, Row[]>

/** Everything that the store holds. */
export async function readRows(connection: SqlConnection): Promise<Rows> {
  const all: Rows = {}
  for (const table of tables) {
    const { rows } = await connection.execute({ sql: `select * from ${table}`, parameters: [] })
    all[table] = rows as Row[]
  }
  return all
}

/** Puts exactly these rows into the store. */
export async function writeRows(connection: SqlConnection, all: Rows): Promise<void> {
  const statements: Statement[] = tables.map((table) => ({ sql: `delete from ${table}`, parameters: [] }))
  for (const [table, rows] of Object.entries(all)) {
    for (const row of rows) {
      const names = Object.keys(row)
      const places = names.map(() => '?').join(', ')
      statements.push({
        sql: `insert into ${table} (${names.join(', ')}) values (${places})`,
        parameters: Object.values(row),
      })
    }
  }
  await connection.batch(statements)
}
