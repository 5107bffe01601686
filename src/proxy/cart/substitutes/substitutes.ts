import { buyableQuantity, editingOf } from '../../../contract/index.ts'
import type { PlatformCart, PlatformLine, PlatformSubstitute, Stock } from '../../adapter/platform.ts'
import type { CartPorts } from '../../choose-ports.ts'
import { type Availabilities, isInFull, toAvailability } from '../availability.ts'
import type { DisplayedSubstitute } from '../revision.ts'

const maxSubstitutes = 12

/**
 * What is offered for the lines of which nothing can be bought, by line id: variants that can be had in the line's quantity,
 * those that differ in one option first. None where lines go into another cart than the recovered one, which alone is written
 * with substitutes. A variant of another line is left out: the shopper raises that one instead.
 */
export function findSubstitutes(
  { cart: port, shopperCart }: Pick<CartPorts, 'cart' | 'shopperCart'>,
  { lines }: PlatformCart,
  stocks: ReadonlyMap<string, Stock>,
  displayed: Availabilities,
): Map<string, PlatformSubstitute[]> {
  const found = new Map<string, PlatformSubstitute[]>()
  if (!port || shopperCart) return found
  for (const line of lines) {
    const substitutes = stocks.get(line.id)?.substitutes
    const availability = displayed.get(line.id)
    const isDead = availability !== undefined && buyableQuantity(line.quantity, availability) === 0
    if (!substitutes || !isDead || !isAlone(line, lines)) continue
    const others = lines.filter(({ id, productId }) => id !== line.id && productId === line.productId)
    // A line that does not say its variant may be any of them.
    if (others.some(({ variantId }) => variantId === undefined)) continue
    const offered = substitutes
      .filter(({ variantId, stock }) => canBeHad(stock, line) && others.every((other) => other.variantId !== variantId))
      .map((substitute) => ({ substitute, differences: countDifferences(line, substitute) }))
      .sort((one, other) => one.differences - other.differences)
      .slice(0, maxSubstitutes)
    if (offered.length > 0)
      found.set(
        line.id,
        offered.map(({ substitute }) => substitute),
      )
  }
  return found
}

/** What the revision keeps of them. */
export function toDisplayedSubstitutes(substitutes: readonly PlatformSubstitute[]): Map<string, DisplayedSubstitute> {
  return new Map(
    substitutes.map(({ variantId, price, stock }) => [variantId, { price: price.amount, limit: limitOfStock(stock) }]),
  )
}

/** How many pieces of it can be bought. */
export const limitOfStock = ({ status, quantity }: Stock) =>
  status === 'sellable' ? (quantity ?? Number.POSITIVE_INFINITY) : 0

/** A line of the shopper's own that is neither a set nor a part of one. */
function isAlone(line: PlatformLine, lines: readonly PlatformLine[]): boolean {
  const isOfSet = line.parentId !== undefined || lines.some(({ parentId }) => parentId === line.id)
  return editingOf(line) === 'quantity' && !isOfSet && line.quantity > 0
}

const canBeHad = (stock: Stock, { quantity }: PlatformLine) => isInFull(toAvailability(stock, quantity))

function countDifferences({ options }: PlatformLine, substitute: PlatformSubstitute): number {
  const own = new Set(options.map(({ name, value }) => JSON.stringify([name, value])))
  return substitute.options.filter(({ name, value }) => !own.has(JSON.stringify([name, value]))).length
}
