import type { Availability } from '../../contract/index.ts'
import type { PlatformLine, Stock } from '../adapter/platform.ts'

/** What the stock of a cart's lines means for the quantities wanted of them. */
export type Availabilities = Map<string, Availability>

type StockedLine = Pick<PlatformLine, 'id' | 'quantity' | 'parentId'>

/**
 * The truth about every line of a cart at once. Lines of the same variant share its stock, first come, first served;
 * a bundle can be bought as often as the scarcest of its parts.
 */
export function availabilities<Line extends StockedLine>(
  lines: readonly Line[],
  stocks: ReadonlyMap<string, Stock>,
  wanted: (line: Line) => number = (line) => line.quantity,
): Availabilities {
  const taken = new Map<string, number>()
  const own = new Map<string, Stock>()
  for (const line of lines) {
    const stock = stocks.get(line.id)
    if (!stock) continue
    const { sharedStockId, quantity } = stock
    const left =
      sharedStockId === undefined || quantity === null
        ? quantity
        : Math.max(0, quantity - (taken.get(sharedStockId) ?? 0))
    own.set(line.id, { ...stock, quantity: left })
    if (sharedStockId !== undefined)
      taken.set(sharedStockId, (taken.get(sharedStockId) ?? 0) + Math.min(wanted(line), left ?? wanted(line)))
  }
  return new Map(lines.map((line) => [line.id, toAvailability(withParts(line, lines, own), wanted(line))]))
}

/**
 * The truth about one line: can `wanted` pieces be bought under this stock. A number is given only where it limits
 * the shopper or few are left; how much a shop has is nobody's business otherwise.
 */
export function toAvailability(stock: Stock | undefined, wanted: number): Availability {
  if (!stock || stock.status === 'unknown') return { status: 'unknown' }
  if (stock.status === 'discontinued') return { status: 'discontinued' }
  if (stock.status === 'disabled') return { status: 'unavailable' }
  const { quantity, lowStockThreshold = 0 } = stock
  if (quantity === null) return { status: 'available' }
  if (quantity <= 0) return { status: 'out-of-stock', quantity: 0 }
  if (quantity < wanted) return { status: 'partial', quantity }
  return quantity <= lowStockThreshold ? { status: 'low-stock', quantity } : { status: 'available' }
}

/** A bundle's own stock, limited by its parts'. */
function withParts(line: StockedLine, lines: readonly StockedLine[], own: ReadonlyMap<string, Stock>) {
  let stock = own.get(line.id)
  for (const part of lines) {
    if (part.parentId !== line.id) continue
    const partStock = own.get(part.id)
    if (!stock || !partStock) return undefined
    if (partStock.status !== 'sellable') return { ...stock, status: partStock.status }
    if (partStock.quantity === null || line.quantity === 0) continue
    const bundles = Math.floor(partStock.quantity / (part.quantity / line.quantity))
    stock = { ...stock, quantity: Math.min(stock.quantity ?? bundles, bundles) }
  }
  return stock
}
