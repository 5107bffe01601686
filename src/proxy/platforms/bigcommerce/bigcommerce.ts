// Entry: the adapter for BigCommerce.
import * as z from 'zod'

import {
  ApiUrl,
  CountryCode,
  checkOptions,
  createUpstream,
  Fetch,
  type Platform,
  RecoveryError,
  type RecoveryPort,
  type Upstream,
  UpstreamError,
} from '../../adapter/index.ts'
import { toSettingsField } from './account-wire.ts'
import { type CartApi, createCartApi } from './cart-api.ts'
import { checkUpPort } from './check-up.ts'
import { checkoutPort } from './checkout.ts'
import { type ConsentFields, contactPort } from './contact.ts'
import { applyCoupon, mayApplyCoupons, toCouponRefusal } from './coupon.ts'
import { type CustomerLogin, withCustomerLogin } from './customer-login.ts'
import { applyTargets } from './lines/apply.ts'
import { mergeCarts } from './lines/merge.ts'
import { toQuota, toRetryAfter } from './rate-limit.ts'
import { settingsPort } from './settings.ts'
import { sharedRead } from './shared-read.ts'
import { readCheckoutOrigin } from './site.ts'
import { availabilityPort } from './stock/availability.ts'
import { type WebhookSecrets, webhookPort } from './webhook.ts'
import { WireAbandonedCart } from './wire.ts'

export interface BigCommerceOptions {
  /** The store's permanent id, as in its API path. */
  storeHash: string
  /** API account token, sent as `X-Auth-Token`. It never leaves the server. */
  accessToken: string
  /** @default 'https://api.bigcommerce.com' */
  apiUrl?: string
  /** `locations` asks the Inventory API too: for stores that sell from more than one location. @default 'catalog' */
  inventory?: 'catalog' | 'locations'
  /**
   * `copy` makes a cart anew for its checkout: for shops whose carts are made on a storefront, where the redirect links of
   * such carts lead nowhere. `redirect` does so only where BigCommerce refuses a link. @default 'redirect'
   */
  checkoutBy?: 'redirect' | 'copy'
  /**
   * Where shoppers agree to SMS and WhatsApp: ids of checkout fields (`field_25`), and names of account fields for
   * signed-in customers. A box counts as ticked where its value is 1, yes, true or on.
   */
  consentFields?: ConsentFields
  /** ISO 3166: the country of telephone numbers without a country code, where no address names one. */
  defaultCountry?: string
  /**
   * Signs customers in at the checkout of their own carts, where the shop has vouched for them: client id and secret of a
   * store-level API account with the scope Customers Login. Without it the checkout asks them to sign in.
   */
  customerLogin?: CustomerLogin
  /** What a webhook must show: a signature of the app's client secret, or else a header of yours. */
  webhooks?: WebhookSecrets
  /**
   * The part of the store's API quota that is left to its other apps: 0.3 is three tenths. 0 where it has none, so that
   * shoppers are not told to wait while calls are left. @default 0.3
   */
  reservedQuota?: number
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch
}

const Field = z.string().min(1, { error: 'must be the id or the name of a field' }).optional()
const Secret = z.string().regex(/^[\x21-\x7e]{16,}$/, { error: 'must be at least 16 visible ASCII characters' })
const ShareError = { error: 'must be a number from 0 to 0.9' }
const Share = z.number(ShareError).min(0, ShareError).max(0.9, ShareError)
const HeaderName = z.string().regex(/^[\w-]{1,60}$/, { error: 'must be the name of a header' })

