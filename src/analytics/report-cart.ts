import { type Money, minorUnitDigits } from '../contract/browser.ts'
import type { CartRecoveryElement, EventCartLine, LineView } from '../index.ts'

/** Those of GA4's ecommerce events that a recovered cart has. */
export type CartEventName = 'view_cart' | 'add_to_cart' | 'remove_from_cart' | 'begin_checkout'

/** What such an event carries. Amounts are in the currency's major unit. */
export interface Ecommerce {
  currency: string
  /** The sum of price × quantity of the items, as GA4 asks. */
  value: number
  items: EcommerceItem[]
}

/** A line as GA4 calls its fields. */
export interface EcommerceItem {
  /** The SKU, or where the platform has none the product's id. */
  item_id: string
  item_name: string
  item_variant?: string
  price: number
  quantity: number
}

/** GA4 takes no more. */
const maxItems = 200

/**
 * Tells what a shopper does with the cart, from now on: that they see it, how they change it, that they leave for the checkout. A cart
 * that is open already is told of at once. Returns what ends it.
 *
 * @example
 * const stop = reportCart((name, ecommerce) => gtag('event', name, ecommerce))
 */
export function reportCart(report: (name: CartEventName, ecommerce: Ecommerce) => void): () => void {
  const listening = new AbortController()
  const { signal } = listening
  const followed = new WeakSet<CartRecoveryElement>()

  function follow(frame: CartRecoveryElement | null) {
    if (!frame || followed.has(frame) || signal.aborted) return
    followed.add(frame)
    const { $lines, $summary } = frame.store
    let before: readonly LineView[] = []
    const stop = $summary.subscribe((summary) => {
      const lines = $lines.get()
      if (before.length === 0) {
        // While a line is checked it is not known how much of it can be bought.
        if (!summary || lines.some(({ checking }) => checking)) return
        report('view_cart', toEcommerce(lines.map(toCartLine), summary.total))
      }
      for (const { lineItem, buyable } of lines) {
        // In the same answer of the proxy only the shopper changes a line; what another answer changed is not their doing.
        const earlier = before.find((line) => line.lineItem === lineItem)
        const change = earlier ? buyable - earlier.buyable : 0
        if (change === 0) continue
        const line = { ...lineItem, quantity: Math.abs(change) }
        report(change < 0 ? 'remove_from_cart' : 'add_to_cart', toEcommerce([line], lineItem.price))
      }
      before = lines
    })
    signal.addEventListener('abort', stop)
  }

  document.addEventListener(
    'cart-recovery-recovered',
    (event) => {
      const [target] = event.composedPath()
      follow(target instanceof Element ? target.closest('cart-recovery') : null)
    },
    listening,
  )
  document.addEventListener(
    'cart-recovery-checkout',
    ({ lineItems, total }) => total && report('begin_checkout', toEcommerce(lineItems, total)),
    listening,
  )
  void customElements.whenDefined('cart-recovery').then(() => follow(document.querySelector('cart-recovery')))
  return () => listening.abort()
}

const toCartLine = ({ lineItem, buyable }: LineView): EventCartLine => ({ ...lineItem, quantity: buyable })

function toEcommerce(lines: readonly EventCartLine[], { currency }: Money): Ecommerce {
  const bought = lines.filter(({ quantity }) => quantity > 0).slice(0, maxItems)
  const amount = bought.reduce((sum, { price, quantity }) => sum + price.amount * quantity, 0)
  return { currency, value: toMajor({ amount, currency }), items: bought.map(toItem) }
}

function toItem({ id, sku, productId, name, options, price, quantity }: EventCartLine): EcommerceItem {
  const variant = options.flatMap(({ value, name, typed }) => (typed ? [] : [value || name])).join(', ')
  return {
    item_id: sku ?? productId ?? id,
    item_name: name,
    ...(variant && { item_variant: variant }),
    price: toMajor(price),
    quantity,
  }
}

const toMajor = ({ amount, currency }: Money) => amount / 10 ** minorUnitDigits(currency)
