import type { BlockedSum } from '../../src/proxy/ledger/figures/blocked-sums.ts'
import type { Figures } from '../../src/proxy/ledger/figures/figures.ts'
import type { LedgerDatabase } from '../../src/proxy/stores/sql/database.ts'

/** What carts alone tell. */
export type Counted = Omit<Figures, 'days' | 'messages'>

/** The figures of every cart that is listed, added up in one walk over all rows. */
export async function countNaively({ db }: LedgerDatabase): Promise<Counted> {
  const carts = await db.selectFrom('carts').selectAll().where('is_listed', '=', 1).execute()
  const lines = await db.selectFrom('blocked_lines').selectAll().execute()
  const opened = carts.filter(({ opened_at }) => opened_at !== null)
  const checkedOut = opened.filter(({ checked_out_at }) => checked_out_at !== null)
  const recovered = opened.filter(({ ordered_at }) => ordered_at !== null)
  const withoutLink = carts.filter(({ opened_at, ordered_at }) => opened_at === null && ordered_at !== null)
  const worth = (kind: Figures['values'][number]['kind'], of: typeof carts): Figures['values'] => {
    const sums = new Map<string, number>()
    for (const { total_amount: amount, total_currency: currency } of of) {
      if (amount !== null && currency !== null) sums.set(currency, (sums.get(currency) ?? 0) + amount)
    }
    return [...sums].map(([currency, amount]) => ({ kind, currency, amount }))
  }
  const byVariant = Map.groupBy(lines, ({ variant, currency }) => `${variant} ${currency}`)
  const blocked = [...byVariant.values()].flatMap((all): BlockedSum[] => {
    const [first] = all
    if (!first) return []
    const { variant, currency, name, product_id: productId, variant_id: variantId } = first
    const amount = all.reduce((sum, line) => sum + line.amount, 0)
    return [
      { variant, currency, name, productId, variantId, carts: new Set(all.map((one) => one.cart_id)).size, amount },
    ]
  })
  const open = carts.filter(({ ordered_at, closed_at }) => ordered_at === null && closed_at === null)
  const byChannel = Map.groupBy(opened, (one) => `${one.came_by ?? 'link'} ${one.total_currency ?? ''}`)
  const channels = [...byChannel].map(([key, all]) => {
    const [channel = '', currency = ''] = key.split(' ')
    const ordered = all.filter(({ ordered_at }) => ordered_at !== null)
    const amount = ordered.reduce((sum, { total_amount }) => sum + (total_amount ?? 0), 0)
    return { channel, currency, opened: all.length, recovered: ordered.length, amount }
  })
  return sorted({
    carts: carts.length,
    open: open.length,
    channels,
    sent: carts.filter((one) => one.opened_at !== null || one.platform_messages > 0 || one.sent_messages > 0).length,
    opened: opened.length,
    checkedOut: checkedOut.length,
    ordered: checkedOut.filter(({ ordered_at }) => ordered_at !== null).length,
    recovered: recovered.length,
    orderedWithoutLink: withoutLink.length,
    refusals: 0,
    values: [...worth('recovered', recovered), ...worth('ordered-without-link', withoutLink), ...worth('open', open)],
    blocked,
  })
}

/** The same figures, their sums in one order, so that they can be compared. */
export function sorted({ values, blocked, channels, ...funnel }: Counted & Partial<Figures>): Counted {
  const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)
  const plain = (rows: Counted['values']) => rows.map(({ kind, currency, amount }) => ({ kind, currency, amount }))
  const inOrder = (rows: BlockedSum[]) =>
    rows.map(({ variant, currency, name, productId, variantId, carts, amount }) => ({
      ...{ variant, currency, name, productId, variantId, carts, amount },
    }))
  const { days: _days, messages: _messages, ...counts } = funnel
  const pick = ({ channel, currency, opened, recovered, amount }: Counted['channels'][number]) => ({
    ...{ channel, currency, opened, recovered, amount },
  })
  return {
    ...counts,
    channels: channels.map(pick).sort(byText),
    values: plain(values).sort(byText),
    blocked: inOrder(blocked).sort(byText),
  }
}
