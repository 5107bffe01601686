import type { Cart, Money } from '../contract/browser.ts'
import { isFollower, type LineView } from './lines.ts'

/** What the lines come to. */
export interface Summary {
  /** Pieces that would be bought. */
  itemCount: number
  /** Of the pieces that would be bought. Follows the lines. */
  total: Money
  /** Lines that differ from what the shopper put in: fewer, sold out, or at another price. */
  changedCount: number
  /** Lines of which nothing can be bought. */
  soldOutCount: number
  /** Sold-out lines of which the shopper can be told when they are back, and is not yet. */
  notifiableCount: number
  /** True where at least one line that can be bought can go by "Check out by text". */
  textable: boolean
  /** True where nothing can be bought although the shopper wants something. */
  nothingLeft: boolean
  /** True where everything that could be bought was removed by the shopper. */
  allRemoved: boolean
  /** True where the availability of some line is unknown. */
  uncertain: boolean
  /** True where the platform shows no availability at all. */
  settledAtCheckout: boolean
  /** True where the total no longer follows the cart's own discounts; the checkout works them out. */
  discountsUncertain: boolean
  /** True where the total no longer follows the cart's own taxes and fees; the checkout works them out. */
  taxesUncertain: boolean
}

/**
 * Adds the lines up, in minor units. It starts from the cart's own total, because that includes discounts, and adds what
 * the choices change.
 */
export function toSummary(cart: Cart, lines: readonly LineView[]): Summary {
  const leaders = lines.filter(({ lineItem }) => !isFollower(lineItem))
  const removed = leaders.some(({ removed, lineItem }) => removed && isInStock(lineItem.availability.status))
  const nothing = leaders.every(({ buyable }) => buyable === 0)
  const full = sum(lines, ({ lineItem }) => lineItem.price.amount * lineItem.quantity)
  const difference = sum(lines, ({ lineItem, buyable }) => lineItem.price.amount * (buyable - lineItem.quantity))
  const isApart = full !== cart.total.amount && difference !== 0
  return {
    itemCount: nothing ? 0 : sum(lines, ({ buyable }) => buyable),
    total: { amount: nothing ? 0 : Math.max(0, cart.total.amount + difference), currency: cart.total.currency },
    changedCount: lines.filter(hasChanged).length,
    soldOutCount: lines.filter(({ lineItem }) => !isInStock(lineItem.availability.status)).length,
    notifiableCount: lines.filter(({ notifiable, lineItem }) => notifiable && !lineItem.subscribed).length,
    textable: lines.some(({ lineItem, buyable }) => buyable > 0 && lineItem.byText !== false),
    nothingLeft: nothing && !removed && lines.length > 0,
    allRemoved: nothing && removed,
    uncertain: lines.some(({ lineItem, removed }) => lineItem.availability.status === 'unknown' && !removed),
    settledAtCheckout: lines.some(({ settledAtCheckout }) => settledAtCheckout),
    discountsUncertain: isApart && !cart.differsByTaxes,
    taxesUncertain: isApart && cart.differsByTaxes === true,
  }
}

/** True where a line differs from what the shopper put in, for another reason than their own edits. */
export function hasChanged({ lineItem, checking }: LineView): boolean {
  const { availability, quantity, previousPrice, price } = lineItem
  if (previousPrice && previousPrice.amount !== price.amount) return true
  if (checking) return false
  return (
    !isInStock(availability.status) || (availability.status === 'partial' && (availability.quantity ?? 0) < quantity)
  )
}

function isInStock(status: LineView['lineItem']['availability']['status']): boolean {
  return status !== 'out-of-stock' && status !== 'unavailable' && status !== 'discontinued'
}

function sum(lines: readonly LineView[], of: (line: LineView) => number): number {
  return lines.reduce((total, line) => total + of(line), 0)
}
