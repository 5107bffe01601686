import type { BlockedSum } from '../../src/proxy/ledger/blocked-sums.ts'
import type { Figures } from '../../src/proxy/ledger/figures.ts'
import type { LedgerDatabase } from '../../src/proxy/stores/sql/database.ts'

/** The figures of every cart that is listed, added up in one walk over all rows. */
export async function countNaively({ db }: LedgerDatabase): Promise<Figures> {
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
  return sorted({
    sent: carts.filter((one) => one.opened_at !== null || one.platform_messages > 0 || one.sent_messages > 0).length,
    opened: opened.length,
    checkedOut: checkedOut.length,
    ordered: checkedOut.filter(({ ordered_at }) => ordered_at !== null).length,
    recovered: recovered.length,
    orderedWithoutLink: withoutLink.length,
    values: [...worth('recovered', recovered), ...worth('ordered-without-link', withoutLink)],
    blocked,
  })
}

/** The same figures, their sums in one order, so that they can be compared. */
export function sorted({ values, blocked, ...funnel }: Figures): Figures {
  const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)
  const plain = <Row extends object>(rows: Row[]): Row[] => rows.map((row) => ({ ...row }))
  const inOrder = (rows: BlockedSum[]) =>
    rows.map(({ variant, currency, name, productId, variantId, carts, amount }) => ({
      ...{ variant, currency, name, productId, variantId, carts, amount },
    }))
  return { ...funnel, values: plain(values).sort(byText), blocked: inOrder(blocked).sort(byText) }
}
