import { sql } from 'kysely'

import type {
  BlockedLineRow,
  ConsentRow,
  DayChannelRow,
  DayMessageRow,
  DayRow,
  DayValueRow,
  MessageRow,
} from '../../stores/sql/tables.ts'
import { sumWaiting, type WaitingSum } from '../../subscriptions/waiting-figures.ts'
import { type LedgerBase, maxSlice } from '../stored.ts'
import { yieldToRequests } from '../yield.ts'
import { type BlockedSum, createBlockedSums } from './blocked-sums.ts'
import { type Moment, slicesOfDay } from './slices-of-day.ts'

/** Blocked variants that are kept of a day, the costliest first: so a sum of days reads a bounded number of rows. */
const maxBlockedPerDay = 500

/** What the carts of one day came to. */
export interface DayFigures {
  funnel: Omit<DayRow, 'store' | 'day' | 'changes' | 'counted' | 'expires_at'>
  values: Pick<DayValueRow, 'kind' | 'currency' | 'amount'>[]
  channels: Omit<DayChannelRow, 'store' | 'day'>[]
  blocked: BlockedSum[]
  messages: Omit<DayMessageRow, 'store' | 'day'>[]
  waiting: WaitingSum[]
}

/**
 * Counts one day in slices, with time for requests in between. A cart that changes meanwhile may be counted as it was or as
 * it is: its change leaves the day changed.
 */
export async function countDay(base: LedgerBase, day: number): Promise<DayFigures> {
  const { funnel, ...sums } = await sumCarts(base, day)
  return {
    funnel: { ...funnel, refusals: await countRefusals(base, day) },
    ...sums,
    blocked: await sumBlocked(base, day),
    messages: await sumMessages(base, day),
    waiting: await sumWaiting(base, day),
  }
}

/** The figures of a day without carts. */
export const noFigures: DayFigures['funnel'] = {
  carts: 0,
  open: 0,
  sent: 0,
  opened: 0,
  checked_out: 0,
  ordered: 0,
  recovered: 0,
  ordered_without_link: 0,
  refusals: 0,
}
/** Those that carts tell. */
const counts = (Object.keys(noFigures) as (keyof DayFigures['funnel'])[]).filter((name) => name !== 'refusals')

async function sumCarts(base: LedgerBase, day: number): Promise<Pick<DayFigures, 'funnel' | 'values' | 'channels'>> {
  const funnel = { ...noFigures }
  const amounts = {
    recovered: new Map<string, number>(),
    'ordered-without-link': new Map<string, number>(),
    open: new Map<string, number>(),
  }
  const channels = new Map<string, DayFigures['channels'][number]>()
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rows = await sumSlice(base, day, after)
    let carts = 0
    for (const row of rows) {
      carts += row.carts
      for (const count of counts) funnel[count] += row[count]
      addChannel(channels, row)
      if (row.currency === null) continue
      for (const [kind, amount] of [
        ['recovered', row.recovered_amount],
        ['ordered-without-link', row.ordered_without_link_amount],
        ['open', row.open_amount],
      ] as const) {
        if (amount !== null) amounts[kind].set(row.currency, (amounts[kind].get(row.currency) ?? 0) + amount)
      }
    }
    after = carts < maxSlice ? undefined : rows[0]?.last
    await yieldToRequests()
  }
  const values = Object.entries(amounts).flatMap(([kind, sums]) =>
    [...sums].map(([currency, amount]) => ({ kind, currency, amount })),
  )
  return { funnel, values, channels: [...channels.values()] }
}

/** Carts that were opened before it was known how their links reached the shopper count as the shop's own. */
function addChannel(
  channels: Map<string, DayFigures['channels'][number]>,
  row: Awaited<ReturnType<typeof sumSlice>>[number],
): void {
  if (row.opened === 0) return
  const channel = row.came_by ?? 'link'
  const currency = row.currency ?? ''
  const key = `${channel} ${currency}`
  const sum = channels.get(key) ?? { channel, currency, opened: 0, recovered: 0, amount: 0 }
  sum.opened += row.opened
  sum.recovered += row.recovered
  sum.amount += row.recovered_amount ?? 0
  channels.set(key, sum)
}

