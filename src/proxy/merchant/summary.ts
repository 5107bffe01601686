import type {
  MerchantChannel,
  MerchantSummary,
  MerchantSummaryQuery,
  MessageChannel,
  MessageReason,
  MessageStatus,
  Money,
} from '../../contract/index.ts'
import type { LedgerContext } from '../context.ts'
import type { BlockedSum } from '../ledger/figures/blocked-sums.ts'
import type { Figures, Funnel, ValueSum } from '../ledger/figures/figures.ts'
import { dayOf, startOf } from '../ledger/stored.ts'
import { keepsSubscriptions } from '../subscriptions/notified-carts.ts'
import type { WaitingSum } from '../subscriptions/waiting-figures.ts'

const defaultDays = 30
const maxRows = 50

/**
 * `GET /merchant/summary`: what recovered carts were worth, and what was lost to missing stock, on whole days of UTC: today
 * so far, and those before.
 */
export async function summarize(
  context: LedgerContext,
  { days = defaultDays }: MerchantSummaryQuery,
): Promise<MerchantSummary> {
  const { ledger, clock } = context
  const to = clock()
  const firstDay = dayOf(to) - days + 1
  const figures = await ledger.figures(days)
  const before = await ledger.figuresBefore(days)
  const byDay = new Map(figures.days.map((one) => [one.day, one]))
  return {
    from: new Date(startOf(firstDay)).toISOString(),
    to: new Date(to).toISOString(),
    ...toTotals(figures),
    ...(before && { before: toTotals(before) }),
    days: Array.from({ length: days }, (_, index) => toDay(firstDay + index, byDay.get(firstDay + index))),
    channels: toChannels(figures),
    messages: figures.messages.map(({ message_channel: channel, status, reason, count }) => ({
      channel: channel as MessageChannel,
      status: status as MessageStatus,
      count,
      ...(reason && { reason: reason as MessageReason }),
    })),
    lostToStock: lostToStock(figures.blocked),
    ...(keepsSubscriptions(context) && { waiting: (await ledger.waiting()).map(toWaiting) }),
  }
}

type Totals = Pick<MerchantSummary, 'carts' | 'funnel' | 'recovered' | 'orderedWithoutLink' | 'open' | 'refusals'>

function toTotals(sums: Funnel & { values: ValueSum[] }): Totals {
  const { carts, sent, opened, checkedOut, ordered, recovered, orderedWithoutLink, open, refusals, values } = sums
  return {
    carts,
    // A link that was opened was sent, at least by the platform itself.
    funnel: { sent, opened, checkedOut, ordered },
    recovered: { carts: recovered, value: worth(values, 'recovered') },
    orderedWithoutLink: { carts: orderedWithoutLink, value: worth(values, 'ordered-without-link') },
    open: { carts: open, value: worth(values, 'open') },
    refusals,
  }
}

function toDay(day: number, figures?: Figures['days'][number]): MerchantSummary['days'][number] {
  const { carts = 0, recovered = 0, values = [] } = figures ?? {}
  const date = new Date(startOf(day)).toISOString().slice(0, 10)
  return { day: date, carts, recovered: { carts: recovered, value: worth(values, 'recovered') } }
}

/** The one that brought back most comes first. */
function toChannels({ channels }: Figures): MerchantSummary['channels'] {
  const sums = [...Map.groupBy(channels, ({ channel }) => channel)].map(([channel, rows]) => ({
    channel: channel as MerchantChannel,
    opened: rows.reduce((sum, row) => sum + row.opened, 0),
    recovered: {
      carts: rows.reduce((sum, row) => sum + row.recovered, 0),
      value: rows.flatMap(({ currency, amount }) => (currency && amount > 0 ? [{ currency, amount }] : [])),
    },
  }))
  return sums.sort((one, other) => other.recovered.carts - one.recovered.carts || other.opened - one.opened)
}

function toWaiting({
  name,
  product_id: productId,
  variant_id: variantId,
  waiting: shoppers,
  notified,
  since,
}: WaitingSum) {
  return {
    name,
    ...(productId !== null && { productId }),
    ...(variantId !== null && { variantId }),
    shoppers,
    ...(since !== null && { since: new Date(since).toISOString() }),
    notified,
  }
}

/** Each currency by itself; nothing is converted. */
function worth(values: readonly ValueSum[], wanted: ValueSum['kind']): Money[] {
  return values.filter(({ kind }) => kind === wanted).map(({ amount, currency }) => ({ amount, currency }))
}

function lostToStock(blocked: readonly BlockedSum[]): MerchantSummary['lostToStock'] {
  const byVariant = new Map<string, MerchantSummary['lostToStock'][number]>()
  for (const { variant, name, productId, variantId, carts, amount, currency } of blocked) {
    const ids = { ...(productId !== null && { productId }), ...(variantId !== null && { variantId }) }
    const row = byVariant.get(variant) ?? { name, ...ids, carts: 0, value: [] }
    row.carts += carts
    row.value.push({ amount, currency })
    byVariant.set(variant, row)
  }
  const costOf = ({ value }: { value: Money[] }) => Math.max(...value.map(({ amount }) => amount))
  const rows = [...byVariant.values()]
  return rows.sort((one, other) => costOf(other) - costOf(one) || other.carts - one.carts).slice(0, maxRows)
}
