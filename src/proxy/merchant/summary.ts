import type { MerchantSummary, MerchantSummaryQuery, Money } from '../../contract/index.ts'
import type { StoreContext } from '../context.ts'
import { type BlockedLine, type CartEntry, isListed } from '../ledger/cart-entry.ts'
import { everyEntry } from '../ledger/collection.ts'

const dayMs = 24 * 60 * 60 * 1000
const defaultDays = 30
const maxRows = 50

/** `GET /merchant/summary`: what recovered carts were worth, and what was lost to missing stock. */
export async function summarize(
  { ledger, clock }: StoreContext,
  { days = defaultDays }: MerchantSummaryQuery,
): Promise<MerchantSummary> {
  const to = clock()
  const from = to - days * dayMs
  const carts: CartEntry[] = []
  for await (const { value } of everyEntry(ledger.carts, { since: from })) if (isListed(value)) carts.push(value)
  const opened = carts.filter(({ openedAt }) => openedAt !== undefined)
  const checkedOut = opened.filter(({ checkedOutAt }) => checkedOutAt !== undefined)
  const isWrittenTo = await Promise.all(carts.map(wasWrittenTo))
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    funnel: {
      // A link that was opened was sent, at least by the platform itself.
      sent: carts.filter(({ openedAt }, index) => openedAt !== undefined || isWrittenTo[index]).length,
      opened: opened.length,
      checkedOut: checkedOut.length,
      ordered: checkedOut.filter(({ orderedAt }) => orderedAt !== undefined).length,
    },
    recovered: worth(opened.filter(({ orderedAt }) => orderedAt !== undefined)),
    orderedWithoutLink: worth(carts.filter((cart) => cart.orderedAt !== undefined && cart.openedAt === undefined)),
    lostToStock: lostToStock(carts),
  }

  async function wasWrittenTo({ platformMessages, messageIds }: CartEntry): Promise<boolean> {
    if (platformMessages > 0) return true
    const messages = await Promise.all(messageIds.map((id) => ledger.messages.read(id)))
    return messages.some((message) => message?.status === 'sent')
  }
}

function worth(carts: readonly CartEntry[]) {
  return { carts: carts.length, value: sum(carts.flatMap(({ total }) => total ?? [])) }
}

/** Sums each currency by itself; nothing is converted. */
function sum(amounts: readonly Money[]): Money[] {
  const byCurrency = new Map<string, number>()
  for (const { amount, currency } of amounts) byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + amount)
  return [...byCurrency].map(([currency, amount]) => ({ amount, currency }))
}

function lostToStock(carts: readonly CartEntry[]): MerchantSummary['lostToStock'] {
  const byVariant = new Map<string, { line: BlockedLine; carts: Set<CartEntry>; values: Money[] }>()
  for (const cart of carts) {
    for (const line of cart.blocked) {
      const key = JSON.stringify([line.productId, line.variantId, line.variantId ? '' : line.name])
      const row = byVariant.get(key) ?? { line, carts: new Set(), values: [] }
      row.carts.add(cart)
      row.values.push(line.value)
      byVariant.set(key, row)
    }
  }
  const rows = [...byVariant.values()].map(({ line, carts: blocked, values }) => {
    const { value: _value, ...named } = line
    return { ...named, carts: blocked.size, value: sum(values) }
  })
  const costOf = ({ value }: { value: Money[] }) => Math.max(...value.map(({ amount }) => amount))
  return rows.sort((one, other) => costOf(other) - costOf(one) || other.carts - one.carts).slice(0, maxRows)
}
