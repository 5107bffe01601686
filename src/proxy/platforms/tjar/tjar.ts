// Entry: the adapter for Tjar.
import * as z from 'zod'
import {
  ApiUrl,
  type CheckoutPort,
  type ContactPort,
  CurrencyCode,
  checkOptions,
  createUpstream,
  Fetch,
  HeaderValue,
  type Platform,
  RecoveryError,
  type RecoveryPort,
  type ReminderPort,
  toRetryAfter,
  UpstreamError,
} from '../../adapter/index.ts'
import { abandonedCartsPort } from './abandoned-carts.ts'
import { checkUpPort } from './check-up.ts'
import { toContact } from './contact.ts'
import { createTjarApi, type TjarApi } from './tjar-api.ts'
import { isOrdered, type TjarStore, toPlatformCart } from './to-platform.ts'
import { toRefusalStatus, type WireCart } from './wire.ts'

export interface TjarOptions {
  /** The store's host name: its API is there. */
  storeDomain: string
  /** Of General Settings > Developers. It never leaves the server. */
  apiKey: string
  /** The configured channel that its carts belong to. @default '1' */
  channelId?: string
  /** ISO 4217. Amounts come without one. @default 'SAR' */
  currency?: string
  /**
   * Of the store's clock: times come without a zone, and Tjar's stores are in Saudi Arabia. A wrong one moves every
   * abandonment by hours. @default 'Asia/Riyadh'
   */
  timeZone?: string
  /** In which language products are named, where they have both. @default 'en' */
  language?: 'en' | 'ar'
  /** Another address than the store's own: a sandbox. @default `https://{storeDomain}` */
  apiUrl?: string
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch
}

const Options = z.strictObject({
  storeDomain: z.string().regex(/^(?=.{4,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/i, {
    error: 'must be a host name such as example-store.tjar.sa',
  }),
  apiKey: HeaderValue,
  channelId: z
    .string()
    .regex(/^\w{1,40}$/, { error: 'must be the name of a configured channel' })
    .default('1'),
  currency: CurrencyCode.default('SAR'),
  timeZone: z.string().refine(isTimeZone, { error: 'must be a time zone such as Asia/Riyadh' }).default('Asia/Riyadh'),
  language: z.enum(['en', 'ar'], { error: "must be 'en' or 'ar'" }).default('en'),
  apiUrl: ApiUrl.optional(),
  fetch: Fetch.optional(),
})

/**
 * Tjar: abandoned carts, their checkout, and a reminder by e-mail. It has no usable webhook, so abandoned carts are
 * listed; and no links that a page could open, so only the proxy's sealed links lead to its carts.
 *
 * @example tjar({ storeDomain: 'example-store.tjar.sa', apiKey: process.env.TJAR_API_KEY ?? '' })
 */
export function tjar(options: TjarOptions): Platform {
  const { storeDomain, apiKey, apiUrl, fetch, ...store } = checkOptions('tjar', Options, options)
  const host = storeDomain.toLowerCase()
  const upstream = createUpstream({
    name: 'tjar',
    base: `${apiUrl ?? `https://${host}`}/api/core/v1/`,
    headers: { accept: 'application/json', 'accept-language': store.language, authorization: `Bearer ${apiKey}` },
    fetch,
    retryAfter: toRetryAfter,
    refusalStatus: toRefusalStatus,
  })
  const api = createTjarApi(upstream)
  return {
    name: 'tjar',
    title: 'Tjar',
    recovery: recoveryPort(api, store),
    checkout: checkoutPort(api),
    contact: contactPort(api, host),
    abandonedCarts: abandonedCartsPort(api, store),
    reminder: reminderPort(api),
    checkUp: checkUpPort(upstream, api, store),
  }
}

/** No `resolve`: Tjar's identifiers look like a sequence, so other shoppers' carts could be guessed. */
function recoveryPort(api: TjarApi, store: TjarStore): RecoveryPort {
  return { read: async (cartId, signal) => toPlatformCart(cartId, await openCart(api, cartId, signal), store) }
}

/** The cart's own address, as it is now: nothing has to be made. */
function checkoutPort(api: TjarApi): CheckoutPort {
  return {
    async link(cartId, signal) {
      const { url } = await openCart(api, cartId, signal)
      if (url) return { checkoutUrl: url, cartId }
      throw missing('url')
    },
  }
}

function contactPort(api: TjarApi, host: string): ContactPort {
  return { find: async (cartId, signal) => toContact((await api.detail(cartId, signal)).customer, host) }
}

function reminderPort(api: TjarApi): ReminderPort {
  return {
    messageChannel: 'email',
    async state(cartId, signal) {
      const cart = await api.detail(cartId, signal)
      // Not knowing is not zero: it would allow a second message.
      if (cart.reminders_count == null) throw missing('reminders_count')
      return { reminders: cart.reminders_count, isOrdered: isOrdered(cart) }
    },
    send: api.remind,
  }
}

async function openCart(api: TjarApi, cartId: string, signal: AbortSignal): Promise<WireCart> {
  const cart = await api.detail(cartId, signal)
  if (isOrdered(cart)) throw new RecoveryError('cart-gone', { detail: 'the cart was ordered' })
  return cart
}

const missing = (field: string) =>
  new UpstreamError('unexpected-shape', `tjar GET /abandoned-carts/{identifier}: data.${field} is not as documented`)

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
