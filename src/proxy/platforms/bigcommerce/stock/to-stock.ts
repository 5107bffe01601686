import type { Stock } from '../../../adapter/index.ts'
import type { WireInventoryItem, WireLocation, WireProduct } from './wire.ts'

const gone: Stock = { status: 'discontinued', quantity: 0 }
const unknown: Stock = { status: 'unknown', quantity: null }

/** What the Inventory API said about a variant: `not-asked`, `not-answered`, or its item, if it has one. */
export type Inventory = 'not-asked' | 'not-answered' | WireInventoryItem | undefined

/**
 * What the catalogue says of a variant, by the rules of BigCommerce's own fields. A hidden product can be bought all the
 * same: only a switched-off or a missing one cannot.
 */
export function toStock(
  product: WireProduct | undefined,
  variantId: number | undefined,
  inventory: Inventory = 'not-asked',
): Stock {
  if (!product) return gone
  const variant = variantId === undefined ? undefined : product.variants.find(({ id }) => id === variantId)
  if (variantId !== undefined && product.variants.length > 0 && !variant) {
    return product.variants.some(({ id }) => id === undefined) ? unknown : gone
  }
  if (product.availability === 'disabled' || variant?.purchasing_disabled) return { status: 'disabled', quantity: 0 }

  const tracked = product.inventory_tracking === 'variant' && variant ? variant : product
  const level = toLevel(product.inventory_tracking, tracked.inventory_level, inventory)
  // The stock is counted and the count is missing: unknown, not zero.
  if (level === undefined) return unknown
  const { order_quantity_maximum: maximum, order_quantity_minimum: minimum } = product
  const limited = maximum ? Math.min(level ?? maximum, maximum) : level
  return {
    status: 'sellable',
    // Fewer than the smallest order cannot be bought at all.
    quantity: limited !== null && limited < (minimum ?? 0) ? 0 : limited,
    lowStockThreshold: level === null ? 0 : (tracked.inventory_warning_level ?? 0),
    sharedStockId: tracked === variant ? `variant ${variant.id}` : `product ${product.id}`,
  }
}

/** How many there are; null where that is not counted or does not matter, undefined where it cannot be known. */
function toLevel(tracking: string | undefined, level: number | undefined, inventory: Inventory) {
  if (tracking === 'none') return null
  if ((tracking !== 'product' && tracking !== 'variant') || inventory === 'not-answered') return undefined
  const held = typeof inventory === 'object' ? sum(inventory.locations) : undefined
  const found = held === undefined ? level : held
  return typeof found === 'number' ? Math.max(0, found) : found
}

/** What all open locations can sell together; undefined where none of them says. Null: any number. */
function sum(locations: readonly WireLocation[]): number | null | undefined {
  const open = locations.filter(({ location_enabled }) => location_enabled !== false)
  const levels = open.flatMap(({ available_to_sell }) => available_to_sell ?? [])
  const total = levels.reduce((all, level) => all + Math.max(0, level), 0)
  if (total > 0) return total
  // It can be bought at level 0: "independent of quantity", or on back-order.
  const beyond = open.map(toBackorders)
  if (beyond.includes(null)) return null
  const more = beyond.reduce<number>((all, count) => all + (count ?? 0), 0)
  return more > 0 ? more : levels.length > 0 ? 0 : undefined
}

/** How many can be bought on back-order; null: any number. */
function toBackorders(location: WireLocation): number | null {
  const { settings } = location
  if (settings?.is_in_stock || location.unlimited_backorder || settings?.unlimited_backorder) return null
  const left = [location, settings].map(
    (held) => held?.available_for_backorder ?? held?.availableForBackorder ?? held?.backorder_limit ?? 0,
  )
  return Math.max(0, ...left)
}
