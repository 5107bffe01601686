import { type AbandonedCart, type PlatformCart, type PlatformLine, toMoney } from '../../adapter/index.ts'
import type { WireCart, WireListed, WireProduct } from './wire.ts'
import { toInstant } from './zone.ts'

/** How a store's carts are to be read: Tjar says none of it. */
export interface TjarStore {
  /** Of Tjar's own carts there is one channel. */
  channelId: string
  currency: string
  timeZone: string
  language: 'en' | 'ar'
}

// `abandoned` is the only phase that is documented. A shopper whose order has no number yet is not to be reminded of it.
const orderedPhases = ['ordered', 'completed', 'converted', 'purchased', 'recovered']

export function isOrdered({ order_id, phase }: Pick<WireListed, 'order_id' | 'phase'>): boolean {
  return order_id != null || orderedPhases.includes(phase?.toLowerCase() ?? '')
}

/** A cart without its shopper, and without product or variant ids: Tjar does not say what the ids in it stand for. */
export function toPlatformCart(id: string, cart: WireCart, store: TjarStore): PlatformCart {
  const counts = new Map<string, number>()
  const lines = cart.products
    .filter(({ qty }) => qty > 0)
    .map((product) => {
      const key = product.id ?? product.sku ?? product.name ?? ''
      // Two variants of a product differ here in their order only.
      const nth = (counts.get(key) ?? 0) + 1
      counts.set(key, nth)
      return toLine(nth === 1 ? key : `${key}#${nth}`, product, store)
    })
  return {
    id,
    channelId: store.channelId,
    lines,
    total: toMoney(cart.cart_total, store.currency),
  }
}

function toLine(id: string, product: WireProduct, { currency, language }: TjarStore): PlatformLine {
  const [name, other] = language === 'ar' ? [product.name_ar, product.name] : [product.name, product.name_ar]
  return {
    id,
    kind: 'physical',
    name: name || other || product.sku || '',
    options: [],
    ...(product.sku && { sku: product.sku }),
    // The documented images are plain http, which a shop's page would block or warn of.
    ...(product.image?.startsWith('https://') && { imageUrl: product.image }),
    quantity: product.qty,
    price: toMoney(product.price, currency),
    spec: null,
  }
}

/**
 * A cart of the list; undefined where it does not say since when. `created_at` before `updated_at`: the latter may move
 * with every reminder, and an abandonment has one time only.
 */
export function toAbandonedCart(listed: WireListed, store: TjarStore): AbandonedCart | undefined {
  const abandonedAt = toInstant(listed.created_at || listed.updated_at || '', store.timeZone)
  if (abandonedAt === undefined) return undefined
  return {
    cartId: listed.identifier,
    channelId: store.channelId,
    abandonedAt,
    total: toMoney(listed.cart_total, store.currency),
    // Read again from the cart itself before anything is sent.
    reminders: listed.reminders_count ?? 0,
    isOrdered: isOrdered(listed),
  }
}

/** Whether anything happened to it since then: it may have been begun long before it was left. */
export function isSince(since: number, listed: WireListed, { timeZone }: TjarStore): boolean {
  const times = [listed.created_at, listed.updated_at].map((text) => toInstant(text ?? '', timeZone) ?? 0)
  return Math.max(...times) >= since
}
