import { sql } from 'kysely'

import { createSealer } from '../../src/proxy/sealing/sealer.ts'
import type { LedgerDatabase } from '../../src/proxy/stores/sql/database.ts'
import type { DayRow } from '../../src/proxy/stores/sql/tables.ts'
import { seedRows } from './seed-rows.ts'
import { keys, store } from './store.ts'

/** Rows in one statement: SQLite takes 32,766 parameters, PostgreSQL 65,535. */
const rowsPerStatement = 1000

/** Fills an empty ledger with so many carts, and a report about each. */
export async function seedLedger({ kind, db, batch }: LedgerDatabase, count: number): Promise<void> {
  const now = Date.now()
  const sealer = createSealer(store, keys, () => now)
  const days = new Map<number, number>()
  for (let start = 0; start < count; start += rowsPerStatement) {
    const size = Math.min(rowsPerStatement, count - start)
    const rows = await Promise.all(
      Array.from({ length: size }, (_, index) => seedRows(sealer, start + index, count, now)),
    )
    const blocked = rows.flatMap((row) => row.blocked)
    for (const { cart } of rows) days.set(cart.day, (days.get(cart.day) ?? 0) + 1)
    await batch([
      db.insertInto('carts').values(rows.map(({ cart }) => cart)),
      ...(blocked.length > 0 ? [db.insertInto('blocked_lines').values(blocked)] : []),
      db.insertInto('messages').values(rows.map(({ message }) => message)),
    ])
  }
  await batch([db.insertInto('days').values([...days].map(([day, changes]) => changedDay(day, changes, now)))])
  // Autovacuum does the same within minutes.
  if (kind === 'postgres') await sql`analyze`.execute(db)
}

/** A day whose figures have not been counted yet. */
function changedDay(day: number, changes: number, now: number): DayRow {
  const figures = {
    carts: 0,
    open: 0,
    sent: 0,
    opened: 0,
    checked_out: 0,
    ordered: 0,
    recovered: 0,
    refusals: 0,
    ordered_without_link: 0,
  }
  return { store, day, changes, counted: 0, ...figures, expires_at: now + 90 * 24 * 60 * 60 * 1000 }
}
