import { type Moment, slicesOfDay } from '../ledger/figures/slices-of-day.ts'
import { type LedgerBase, maxSlice } from '../ledger/stored.ts'
import { yieldToRequests } from '../ledger/yield.ts'
import type { DayWaitingRow, SubscriptionRow } from '../stores/sql/tables.ts'

/** How many shoppers wait for one variant, and how many were told that it is back. */
export type WaitingSum = Omit<DayWaitingRow, 'store' | 'day'>

/** Variants that are kept of a day, and that are answered. */
const maxPerDay = 500
const maxAnswered = 50

/** Counts the subscriptions that were made on one day, in slices, with time for requests in between. */
export async function sumWaiting({ store, database: { db } }: LedgerBase, day: number): Promise<WaitingSum[]> {
  const sums = createWaitingSums()
  type Row = Pick<SubscriptionRow, 'id' | 'created_at' | 'status' | 'variant' | 'name' | 'product_id' | 'variant_id'>
  const read = ({ at, id }: Moment): Promise<Row[]> =>
    db
      .selectFrom('subscriptions')
      .select(['id', 'created_at', 'status', 'variant', 'name', 'product_id', 'variant_id'])
      .where('store', '=', store)
      .where('variant', 'is not', null)
      .where(({ eb, refTuple, tuple }) => eb(refTuple('created_at', 'id'), '>', tuple(at, id)))
      .orderBy('created_at')
      .orderBy('id')
      .limit(maxSlice)
      .execute()
  for await (const rows of slicesOfDay(day, read)) {
    for (const { created_at: since, status, variant, name, product_id, variant_id } of rows) {
      const waiting = Number(status === 'waiting' || status === 'telling')
      const notified = Number(status === 'told')
      if (variant === null || waiting + notified === 0) continue
      sums.add({ variant, name: name ?? '', product_id, variant_id, waiting, notified, since: waiting ? since : null })
    }
  }
  return sums.mostWanted(maxPerDay)
}

/** What the days since this one come to, the most wanted variants first. */
export async function readWaiting({ store, database: { db } }: LedgerBase, since: number): Promise<WaitingSum[]> {
  const sums = createWaitingSums()
  type Row = Omit<DayWaitingRow, 'store'>
  for (let last: Pick<Row, 'day' | 'variant'> | undefined = { day: since, variant: '' }; last; ) {
    const { day, variant } = last
    const rows: Row[] = await db
      .selectFrom('day_waiting')
      .select(['day', 'variant', 'name', 'product_id', 'variant_id', 'waiting', 'notified', 'since'])
      .where('store', '=', store)
      .where(({ eb, refTuple, tuple }) => eb(refTuple('day', 'variant'), '>', tuple(day, variant)))
      .orderBy('day')
      .orderBy('variant')
      .limit(maxSlice)
      .execute()
    for (const { day: _day, ...sum } of rows) sums.add(sum)
    last = rows.length < maxSlice ? undefined : rows.at(-1)
    await yieldToRequests()
  }
  return sums.mostWanted(maxAnswered)
}

/** Adds up by variant: what is kept grows with the variants, and not with the shoppers. */
function createWaitingSums() {
  const sums = new Map<string, WaitingSum>()
  return {
    add(sum: WaitingSum) {
      const known = sums.get(sum.variant)
      if (!known) {
        sums.set(sum.variant, { ...sum })
        return
      }
      known.waiting += sum.waiting
      known.notified += sum.notified
      known.since = Math.min(known.since ?? Infinity, sum.since ?? Infinity)
      if (known.since === Infinity) known.since = null
      // A product may have been renamed: always the same of its names, in whatever order they come.
      if (sum.name < known.name) known.name = sum.name
    },
    mostWanted: (limit: number): WaitingSum[] =>
      [...sums.values()]
        .sort(
          (one, other) =>
            other.waiting - one.waiting || other.notified - one.notified || (one.variant < other.variant ? -1 : 1),
        )
        .slice(0, limit),
  }
}