const Options = z.strictObject({
  storeHash: z.string().regex(/^[a-z0-9]{4,20}$/, { error: 'must be 4 to 20 small letters or digits' }),
  accessToken: z.string().regex(/^[\x21-\x7e]{8,}$/, { error: "must be the API account's access token" }),
  apiUrl: ApiUrl.default('https://api.bigcommerce.com'),
  inventory: z.enum(['catalog', 'locations'], { error: "must be 'catalog' or 'locations'" }).default('catalog'),
  checkoutBy: z.enum(['redirect', 'copy'], { error: "must be 'redirect' or 'copy'" }).default('redirect'),
  consentFields: z
    .strictObject({ sms: Field, whatsapp: Field, smsFormField: Field, whatsappFormField: Field })
    .optional(),
  defaultCountry: CountryCode.optional(),
  webhooks: z
    .strictObject({
      clientSecret: Secret.optional(),
      secretHeader: z.strictObject({ name: HeaderName, value: Secret }).optional(),
    })
    .default({}),
  customerLogin: z
    .strictObject({
      clientId: z.string().regex(/^[\x21-\x7e]{8,}$/, { error: "must be the API account's client id" }),
      clientSecret: Secret,
    })
    .optional(),
  reservedQuota: Share.optional(),
  fetch: Fetch.optional(),
})

export type { ConsentFields, CustomerLogin, WebhookSecrets }

/**
 * BigCommerce through its management API, v3. The recovered cart is itself the cart, so lines are edited in place. It
 * keeps no back-in-stock list and so has no such port; pair it with a platform that has one.
 *
 * @example bigcommerce({ storeHash: 'abc123', accessToken: process.env.BIGCOMMERCE_ACCESS_TOKEN ?? '' })
 */
export function bigcommerce(options: BigCommerceOptions): Platform {
  const {
    storeHash,
    accessToken,
    apiUrl,
    inventory,
    consentFields,
    defaultCountry,
    webhooks,
    customerLogin,
    checkoutBy,
    reservedQuota,
    fetch,
  } = checkOptions('bigcommerce', Options, options)
  const upstream = createUpstream({
    name: 'bigcommerce',
    base: `${apiUrl}/stores/${storeHash}/v3/`,
    headers: { accept: 'application/json', 'x-auth-token': accessToken },
    fetch,
    retryAfter: toRetryAfter,
    quota: toQuota,
    reservedQuota,
    errorCode: (body) => toCouponRefusal(body) ?? toSettingsField(body),
  })
  const api = createCartApi(upstream)
  return {
    name: 'bigcommerce',
    title: 'BigCommerce',
    recovery: recoveryPort(upstream, api),
    availability: availabilityPort(upstream, inventory),
    cart: {
      apply: (cart, targets, signal) => applyTargets(api, cart, targets, signal),
      merge: (cart, present, signal) => mergeCarts(api, cart, present, signal),
      discard: api.discard,
    },
    checkout: {
      ...withCustomerLogin(checkoutPort(upstream, api, checkoutBy), storeHash, customerLogin),
      applyCoupon: (cart, code, signal) => applyCoupon(upstream, api, cart, code, signal),
      mayApplyCoupons: (signal) => mayApplyCoupons(upstream, signal),
      origin: (channelId, signal) => readCheckoutOrigin(upstream, channelId, signal),
    },
    contact: contactPort(upstream, { consentFields, defaultCountry }),
    settings: settingsPort(upstream),
    webhooks: webhookPort(storeHash, webhooks),
    checkUp: checkUpPort(upstream, { inventory, readsConsent: consentFields !== undefined, webhooks }),
  }
}

/** A token leads to the same cart for ever. Shared for as long as mail scanners open a link before its shopper does. */
const tokenMaxAgeMs = 5000

function recoveryPort(upstream: Upstream, api: CartApi): RecoveryPort {
  const tokens = sharedRead(upstream, '/abandoned-carts/{token}', WireAbandonedCart)
  return {
    linksBy: 'email',
    async resolve(token, signal) {
      const path = `abandoned-carts/${encodeURIComponent(token)}`
      try {
        const { data } = await tokens.read(path, { maxAgeMs: tokenMaxAgeMs, signal })
        return data.cart_id
      } catch (error) {
        if (!(error instanceof UpstreamError) || ![400, 404, 422].includes(error.status ?? 0)) throw error
        throw new RecoveryError('invalid-link', { cause: error })
      }
    },
    read: (cartId, signal, _session, { maxAgeMs } = {}) => api.read(cartId, signal, maxAgeMs),
  }
}
