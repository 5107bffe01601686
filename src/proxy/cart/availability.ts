import type { Availability } from '../../contract/index.ts'
import type { PlatformLine, Stock } from '../adapter/platform.ts'

/** Each line's availability at its chosen quantity, by line id. */
export type Availabilities = Map<string, Availability>

type StockedLine = Pick<PlatformLine, 'id' | 'quantity' | 'parentId'>

/**
 * The availability of all lines of a cart together. Lines of the same variant share its stock, first come, first served;
 * a bundle can be bought as often as the scarcest of its parts.
 */
export function availabilities<Line extends StockedLine>(
  lines: readonly Line[],
  stocks: ReadonlyMap<string, Stock>,
  chosen: (line: Line) => number = (line) => line.quantity,
): Availabilities {
  const claimed = new Map<string, number>()
  const own = new Map<string, Stock>()
  for (const line of lines) {
    const stock = stocks.get(line.id)
    if (!stock) continue
    const { sharedStockId, quantity } = stock
    const left =
      sharedStockId === undefined || quantity === null
        ? quantity
        : Math.max(0, quantity - (claimed.get(sharedStockId) ?? 0))
    own.set(line.id, { ...stock, quantity: left })
    if (sharedStockId !== undefined && stock.status === 'sellable')
      claimed.set(sharedStockId, (claimed.get(sharedStockId) ?? 0) + Math.min(chosen(line), left ?? chosen(line)))
  }
  return new Map(lines.map((line) => [line.id, toAvailability(withParts(line, lines, own), chosen(line))]))
}

/**
 * Whether `chosen` pieces of a line can be bought under this stock. A number is given only where it limits the shopper
 * or few are left: how much a shop has in stock is its own business.
 */
export function toAvailability(stock: Stock | undefined, chosen: number): Availability {
  if (!stock || stock.status === 'unknown') return { status: 'unknown' }
  if (stock.status === 'discontinued') return { status: 'discontinued' }
  if (stock.status === 'disabled') return { status: 'unavailable' }
  const { quantity, lowStockThreshold = 0 } = stock
  if (quantity === null) return { status: 'available' }
  if (quantity <= 0) return { status: 'out-of-stock', quantity: 0 }
  if (quantity < chosen) return { status: 'partial', quantity }
  return quantity <= lowStockThreshold ? { status: 'low-stock', quantity } : { status: 'available' }
}

/** Whether all pieces that were asked about can be bought. */
export function isInFull(availability: Availability | undefined): boolean {
  return availability?.status === 'available' || availability?.status === 'low-stock'
}

/** A line's stock. A bundle's is limited by its parts', and not known where a part's is not. */
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
