import type { PlatformAccounts, PlatformName, PlatformStates } from '../platform-types.ts'
import type { Cart, CartLine } from './cart.ts'
import type { Product, ProductVariant } from './catalogue/product.ts'
import type { Delivery } from './delivery.ts'
import type { StoreName } from './stores.ts'

/**
 * A message that was received. The link of an abandoned-cart e-mail is made when the message is read, because
 * the shop's address may be set after it was sent.
 */
export interface SentMessage {
  channel: 'email' | 'sms' | 'whatsapp'
  platform: PlatformName
  to: string
  subject?: string
  text: string
  /** The cart it is about, where it is about one. */
  cartId?: string
  /** The cart's key, e.g. `hero`. */
  name?: string
  /** The code to type, in a message that carries one. */
  code?: string
  /** The address to open, where it was known when the message was sent. */
  link?: string
}

export interface Order {
  id: number
  store: StoreName
  cartId: string
  lines: CartLine[]
  placedAt: number
}

/**
 * Everything that is the case in one sandbox; what only one platform knows is under its name. Plain data: the handlers
 * read and write it, `reset` replaces it.
 */
export interface World extends PlatformStates {
  scenario: string
  /** Added to the real clock. */
  clockOffsetSeconds: number
  products: Product[]
  /** The carts of the shop itself, which BigCommerce keeps. */
  carts: Cart[]
  orders: Order[]
  /** Who can sign in with a phone. */
  shoppers: { phone: string }[]
  messages: SentMessage[]
  accounts: PlatformAccounts
  /** Messages of webhooks, oldest first. */
  deliveries: Delivery[]
  /** Counts everything that was given an id, so that ids repeat after a reset. */
  nextId: number
}

/** The variant a line or a request names, if the catalogue still lists it. */
export function findVariant(
  world: World,
  productId: number,
  variantId: number,
): { product: Product; variant: ProductVariant } | undefined {
  const product = world.products.find((candidate) => candidate.id === productId)
  const variant = product?.variants.find((candidate) => candidate.id === variantId)
  return product && variant && !variant.discontinued ? { product, variant } : undefined
}

export function findCart(world: World, id: string): Cart | undefined {
  return world.carts.find((cart) => cart.id === id.toLowerCase())
}
