import type { MerchantSummary } from '../../contract/browser.ts'
import { formatNumber } from '../../format/index.ts'
import { formatAmounts } from './format.ts'
import { messages } from './messages.ts'

type LostProduct = MerchantSummary['lostToStock'][number]

export interface LostRow {
  /** "Linen shirt M blocked 14 carts, €2,310". */
  sentence: string
  name: string
  carts: string
  value: string
  /** Length of the bar, as a share of the longest. */
  share: number
}

export interface LostChart {
  rows: LostRow[]
  by: 'value' | 'carts'
}

/** The rows of the chart. Bars compare values, or the numbers of carts where values have several currencies. */
export function toLostChart(lost: readonly LostProduct[], locale: string): LostChart {
  const currencies = new Set(lost.flatMap(({ value }) => value.map(({ currency }) => currency)))
  const by = currencies.size === 1 ? 'value' : 'carts'
  const size = ({ value, carts }: LostProduct) => (by === 'value' ? (value[0]?.amount ?? 0) : carts)
  const longest = Math.max(1, ...lost.map(size))
  const rows = lost.map((product) => {
    const carts = formatNumber(product.carts, locale)
    const value = formatAmounts(product.value, locale)
    const sentence = messages.summary.lostRow(product.name, product.carts, carts, value)
    return { sentence, name: product.name, carts, value, share: size(product) / longest }
  })
  return { rows, by }
}
