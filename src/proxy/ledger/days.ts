import { type Compilable, type ExpressionBuilder, sql } from 'kysely'

import type { Tables } from '../stores/sql/tables.ts'
import { dayOf, type LedgerBase, retentionMs, startOf } from './stored.ts'
import { yieldToRequests } from './yield.ts'

type CartExpressions = ExpressionBuilder<Tables, 'carts'>

/** The days that figures can be asked for: today and the 89 before it. */
export const maxDays = 90
/** Blocked variants that are kept of a day, the costliest first: so a sum reads a bounded number of rows. */
const maxBlockedPerDay = 500

/** Statements that mark days as changed, so that their figures are counted again. */
export function markDays({ store, database }: LedgerBase, days: readonly number[]): Compilable[] {
  // Always in the same order, so that two changes never wait for each other.
  return [...new Set(days)]
    .sort((one, other) => one - other)
    .map((day) =>
      database.db
        .insertInto('days')
        .values({ store, day, changes: 1, counted: 0, ...noFigures, expires_at: startOf(day + 2) + retentionMs })
        .onConflict((conflict) =>
          conflict.columns(['store', 'day']).doUpdateSet((eb) => ({ changes: eb('days.changes', '+', 1) })),
        ),
    )
}

/** Marks the day of a cart, whichever it is. */
export function markDayOf({ store, database }: LedgerBase, cartId: string): Compilable {
  return database.db
    .updateTable('days')
    .set((eb) => ({ changes: eb('changes', '+', 1) }))
    .where('store', '=', store)
    .where('day', '=', (eb) =>
      eb.selectFrom('carts').select('day').where('carts.store', '=', store).where('id', '=', cartId),
    )
}

/**
 * Counts the figures of the changed days again, one day at a time, so that requests are served in between. A change that is
 * made meanwhile leaves its day changed.
 */
export async function countChangedDays(base: LedgerBase, since = dayOf(base.clock()) - maxDays + 1): Promise<void> {
  const { store, database } = base
  for (let next = since; ; ) {
    const row = await database.db
      .selectFrom('days')
      .select(['day', 'changes'])
      .where('store', '=', store)
      .where('day', '>=', next)
      .where('changes', '>', (eb) => eb.ref('counted'))
      .orderBy('day')
      .limit(1)
      .executeTakeFirst()
    if (!row) return
    await countDay(base, row)
    next = row.day + 1
    await yieldToRequests()
  }
}

/** Counts one day. What is counted is at least as new as `changes`, so that only later changes have to be counted again. */
async function countDay(base: LedgerBase, { day, changes }: { day: number; changes: number }): Promise<void> {
  const { store, database } = base
  const { db } = database
  const figures = await listedOn(base, day)
    .select(({ fn, or, eb }) => [
      fn
        .countAll<number>()
        .filterWhere(or([isOpened(eb), eb('platform_messages', '>', 0), eb('sent_messages', '>', 0)]))
        .as('sent'),
      fn.countAll<number>().filterWhere(isOpened).as('opened'),
      fn.countAll<number>().filterWhere(isCheckedOut).as('checked_out'),
      fn.countAll<number>().filterWhere(isCheckedOut).filterWhere(isOrdered).as('ordered'),
      fn.countAll<number>().filterWhere(isOpened).filterWhere(isOrdered).as('recovered'),
      fn.countAll<number>().filterWhere(isOrdered).filterWhere('opened_at', 'is', null).as('ordered_without_link'),
    ])
    .executeTakeFirstOrThrow()
  await yieldToRequests()
  await database.batch([
    db.deleteFrom('day_values').where('store', '=', store).where('day', '=', day),
    insertValues(base, day, 'recovered'),
    insertValues(base, day, 'ordered-without-link'),
  ])
  await yieldToRequests()
  await database.batch([
    db.deleteFrom('day_blocked').where('store', '=', store).where('day', '=', day),
    insertBlocked(base, day),
  ])
  await database.batch([
    db
      .updateTable('days')
      .set({ ...figures, counted: changes })
      .where('store', '=', store)
      .where('day', '=', day)
      .where('counted', '<=', changes),
  ])
}

const noFigures = { sent: 0, opened: 0, checked_out: 0, ordered: 0, recovered: 0, ordered_without_link: 0 }

const isOpened = (eb: CartExpressions) => eb('opened_at', 'is not', null)
const isOrdered = (eb: CartExpressions) => eb('ordered_at', 'is not', null)
const isCheckedOut = (eb: CartExpressions) => eb.and([isOpened(eb), eb('checked_out_at', 'is not', null)])

function listedOn({ store, database }: LedgerBase, day: number) {
  // A literal, as the index has it: for a parameter SQLite would not use the index.
  return database.db
    .selectFrom('carts')
    .where('carts.store', '=', store)
    .where('carts.is_listed', '=', sql.lit(1))
    .where('carts.day', '=', day)
}

/** What a day's ordered carts were worth, by currency. */
function insertValues(base: LedgerBase, day: number, kind: 'recovered' | 'ordered-without-link'): Compilable {
  return base.database.db
    .insertInto('day_values')
    .columns(['store', 'day', 'kind', 'currency', 'amount'])
    .expression(
      listedOn(base, day)
        .where('ordered_at', 'is not', null)
        .where('opened_at', kind === 'recovered' ? 'is not' : 'is', null)
        .where('total_currency', 'is not', null)
        .select(({ fn }) => [
          'carts.store',
          'carts.day',
          sql.lit(kind).as('kind'),
          sql<string>`total_currency`.as('currency'),
          fn.sum<number>('total_amount').as('amount'),
        ])
        .groupBy(['carts.store', 'carts.day', 'total_currency']),
    )
    .onConflict((conflict) => conflict.doNothing())
}

/** What could not be bought on a day, by variant and currency. */
function insertBlocked({ store, database }: LedgerBase, day: number): Compilable {
  return database.db
    .insertInto('day_blocked')
    .columns(['store', 'day', 'variant', 'currency', 'name', 'product_id', 'variant_id', 'carts', 'amount'])
    .expression(
      database.db
        .selectFrom('blocked_lines')
        .select(({ fn }) => [
          'store',
          'day',
          'variant',
          'currency',
          fn.min('name').as('name'),
          fn.min('product_id').as('product_id'),
          fn.min('variant_id').as('variant_id'),
          fn.count<number>('cart_id').distinct().as('carts'),
          fn.sum<number>('amount').as('amount'),
        ])
        .where('store', '=', store)
        .where('day', '=', day)
        .groupBy(['store', 'day', 'variant', 'currency'])
        .orderBy('amount', 'desc')
        .limit(maxBlockedPerDay),
    )
    .onConflict((conflict) => conflict.doNothing())
}
