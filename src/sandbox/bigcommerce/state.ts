import type { RequestQuota } from '../http/request-window.ts'
import type { CartReduction } from '../world/cart.ts'
import type { BigCommerceReadings } from './readings.ts'
import type { SiteRoute } from './sites/site-routes.ts'

/** A webhook of the store. */
export interface BigCommerceHook {
  id: number
  scope: string
  destination: string
  isActive: boolean
  /** Sent with every message; a receiver recognises the sender by them. */
  headers: Record<string, string>
  createdAt: number
}

/** Where the shop asks for consent to messages: fields the merchant added to its forms. */
export interface ConsentFields {
  /** Ids of the fields of the billing address, which guests fill in. */
  sms: string
  whatsapp: string
  /** Names of the fields of the sign-up form, which customers fill in. */
  formFields: { sms: string; whatsapp: string }
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

/** A customer who is signed in on the hosted storefront of a channel. */
export interface CustomerSession {
  id: string
  customerId: number
  channelId: number
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

/** What BigCommerce knows beside the carts, orders and products of the shop. */
export interface BigCommerceState {
  redirectLinks: RedirectLink[]
  checkoutSessions: CheckoutSession[]
  customerSessions: CustomerSession[]
  /** Ids of the login tokens that were used. */
  usedLogins: string[]
  abandonedCartSettings: AbandonedCartSettings
  /** Overrides of the settings, by channel. */
  channelSettings: Record<string, Partial<Record<keyof AbandonedCartSettings, unknown>>>
  /** The coupons of the shop. */
  coupons: Coupon[]
}

/** A coupon with the conditions that the documents of coupons name: `expires`, `max_uses`, `min_purchase`. */
export interface Coupon extends CartReduction {
  /** Milliseconds since 1970. */
  endsAt?: number
  usesLeft?: number
  /** What the cart has to cost before discounts, in minor units. */
  minimum?: number
}

/** The API account of one store: its keys, its scopes, its quota, its webhooks and routes. */
export interface BigCommerceAccount {
  storeHash: string
  /** The store's id in the messages of webhooks. */
  storeId: string
  accessToken: string
  clientId: string
  /** Signs the messages of webhooks; the shop signs its customers' login tokens with it. */
  clientSecret: string
  scopes: string[]
  /** Requests per window; BigCommerce gives a Standard store 150 per 30 s. */
  quota: RequestQuota
  /** Percent of tax that comes on top of prices; 0 where prices include it. */
  addedTax: number
  /** Currencies that carts cannot be kept in. */
  displayOnlyCurrencies: string[]
  hooks: BigCommerceHook[]
  routes: SiteRoute[]
  /**
   * The checkout's address by channel id: one of the channel's own, or `null` where its site lists none. A channel that
   * is not named here has its checkout on the hosted storefront, and its site says so.
   */
  checkoutUrls: Record<string, string | null>
  consentFields: ConsentFields
}

/** The account of the demo store in a new world. */
export function createBigCommerceAccount(): BigCommerceAccount {
  return {
    storeHash: 'demo1234',
    storeId: '1002003',
    accessToken: 'sandbox-access-token-of-the-demo-store',
    clientId: 'sandboxclientidofthedemostore01',
    clientSecret: 'sandbox-client-secret-of-the-demo-store',
    scopes: [
      'store_cart',
      'store_v2_information',
      'store_v2_products_read_only',
      'store_inventory_read_only',
      'store_v2_customers_read_only',
      'store_checkouts',
      'store_sites',
    ],
    quota: { requests: 150, windowMs: 30_000 },
    addedTax: 0,
    displayOnlyCurrencies: [],
    hooks: [],
    // `routeToRecoveryPages` adds the routes.
    routes: [],
    checkoutUrls: {},
    consentFields: {
      sms: 'field_31',
      whatsapp: 'field_32',
      formFields: { sms: 'SMS reminders', whatsapp: 'WhatsApp reminders' },
    },
  }
}

export function createBigCommerceState(): BigCommerceState {
  return {
    redirectLinks: [],
    checkoutSessions: [],
    customerSessions: [],
    usedLogins: [],
    abandonedCartSettings: {
      enable_notification: true,
      email_customer_until_cart_is_recovered: true,
      marketing_emails_require_customer_consent: false,
      email_merchant_when_cart_is_converted: true,
      email_merchant_when_cart_is_abandoned: false,
      merchant_email_address: 'ida.merchant@alder-and-wool.example',
      merchant_abandoned_cart_email_frequency_type: 'digest',
      merchant_abandoned_cart_digest_email_frequency: 10,
    },
    channelSettings: {},
    coupons: [
      { code: 'WELCOME10', title: '10% off your first order', percent: 10 },
      { code: 'FRIENDS20', title: '20% off for friends', percent: 20 },
      { code: 'WINTER5', title: '5% off in winter', percent: 5, endsAt: Date.UTC(2026, 0, 31) },
      { code: 'ONCE15', title: '15% off, once', percent: 15, usesLeft: 0 },
      { code: 'BIG25', title: '25% off large orders', percent: 25, minimum: 100_000 },
    ],
  }
}

declare module '../platform-types.ts' {
  interface PlatformTypes {
    bigcommerce: { account: BigCommerceAccount; state: BigCommerceState }
  }
}

declare module '../readings.ts' {
  interface DocumentedReadings extends BigCommerceReadings {}
}
