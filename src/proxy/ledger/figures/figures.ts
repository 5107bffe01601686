import { sql } from 'kysely'

import type { DayBlockedRow, DayChannelRow, DayMessageRow } from '../../stores/sql/tables.ts'
import { type LedgerBase, maxSlice } from '../stored.ts'
import { yieldToRequests } from '../yield.ts'
import { type BlockedSum, createBlockedSums } from './blocked-sums.ts'

/** Sums of the carts that were first seen on the days of a window. */
export interface Figures extends Funnel {
  values: ValueSum[]
  /** Those of each day, the oldest first. A day without carts is left out. */
  days: (Funnel & { day: number; values: ValueSum[] })[]
  channels: Omit<DayChannelRow, 'store' | 'day'>[]
  messages: Omit<DayMessageRow, 'store' | 'day'>[]
  /** By variant and currency, the costliest first. */
  blocked: BlockedSum[]
}

/** How many carts there were, and how far they came. */
export interface Funnel {
  carts: number
  open: number
  sent: number
  opened: number
  checkedOut: number
  ordered: number
  recovered: number
  orderedWithoutLink: number
  /** Shoppers who said no to messages. */
  refusals: number
}

export interface ValueSum {
  kind: 'recovered' | 'ordered-without-link' | 'open'
  currency: string
  amount: number
}

/** Enough for 50 variants with a few currencies each. */
const maxBlocked = 200

/** Reads the figures of the UTC days since this one, as they were counted. */
export async function readFigures(base: LedgerBase, since: number): Promise<Figures> {
  const days = await readDays(base, since, Number.MAX_SAFE_INTEGER)
  return {
    ...sumOf(days),
    days,
    ...(await readBreakdown(base, since)),
    blocked: await readBlocked(base, since),
  }
}

/** The figures of each day, from one on and before another. */
export async function readDays(
  { store, database: { db } }: LedgerBase,
  since: number,
  until: number,
): Promise<Figures['days']> {
  const rows = await db
    .selectFrom('days')
    .select([
      'day',
      'carts',
      'open',
      'sent',
      'opened',
      'checked_out',
      'ordered',
      'recovered',
      'ordered_without_link',
      'refusals',
    ])
    .where('store', '=', store)
    .where('day', '>=', since)
    .where('day', '<', until)
    .orderBy('day')
    .execute()
  const values = await db
    .selectFrom('day_values')
    .select(['day', 'kind', 'currency', 'amount'])
    .where('store', '=', store)
    .where('day', '>=', since)
    .where('day', '<', until)
    .execute()
  const byDay = Map.groupBy(values, ({ day }) => day)
  return rows.map(({ checked_out: checkedOut, ordered_without_link: orderedWithoutLink, refusals, ...row }) => ({
    ...row,
    checkedOut,
    orderedWithoutLink,
    refusals,
    values: (byDay.get(row.day) ?? []).map(({ day: _day, ...value }) => value as ValueSum),
  }))
}

/** What several days come to. */
export function sumOf(days: Figures['days']): Funnel & { values: ValueSum[] } {
  const funnel: Funnel = {
    ...{
      carts: 0,
      open: 0,
      sent: 0,
      opened: 0,
      checkedOut: 0,
      ordered: 0,
      recovered: 0,
      orderedWithoutLink: 0,
      refusals: 0,
    },
  }
  const values = new Map<string, ValueSum>()
  for (const day of days) {
    for (const name of Object.keys(funnel) as (keyof Funnel)[]) funnel[name] += day[name]
    for (const value of day.values) {
      const key = `${value.kind} ${value.currency}`
      values.set(key, { ...value, amount: value.amount + (values.get(key)?.amount ?? 0) })
    }
  }
  return { ...funnel, values: [...values.values()] }
}

async function readBreakdown({ store, database: { db } }: LedgerBase, since: number) {
  const sum = (column: string) => sql<number>`cast(sum(${sql.ref(column)}) as bigint)`
  const channels = await db
    .selectFrom('day_channels')
    .select(['channel', 'currency', sum('opened').as('opened'), sum('recovered').as('recovered')])
    .select(sum('amount').as('amount'))
    .where('store', '=', store)
    .where('day', '>=', since)
    .groupBy(['channel', 'currency'])
    .execute()
  const messages = await db
    .selectFrom('day_messages')
    .select(['message_channel', 'status', 'reason', sum('count').as('count')])
    .where('store', '=', store)
    .where('day', '>=', since)
    .groupBy(['message_channel', 'status', 'reason'])
    .execute()
  return { channels, messages }
}

/** A day has up to 500 rows, and so 90 of them more than one statement may read. */
async function readBlocked({ store, database: { db } }: LedgerBase, since: number): Promise<BlockedSum[]> {
  const sums = createBlockedSums()
  type Row = Omit<DayBlockedRow, 'store'>
  for (
    let last: Pick<Row, 'day' | 'variant' | 'currency'> | undefined = { day: since, variant: '', currency: '' };
    last;
  ) {
    const { day, variant, currency } = last
    const rows: Row[] = await db
      .selectFrom('day_blocked')
      .select(['day', 'variant', 'currency', 'name', 'product_id', 'variant_id', 'carts', 'amount'])
      .where('store', '=', store)
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('day', 'variant', 'currency'), '>', tuple(day, variant, currency)),
      )
      .orderBy('day')
      .orderBy('variant')
      .orderBy('currency')
      .limit(maxSlice)
      .execute()
    for (const { product_id: productId, variant_id: variantId, day: _day, ...row } of rows) {
      sums.add({ ...row, productId, variantId })
    }
    last = rows.length < maxSlice ? undefined : rows.at(-1)
    await yieldToRequests()
  }
  return sums.costliest(maxBlocked)
}
