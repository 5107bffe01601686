import type { MerchantSummary, MerchantSummaryQuery, Money } from '../../contract/index.ts'
import type { LedgerContext } from '../context.ts'
import type { BlockedSum } from '../ledger/blocked-sums.ts'
import type { Figures } from '../ledger/figures.ts'
import { dayOf, startOf } from '../ledger/stored.ts'

const defaultDays = 30
const maxRows = 50

/**
 * `GET /merchant/summary`: what recovered carts were worth, and what was lost to missing stock, on whole days of UTC: today
 * so far, and those before.
 */
export async function summarize(
  { ledger, clock }: LedgerContext,
  { days = defaultDays }: MerchantSummaryQuery,
): Promise<MerchantSummary> {
  const to = clock()
  const figures = await ledger.figures(days)
  const { sent, opened, checkedOut, ordered, recovered, orderedWithoutLink, blocked } = figures
  return {
    from: new Date(startOf(dayOf(to) - days + 1)).toISOString(),
    to: new Date(to).toISOString(),
    // A link that was opened was sent, at least by the platform itself.
    funnel: { sent, opened, checkedOut, ordered },
    recovered: { carts: recovered, value: worth(figures, 'recovered') },
    orderedWithoutLink: { carts: orderedWithoutLink, value: worth(figures, 'ordered-without-link') },
    lostToStock: lostToStock(blocked),
  }
}

/** Each currency by itself; nothing is converted. */
function worth({ values }: Figures, wanted: Figures['values'][number]['kind']): Money[] {
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
