import type { BigCommerceAccount } from '../bigcommerce/account.ts'
import type { BuzzbipAccount, BuzzbipState } from '../buzzbip/state.ts'
import type { PlatformName } from '../http/faults.ts'
import type { TjarAccount, TjarState } from '../tjar/state.ts'
import type { VesuvioPayAccount, VesuvioPayState } from '../vesuviopay/state.ts'
import type { Cart, CartLine } from './cart.ts'
import type { Product, ProductVariant } from './catalogue/product.ts'
import type { Delivery } from './deliveries.ts'
import type { StoreName } from './stores.ts'

/**
 * A message somebody received. The link of an abandoned-cart e-mail is put together when it is read, because the
 * shop's address may come late.
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
  /** The address to open, where it was settled when the message was sent. */
  link?: string
}

export interface Order {
  id: number
  store: StoreName
  cartId: string
  lines: CartLine[]
  placedAt: number
}

/** A single-use link into the hosted storefront. */
export interface RedirectLink {
  cartId: string
  token: string
  expiresAt: number
  used: boolean
}

/** An opened checkout page. */
export interface CheckoutSession {
  id: string
  cartId: string
  orderId: number | null
}

export interface AbandonedCartSettings {
  enable_notification: boolean
  email_customer_until_cart_is_recovered: boolean
  marketing_emails_require_customer_consent: boolean
  email_merchant_when_cart_is_converted: boolean
  email_merchant_when_cart_is_abandoned: boolean
  merchant_email_address: string
  merchant_abandoned_cart_email_frequency_type: 'digest' | 'individual'
  merchant_abandoned_cart_digest_email_frequency: number
}

/** Everything that is the case in one sandbox. Plain data: the handlers read and write it, `reset` replaces it. */
export interface World {
  scenario: string
  /** Added to the real clock. */
  clockOffsetSeconds: number
  products: Product[]
  carts: Cart[]
  orders: Order[]
  /** Who can sign in with a phone. */
  shoppers: { phone: string }[]
  messages: SentMessage[]
  redirectLinks: RedirectLink[]
  checkoutSessions: CheckoutSession[]
  abandonedCartSettings: AbandonedCartSettings
  channelSettings: Record<string, Partial<Record<keyof AbandonedCartSettings, unknown>>>
  accounts: {
    bigcommerce: BigCommerceAccount
    vesuviopay: VesuvioPayAccount
    tjar: TjarAccount
    buzzbip: BuzzbipAccount
  }
  vesuviopay: VesuvioPayState
  tjar: TjarState
  buzzbip: BuzzbipState
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
