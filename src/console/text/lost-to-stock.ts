import type { MerchantSummary } from '../../contract/browser.ts'
import { formatAmounts } from './format.ts'

type LostProduct = MerchantSummary['lostToStock'][number]
type Waiting = NonNullable<MerchantSummary['waiting']>

export interface LostRow {
  name: string
  carts: number
  value: string
  /** Length of the bar, as a share of the longest. */
  share: number
  /** Shoppers who wait for it to come back. */
  waiting: number
}

export interface LostChart {
  rows: LostRow[]
  by: 'value' | 'carts'
}

/** The rows of the chart. Bars compare values, or the numbers of carts where values have several currencies. */
export function toLostChart(lost: readonly LostProduct[], waiting: Waiting, locale: string): LostChart {
  const currencies = new Set(lost.flatMap(({ value }) => value.map(({ currency }) => currency)))
  const by = currencies.size === 1 ? 'value' : 'carts'
  const size = ({ value, carts }: LostProduct) => (by === 'value' ? (value[0]?.amount ?? 0) : carts)
  const longest = Math.max(1, ...lost.map(size))
  const rows = lost.map((product) => ({
    name: product.name,
    carts: product.carts,
    value: formatAmounts(product.value, locale),
    share: size(product) / longest,
    waiting: waiting.find((one) => isSame(one, product))?.shoppers ?? 0,
  }))
  return { rows, by }
}

/** Where the platform tells no variant, it is what has the same name. */
const isSame = (one: Waiting[number], { productId, variantId, name }: LostProduct) =>
  one.productId === productId && one.variantId === variantId && (variantId !== undefined || one.name === name)
