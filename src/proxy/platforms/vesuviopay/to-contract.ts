import type { Stock } from '../../platform.ts'
import { UpstreamError } from '../../upstream-error.ts'
import type { WireAvailability } from './wire.ts'

/** Stock as VesuvioPay tells it for one variant. */
export function toStock({ isAvailable, availableQuantity, trackInventory }: WireAvailability, pool: string): Stock {
  const isCounted = trackInventory !== false && typeof availableQuantity === 'number'
  if (isCounted) return { sellable: 'yes', quantity: Math.max(0, Math.floor(availableQuantity)), pool }
  return { sellable: 'yes', quantity: isAvailable ? null : 0, pool }
}

/** Does this shopper want to be told? Undefined where no field says so. */
export function toSubscribed(wire: WireAvailability): boolean | undefined {
  const { isSubscribed, isSubscribedToBackInStock, subscriptionStatus, subscriptionDate } = wire
  const said = isSubscribed ?? isSubscribedToBackInStock
  if (said !== undefined && said !== null) return said
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
