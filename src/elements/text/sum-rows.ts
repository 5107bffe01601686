import { formatMoney } from '../../format/index.ts'
import type { Summary } from '../../state/index.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'

/** A row of the sum: a name of ours or of the merchant's, and an amount. */
export type SumRow = readonly [name: string, amount: string]

/** What the lines cost, what comes off and on, and, where that is anything, the total. The last row is what the button says. */
export function sumRows(
  { subtotal, discounts, taxes, total }: Summary,
  { text, locale }: Pick<FrameSettings, 'text' | 'locale'>,
): SumRow[] {
  const row = (name: string, { amount, currency }: Summary['total'], sign = 1): SumRow => [
    name,
    formatMoney({ amount: sign * amount, currency }, locale),
  ]
  const between = discounts.map(({ label, amount }) => row(label ?? text('discount'), amount, -1))
  if (taxes) between.push(row(text('taxesAndFees'), taxes))
  const rows = [row(text('subtotal'), subtotal), ...between]
  return between.length ? [...rows, row(text('total'), total)] : rows
}

/** The row that the cart comes to, for a sentence. */
export function lastSum(summary: Summary, settings: Pick<FrameSettings, 'text' | 'locale'>) {
  const [sum = '', total = ''] = sumRows(summary, settings).at(-1) ?? []
  return { sum, total }
}

/** What the sum does not have yet. */
export function sumHint(
  { discountsUncertain, taxesUncertain, addsTaxes }: Summary,
  { text }: Pick<FrameSettings, 'text'>,
): string {
  return text(discountsUncertain ? 'discounts' : taxesUncertain ? 'taxes' : addsTaxes ? 'deliveryAndTaxes' : 'delivery')
}
