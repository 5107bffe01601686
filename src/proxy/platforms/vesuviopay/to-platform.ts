import { type PlatformCart, type PlatformLine, type Stock, toMoney, UpstreamError } from '../../adapter/index.ts'
import { fromExternalIds, isOwnLine, type ProductIds, type VesuvioPaySpec } from './external-ids.ts'
import type { WireAvailability } from './wire.ts'
import type { WireItem } from './wire-cart.ts'

/** The shopper's own cart. What VesuvioPay adds for taxes is not in the lines and only known at its checkout. */
export function toPlatformCart(
  items: readonly WireItem[],
  { id, channelId, currency, productIds }: { id: string; channelId: string; currency: string; productIds: ProductIds },
): PlatformCart {
  const lines = items.map((item) => toLine(item, currency, productIds))
  const amount = lines.reduce((sum, { price, quantity }) => sum + price.amount * quantity, 0)
  return { id, channelId, lines, total: { amount, currency } }
}

function toLine(item: WireItem, currency: string, productIds: ProductIds): PlatformLine {
  const { id, name, imageUrl, quantity, price } = item
  const money = toMoney(price ?? Number.NaN, currency)
  if (!(money.amount >= 0 && Number.isSafeInteger(money.amount * quantity)))
    throw new UpstreamError('unexpected-shape', 'vesuviopay GET /cart: the price of an item is missing or out of range')
  const ids = { externalProductId: item.productId, externalVariantId: item.variantId }
  const spec: VesuvioPaySpec = { vesuviopay: ids }
  return {
    id,
    kind: 'physical',
    name: name ?? (item.variantId || item.productId || id),
    options: [],
    ...fromExternalIds(ids, productIds),
    ...(imageUrl && { imageUrl }),
    quantity,
    price: money,
    spec,
  }
}

/**
 * Stock as VesuvioPay tells it for one variant at one quantity. `isAvailable` decides whether that many can be had. The count says
 * how many there are of a short line, and limits another line of the same variant only where it is large enough for this one.
 */
export function toStock(
  { isAvailable, availableQuantity, trackInventory }: WireAvailability,
  { quantity, sharedStockId }: { quantity: number; sharedStockId: string },
): Stock {
  const isCounted = trackInventory !== false && availableQuantity !== undefined
  const left = isCounted ? Math.max(0, Math.floor(availableQuantity)) : undefined
  if (isAvailable === undefined) {
    if (left !== undefined) return { status: 'sellable', quantity: left, sharedStockId }
    return { status: trackInventory === false ? 'sellable' : 'unknown', quantity: null }
  }
  const isEnough = left !== undefined && left >= quantity
  if (isAvailable) return { status: 'sellable', quantity: isEnough ? left : null, sharedStockId }
  return { status: 'sellable', quantity: isEnough ? 0 : (left ?? 0), sharedStockId }
}

/**
 * A product that VesuvioPay does not know is no longer sold where it is in VesuvioPay's own cart. In another platform's cart
 * it may never have been synced, or under another name, so nothing is known of it.
 */
export const toLineStock = (line: PlatformLine, stock: Stock): Stock =>
  stock.status === 'discontinued' && !isOwnLine(line) ? { status: 'unknown', quantity: null } : stock
