import type { MerchantSummary } from '../../contract/browser.ts'
import { formatNumber } from '../../format/index.ts'
import { formatAmounts } from './format.ts'
import { messages } from './messages.ts'

type Lost = MerchantSummary['lostToStock'][number]

export interface LostRow {
  /** "Linen shirt M blocked 14 carts, €2,310". */
  sentence: string
  name: string
  carts: string
  value: string
  /** Of the longest bar. */
  share: number
}

export interface LostChart {
  rows: LostRow[]
  by: 'value' | 'carts'
}

/** What is drawn of it. Values of several currencies cannot be compared; then the carts are. */
export function toLostChart(lost: readonly Lost[], locale: string): LostChart {
  const currencies = new Set(lost.flatMap(({ value }) => value.map(({ currency }) => currency)))
  const by = currencies.size === 1 ? 'value' : 'carts'
  const size = ({ value, carts }: Lost) => (by === 'value' ? (value[0]?.amount ?? 0) : carts)
  const longest = Math.max(1, ...lost.map(size))
  const rows = lost.map((product) => {
    const carts = formatNumber(product.carts, locale)
    const value = formatAmounts(product.value, locale)
    const sentence = messages.summary.lostRow(product.name, product.carts, carts, value)
    return { sentence, name: product.name, carts, value, share: size(product) / longest }
  })
  return { rows, by }
}
