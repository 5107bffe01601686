import type { MerchantSummary } from '../../contract/browser.ts'
import { formatAmounts } from './format.ts'

type LostProduct = MerchantSummary['lostToStock'][number]

export interface LostRow {
  name: string
  carts: number
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
  const rows = lost.map((product) => ({
    name: product.name,
    carts: product.carts,
    value: formatAmounts(product.value, locale),
    share: size(product) / longest,
  }))
  return { rows, by }
}
