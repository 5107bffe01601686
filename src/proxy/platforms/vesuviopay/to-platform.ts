import { type PlatformCart, type PlatformLine, type Stock, toMoney, UpstreamError } from '../../adapter/index.ts'
import { fromExternalIds, type ProductIds, type VesuvioPaySpec } from './external-ids.ts'
import type { WireAvailability, WireItem } from './wire.ts'

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
  if (price === undefined) throw new UpstreamError('unexpected-shape', 'vesuviopay GET /cart: an item has no price')
  const ids = { externalProductId: item.productId, externalVariantId: item.variantId }
  const spec: VesuvioPaySpec = { vesuviopay: ids }
  return {
    id,
    kind: 'physical',
    name: name ?? item.variantId,
    options: [],
    ...fromExternalIds(ids, productIds),
    ...(imageUrl && { imageUrl }),
    quantity,
    price: toMoney(price, currency),
    spec,
  }
}

/** Stock as VesuvioPay tells it for one variant. */
export function toStock(
  { isAvailable, availableQuantity, trackInventory }: WireAvailability,
  sharedStockId: string,
): Stock {
  const isCounted = trackInventory !== false && typeof availableQuantity === 'number'
  if (isCounted) return { status: 'sellable', quantity: Math.max(0, Math.floor(availableQuantity)), sharedStockId }
  return { status: 'sellable', quantity: isAvailable ? null : 0, sharedStockId }
}

/** Whether this shopper has subscribed. Undefined where no field says so. */
export function toSubscribed(wire: WireAvailability): boolean | undefined {
  const { isSubscribed, isSubscribedToBackInStock, subscriptionStatus, subscriptionDate } = wire
  const subscribed = isSubscribed ?? isSubscribedToBackInStock
  if (subscribed !== undefined && subscribed !== null) return subscribed
  if (typeof subscriptionStatus === 'boolean') return subscriptionStatus
  if (typeof subscriptionStatus === 'string') return /^(active|subscribed|pending)$/i.test(subscriptionStatus)
  return subscriptionDate ? true : undefined
}

/** A variant that VesuvioPay does not know is no longer sold; that is not the same as sold out. */
export const isGone = (error: unknown): boolean =>
  error instanceof UpstreamError &&
  (error.code === 'VARIANT_NOT_FOUND' || (error.status === 404 && error.code !== 'STORE_NOT_FOUND'))

/** The stock does not allow it; one page says 409, others 400 with one of two codes. */
export const isShort = (error: unknown): boolean =>
  error instanceof UpstreamError &&
  (error.status === 409 || ['OUT_OF_STOCK', 'INSUFFICIENT_STOCK', 'ITEMS_UNAVAILABLE'].includes(error.code ?? ''))
