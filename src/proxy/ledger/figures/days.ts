import { type Compilable, sql } from 'kysely'

import { compileOnce } from '../../stores/sql/compile-once.ts'
import type { DayRow } from '../../stores/sql/tables.ts'
import { dayOf, type LedgerBase, retentionMs, startOf } from '../stored.ts'
import { yieldToRequests } from '../yield.ts'
import { countDay, type DayFigures, noFigures } from './count-day.ts'

/** The days that figures can be asked for: today and the 89 before it. */
export const maxDays = 90

const insertDay = compileOnce((db, rows: readonly DayRow[]) =>
  db
    .insertInto('days')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['store', 'day']).doUpdateSet((eb) => ({ changes: eb('days.changes', '+', 1) })),
    ),
)

/** Statements that mark days as changed, so that their figures are counted again. */
export function markDays({ store, database }: LedgerBase, days: readonly number[]): Compilable[] {
  // Always in the same order, so that two changes never wait for each other.
  return [...new Set(days)]
    .sort((one, other) => one - other)
    .map((day) => {
      const row = { store, day, changes: 1, counted: 0, ...noFigures, expires_at: startOf(day + 2) + retentionMs }
      return insertDay(database, [row])
    })
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

/** Counts the figures again that have changed on this day or later. */
export type CountChangedDays = (since?: number) => Promise<void>

/**
 * Makes the counting of one store. Callers who come while it counts share the next run, which sees what was written before
 * they asked: so a day is never counted twice at the same time. Across instances that would only be double work.
 */
export function createDayCount(base: LedgerBase): CountChangedDays {
  let running = Promise.resolve()
  let next: { since: number; done: Promise<void> } | undefined
  return (since = dayOf(base.clock()) - maxDays + 1) => {
    if (next) {
      next.since = Math.min(next.since, since)
      return next.done
    }
    const turn = { since, done: running.then(() => begin()) }
    const begin = (): Promise<void> => {
      next = undefined
      return countChangedDays(base, turn.since)
    }
    next = turn
    running = turn.done.catch(() => {})
    return turn.done
  }
}

/** Counts one day after another. A change that is made meanwhile leaves its day changed. */
async function countChangedDays(base: LedgerBase, since: number): Promise<void> {
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
    await database.batch(writeFigures(base, row, await countDay(base, row.day)))
    next = row.day + 1
    await yieldToRequests()
  }
}

/**
 * Replaces the figures of a day, which are at least as new as `changes`, so that only later changes have to be counted again.
 * Where another instance has counted later changes meanwhile, none of it does anything.
 */
function writeFigures(
  base: LedgerBase,
  counted: { day: number; changes: number },
  { funnel, values, channels, blocked, messages, waiting }: DayFigures,
): Compilable[] {
  const { db } = base.database
  const { day, changes } = counted
  return [
    db
      .updateTable('days')
      .set({ ...funnel, counted: changes })
      .where('store', '=', base.store)
      .where('day', '=', day)
      .where('counted', '<=', changes),
    ...replaceRows(base, counted, 'day_values', { kind: 'text', currency: 'text', amount: 'bigint' }, values),
    ...replaceRows(
      base,
      counted,
      'day_channels',
      { channel: 'text', currency: 'text', opened: 'bigint', recovered: 'bigint', amount: 'bigint' },
      channels,
    ),
    ...replaceRows(
      base,
      counted,
      'day_messages',
      { message_channel: 'text', status: 'text', reason: 'text', count: 'bigint' },
      messages,
    ),
    ...replaceRows(
      base,
      counted,
      'day_waiting',
      {
        ...{ variant: 'text', name: 'text', product_id: 'text', variant_id: 'text' },
        ...{ waiting: 'bigint', notified: 'bigint', since: 'bigint' },
      },
      waiting,
    ),
    ...replaceRows(
      base,
      counted,
      'day_blocked',
      {
        ...{ variant: 'text', currency: 'text', name: 'text', product_id: 'text', variant_id: 'text' },
        ...{ carts: 'bigint', amount: 'bigint' },
      },
      blocked.map(({ productId, variantId, ...sum }) => ({ ...sum, product_id: productId, variant_id: variantId })),
    ),
  ]
}

/** Replaces the rows that belong to a day, if its figures are those that were counted with them. */
function replaceRows<Column extends string>(
  { store, database: { db, kind } }: LedgerBase,
  { day, changes }: { day: number; changes: number },
  table: 'day_values' | 'day_blocked' | 'day_channels' | 'day_messages' | 'day_waiting',
  columns: Record<Column, 'text' | 'bigint'>,
  rows: readonly Record<NoInfer<Column>, unknown>[],
): Compilable[] {
  const isOurs = sql<boolean>`days.store = ${store} and days.day = ${day} and days.counted = ${changes}`
  const removed = db
    .deleteFrom(table)
    .where('store', '=', store)
    .where('day', '=', day)
    .where(({ exists, selectFrom }) => exists(selectFrom('days').select('days.day').where(isOurs)))
  if (rows.length === 0) return [removed]
  // One parameter for all rows: D1 takes 100 of them.
  const elements = sql.raw(kind === 'sqlite' ? 'json_each' : 'json_array_elements')
  const types = Object.entries<'text' | 'bigint'>(columns)
  const values = types.map(([name, type]) => sql`cast(line.value ->> ${sql.lit(name)} as ${sql.raw(type)})`)
  const inserted = sql`
    insert into ${sql.table(table)} (store, day, ${sql.join(types.map(([name]) => sql.ref(name)))})
    select days.store, days.day, ${sql.join(values)} from days, ${elements}(${JSON.stringify(rows)}) as line where ${isOurs}
    on conflict do nothing`
  return [removed, { compile: () => inserted.compile(db) }]
}
