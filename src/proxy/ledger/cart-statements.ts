import { type Compilable, sql } from 'kysely'

import { compileOnce } from '../stores/sql/compile-once.ts'
import type { BlockedLineRow, CartRow } from '../stores/sql/tables.ts'
import { type BlockedLine, type CartEntry, isListed } from './cart-entry.ts'
import { toBlockedRow, toCartRow } from './cart-rows.ts'
import type { MessageEntry } from './message-entry.ts'
import { toMessageRow } from './message-rows.ts'
import { dayOf, type LedgerBase, newRevision, type Stored } from './stored.ts'

/** Blocked lines in one statement: D1 takes 100 parameters. */
const maxBlockedRows = 9

const insertCart = compileOnce((db, rows: readonly CartRow[]) =>
  db
    .insertInto('carts')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing()),
)

const insertBlocked = compileOnce((db, rows: readonly BlockedLineRow[]) =>
  db
    .insertInto('blocked_lines')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['store', 'cart_id', 'position']).doUpdateSet(({ ref }) => ({
        day: ref('excluded.day'),
        variant: ref('excluded.variant'),
        name: ref('excluded.name'),
        product_id: ref('excluded.product_id'),
        variant_id: ref('excluded.variant_id'),
        amount: ref('excluded.amount'),
        currency: ref('excluded.currency'),
      })),
    ),
)

/** Inserts where there was none, or replaces the revision that was read. */
export function writeCart(
  { store, database }: LedgerBase,
  found: Stored<CartEntry> | undefined,
  next: Stored<CartEntry>,
): Compilable {
  const row = toCartRow(store, next)
  if (!found) return insertCart(database, [{ ...row, sent_messages: 0, looked_at: row.changed_at }])
  return database.db
    .updateTable('carts')
    .set(row)
    .where('store', '=', store)
    .where('id', '=', next.id)
    .where('revision', '=', found.revision)
}

/** Keeps the blocked lines of a cart on its day, and none of a cart that is not listed. */
export function moveBlocked(
  { store, database }: LedgerBase,
  found: Stored<CartEntry> | undefined,
  { id, value }: Stored<CartEntry>,
): Compilable[] {
  const { db } = database
  const day = dayOf(value.firstSeenAt)
  if (!found || (dayOf(found.value.firstSeenAt) === day && isListed(value) === isListed(found.value))) return []
  if (!isListed(value)) return [db.deleteFrom('blocked_lines').where('store', '=', store).where('cart_id', '=', id)]
  return [db.updateTable('blocked_lines').set({ day }).where('store', '=', store).where('cart_id', '=', id)]
}

/** Replaces the lines of a cart that could not be bought. Where there was no cart, there are none yet. */
export function replaceBlocked(
  { store, database }: LedgerBase,
  found: Stored<CartEntry> | undefined,
  cart: Stored<CartEntry>,
  lines: readonly BlockedLine[],
): Compilable[] {
  const rows = isListed(cart.value) ? lines.map((line, position) => toBlockedRow(store, cart, line, position)) : []
  const slices = Array.from({ length: Math.ceil(rows.length / maxBlockedRows) }, (_, index) =>
    rows.slice(index * maxBlockedRows, (index + 1) * maxBlockedRows),
  )
  const inserted = slices.map((slice) => insertBlocked(database, slice))
  if (!found) return inserted
  const others = database.db
    .deleteFrom('blocked_lines')
    .where('store', '=', store)
    .where('cart_id', '=', cart.id)
    .where('position', '>=', rows.length)
  return [...inserted, others]
}

/** Stores a message if the cart's change was stored, and there is none of that id. */
export function insertMessage(
  { store, database }: LedgerBase,
  cart: Stored<CartEntry>,
  message: { id: string; value: MessageEntry },
): Compilable {
  const { db } = database
  const row = toMessageRow(store, { ...message, revision: newRevision() })
  const columns = Object.keys(row) as (keyof typeof row)[]
  const typed = columns.map((column) => {
    const value = row[column]
    // PostgreSQL takes a parameter among the results of a query for a text.
    if (typeof value === 'number') return sql`cast(${value} as bigint)`
    return value === null ? sql`null` : sql`${value}`
  })
  return db
    .insertInto('messages')
    .columns(columns)
    .expression(
      db
        .selectFrom('carts')
        .select(typed.map((value, index) => value.as(columns[index] ?? '')))
        .where('store', '=', store)
        .where('id', '=', cart.id)
        .where('revision', '=', cart.revision),
    )
    .onConflict((conflict) => conflict.doNothing())
}