/** One row for each currency and way that shoppers came by. Every one names the last cart of the slice, in the database's own order. */
function sumSlice({ store, database: { db } }: LedgerBase, day: number, after: string) {
  const columns = [
    'opened_at',
    'checked_out_at',
    'ordered_at',
    'closed_at',
    'platform_messages',
    'sent_messages',
  ] as const
  const slice = db
    .selectFrom('carts')
    .select(['id', 'total_amount', 'total_currency as currency', 'came_by', ...columns])
    .where('store', '=', store)
    // A literal, as the index has it: for a parameter SQLite would not use the index.
    .where('is_listed', '=', sql.lit(1))
    .where('day', '=', day)
    .where('id', '>', after)
    .orderBy('id')
    .limit(maxSlice)
  return db
    .selectFrom(slice.as('slice'))
    .select(['currency', 'came_by'])
    .select(({ fn, and, or, eb }) => {
      const isOpened = eb('opened_at', 'is not', null)
      const isOrdered = eb('ordered_at', 'is not', null)
      const isCheckedOut = and([isOpened, eb('checked_out_at', 'is not', null)])
      const isRecovered = and([isOpened, isOrdered])
      const isWithoutLink = and([isOrdered, eb('opened_at', 'is', null)])
      const isOpen = and([eb('ordered_at', 'is', null), eb('closed_at', 'is', null)])
      const countOf = (condition: typeof isOpened) => fn.countAll<number>().filterWhere(condition)
      const amountOf = (condition: typeof isOpened) => fn.sum<number | null>('total_amount').filterWhere(condition)
      return [
        fn.countAll<number>().as('carts'),
        sql<string>`max(max(id)) over ()`.as('last'),
        countOf(or([isOpened, eb('platform_messages', '>', 0), eb('sent_messages', '>', 0)])).as('sent'),
        countOf(isOpen).as('open'),
        countOf(isOpened).as('opened'),
        countOf(isCheckedOut).as('checked_out'),
        countOf(and([isCheckedOut, isOrdered])).as('ordered'),
        countOf(isRecovered).as('recovered'),
        countOf(isWithoutLink).as('ordered_without_link'),
        amountOf(isRecovered).as('recovered_amount'),
        amountOf(isWithoutLink).as('ordered_without_link_amount'),
        amountOf(isOpen).as('open_amount'),
      ]
    })
    .groupBy(['currency', 'came_by'])
    .execute()
}

async function sumBlocked({ store, database: { db } }: LedgerBase, day: number): Promise<BlockedSum[]> {
  const sums = createBlockedSums()
  /** The cart that was last counted for a variant and currency. A cart's lines come one after another. */
  const lastCarts = new Map<string, string>()
  for (let last: { cart_id: string; position: number } | undefined = { cart_id: '', position: 0 }; last; ) {
    const lines: Omit<BlockedLineRow, 'store' | 'day'>[] = await db
      .selectFrom('blocked_lines')
      .select(['cart_id', 'position', 'variant', 'currency', 'name', 'product_id', 'variant_id', 'amount'])
      .where('store', '=', store)
      .where('day', '=', day)
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('cart_id', 'position'), '>', tuple(last?.cart_id ?? '', last?.position ?? 0)),
      )
      .orderBy('cart_id')
      .orderBy('position')
      .limit(maxSlice)
      .execute()
    for (const { cart_id, product_id: productId, variant_id: variantId, variant, currency, name, amount } of lines) {
      const key = JSON.stringify([variant, currency])
      sums.add({ variant, currency, name, productId, variantId, carts: lastCarts.get(key) === cart_id ? 0 : 1, amount })
      lastCarts.set(key, cart_id)
    }
    last = lines.length < maxSlice ? undefined : lines.at(-1)
    await yieldToRequests()
  }
  return sums.costliest(maxBlockedPerDay)
}

/** The statuses that a message keeps, and those of them that a merchant asks about. */
const settled = ['sent', 'unconfirmed', 'withheld', 'failed']

async function sumMessages({ store, database: { db } }: LedgerBase, day: number): Promise<DayFigures['messages']> {
  const sums = new Map<string, DayFigures['messages'][number]>()
  const read = ({
    at,
    id,
  }: Moment): Promise<Pick<MessageRow, 'id' | 'created_at' | 'message_channel' | 'status' | 'reason'>[]> =>
    db
      .selectFrom('messages')
      .select(['id', 'created_at', 'message_channel', 'status', 'reason'])
      .where('store', '=', store)
      .where('is_listed', '=', sql.lit(1))
      .where(({ eb, refTuple, tuple }) => eb(refTuple('created_at', 'id'), '>', tuple(at, id)))
      .orderBy('created_at')
      .orderBy('id')
      .limit(maxSlice)
      .execute()
  for await (const rows of slicesOfDay(day, read)) {
    for (const { message_channel, status, reason } of rows) {
      if (!settled.includes(status)) continue
      const key = JSON.stringify([message_channel, status, reason])
      const sum = sums.get(key) ?? { message_channel, status, reason: reason ?? '', count: 0 }
      sum.count += 1
      sums.set(key, sum)
    }
  }
  return [...sums.values()]
}

/** How many shoppers said no to messages on a day, by whichever channel. Counted in slices, with time for requests in between. */
async function countRefusals({ store, database: { db } }: LedgerBase, day: number): Promise<number> {
  let count = 0
  for (let last: string | undefined = ''; last !== undefined; ) {
    const rows: Pick<ConsentRow, 'key'>[] = await db
      .selectFrom('consents')
      .select('key')
      .where('store', '=', store)
      .where('refusal_day', '=', day)
      .where('key', '>', last)
      .groupBy('key')
      .orderBy('key')
      .limit(maxSlice)
      .execute()
    count += rows.length
    last = rows.length < maxSlice ? undefined : rows.at(-1)?.key
    await yieldToRequests()
  }
  return count
}
