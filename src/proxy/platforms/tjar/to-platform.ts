import { type AbandonedCart, type PlatformCart, type PlatformLine, toMoney } from '../../adapter/index.ts'
import { type DateOrder, toTimestamp } from './timestamp.ts'
import type { WireCart, WireListed, WireProduct } from './wire.ts'

/** What it takes to read a store's carts, and what Tjar does not say. */
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
      const key = product.id ?? (String(product.sku ?? '') || toName(product, store.language) || 'line')
      // Two variants of a product differ here in their order only.
      const nth = (counts.get(key) ?? 0) + 1
      counts.set(key, nth)
      return toLine(nth === 1 ? key : `${key}#${nth}`, product, store)
    })
  return {
    id,
    channelId: store.channelId,
    lines,
    total: cart.cart_total == null ? sumOf(lines, store.currency) : toMoney(cart.cart_total, store.currency),
  }
}

function sumOf(lines: readonly PlatformLine[], currency: string): PlatformCart['total'] {
  return { amount: lines.reduce((sum, { price, quantity }) => sum + price.amount * quantity, 0), currency }
}

const unnamed = { en: 'Product', ar: 'منتج' }

/** In the language that is configured, else in the other one; empty where there is neither. */
function toName({ name, name_ar }: WireProduct, language: 'en' | 'ar'): string {
  type Names = { en?: string | null | undefined; ar?: string | null | undefined }
  const plain: Names = typeof name === 'string' ? { en: name } : (name ?? {})
  const arabic: Names = typeof name_ar === 'string' ? { ar: name_ar } : (name_ar ?? {})
  const languages = language === 'ar' ? (['ar', 'en'] as const) : (['en', 'ar'] as const)
  const texts = languages.flatMap((one) => [plain[one], arabic[one]])
  return texts.map((text) => text?.trim()).find(Boolean) ?? ''
}

function toLine(id: string, product: WireProduct, { currency, language }: TjarStore): PlatformLine {
  const sku = String(product.sku ?? '').trim()
  return {
    id,
    kind: 'physical',
    name: toName(product, language) || sku || unnamed[language],
    options: [],
    ...(sku && { sku }),
    // The documented images are plain http, which a shop's page would block or warn of.
    ...(product.image?.startsWith('https://') && { imageUrl: product.image }),
    quantity: product.qty,
    price: toMoney(product.price, currency),
    spec: null,
  }
}

/** A cart of the list, and when something last happened to it. */
export interface ListedCart {
  cart: AbandonedCart
  /** Milliseconds since 1970. It may have been begun long before it was left. */
  changedAt: number
}

/**
 * A cart of the list; undefined where it does not say since when. `created_at` before `updated_at`: the latter may move
 * with every reminder, and an abandonment has one time only.
 */
export function toAbandonedCart(listed: WireListed, store: TjarStore, order?: DateOrder): ListedCart | undefined {
  const [created, updated] = [listed.created_at, listed.updated_at].map((time) =>
    toTimestamp(time, store.timeZone, order),
  )
  const abandonedAt = listed.created_at ? created : updated
  if (abandonedAt === undefined) return undefined
  const cart: AbandonedCart = {
    cartId: listed.identifier,
    channelId: store.channelId,
    abandonedAt,
    ...(listed.cart_total != null && { total: toMoney(listed.cart_total, store.currency) }),
    // Read again from the cart itself before anything is sent.
    reminders: listed.reminders_count ?? 0,
    isOrdered: isOrdered(listed),
  }
  return { cart, changedAt: Math.max(abandonedAt, updated ?? 0) }
}
