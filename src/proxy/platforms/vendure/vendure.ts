// Entry: the adapter for Vendure 3.
import * as z from 'zod'

import {
  ApiUrl,
  type CartPort,
  type CheckoutPort,
  checkOptions,
  createUpstream,
  Fetch,
  HeaderValue,
  type OwnReportPort,
  type Platform,
  toRetryAfter,
  UpstreamError,
} from '../../adapter/index.ts'
import { abandonedCartsPort } from './abandoned-carts.ts'
import { applyTargets } from './apply.ts'
import { availabilityPort } from './availability.ts'
import { type CartApi, createCartApi } from './cart-api.ts'
import { checkUpPort } from './check-up.ts'
import { sealClaimCode } from './claim-code.ts'
import { contactPort } from './contact.ts'
import { readChannels, sendMessage } from './documents.ts'
import { channelOf } from './to-platform.ts'
import { createVendureApi, type VendureApi } from './vendure-api.ts'
import { webhookPort } from './webhook.ts'
import { toErrorCode, toRefusalStatus, WireChannelsAnswer, WireMessageAnswer } from './wire.ts'

export interface VendureOptions {
  /** The address of the Admin API, with its path: `https://vendure.example/admin-api`. */
  apiUrl: string
  /** Of a role with the rights `ReadOrder`, `ReadProduct` and `RecoverCarts`. It never leaves the server. */
  apiKey: string
  /** Shared with `CartRecoveryPlugin`: 32 random bytes in base64url. It seals claim codes and signs webhooks. */
  secret: string
  /** The shop's route that redeems the code in its `claim` parameter and leads to the shop's checkout. */
  checkoutUrl: string
  /** The token of the one channel whose carts count. @default the default channel */
  channelToken?: string
  /** Carts are listed that nothing happened to for so long. @default 60 */
  idleMinutes?: number
  /** In which language products are named, where they have several names. @default the channel's */
  language?: string
  /** The shop's page of a product, with `{slug}` in it. @default none */
  productUrl?: string
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch
}

const Options = z.strictObject({
  apiUrl: ApiUrl,
  apiKey: HeaderValue,
  secret: z.string().regex(/^[\w-]{43}$/, { error: 'must be 32 bytes in base64url' }),
  checkoutUrl: ApiUrl,
  channelToken: HeaderValue.optional(),
  idleMinutes: z.number().min(0).max(10_080).default(60),
  language: z
    .string()
    .regex(/^[a-z]{2}(_[A-Za-z]{2,4})?$/, { error: 'must be a language of Vendure such as de or pt_BR' })
    .optional(),
  productUrl: z
    .string()
    .refine((text) => text.includes('{slug}') && URL.canParse(text), { error: 'must be an address with {slug} in it' })
    .optional(),
  fetch: Fetch.optional(),
})

/**
 * Vendure 3 through its Admin API and `cart-recovery/vendure-plugin`. The recovered cart is itself the cart. Its ids count up, so
 * that only the proxy's sealed links lead to it; the shop claims it in the shopper's own session.
 *
 * @example
 * vendure({
 *   apiUrl: 'https://vendure.example/admin-api',
 *   apiKey: process.env.VENDURE_API_KEY ?? '',
 *   secret: process.env.VENDURE_SECRET ?? '',
 *   checkoutUrl: 'https://shop.example/checkout',
 * })
 */
export function vendure(options: VendureOptions): Platform {
  const checked = checkOptions('vendure', Options, options)
  const { apiUrl, apiKey, secret, checkoutUrl, channelToken, idleMinutes, language, productUrl, fetch } = checked
  const upstream = createUpstream({
    name: 'vendure',
    base: new URL('.', apiUrl).href,
    headers: {
      accept: 'application/json',
      'vendure-api-key': apiKey,
      ...(channelToken && { 'vendure-token': channelToken }),
    },
    fetch,
    retryAfter: toRetryAfter,
    errorCode: toErrorCode,
    refusalStatus: toRefusalStatus,
  })
  const api = createVendureApi(upstream, new URL(apiUrl).pathname.split('/').at(-1) ?? '', language)
  const carts = createCartApi(api, { productUrl })
  return {
    name: 'vendure',
    title: 'Vendure',
    recovery: { read: carts.read },
    availability: availabilityPort(api),
    cart: cartPort(carts, secret),
    checkout: checkoutPort(checkoutUrl, secret),
    contact: contactPort(api),
    abandonedCarts: abandonedCartsPort(api, { idleMs: idleMinutes * 60_000, channelToken }),
    report: reportPort(api),
    webhooks: webhookPort(secret),
    checkUp: checkUpPort(upstream, api, { channelToken, secret }),
  }
}

function cartPort(carts: CartApi, secret: string): CartPort {
  return {
    apply: (cart, targets, signal) => applyTargets(carts, cart, targets, signal),
    claim: ({ id }, { atCheckout }) => sealClaimCode(secret, { cartId: id, merge: !atCheckout }),
  }
}

/** The shop's own route, with a code. Made without a call, and used up by the session that redeems it. */
function checkoutPort(checkoutUrl: string, secret: string): CheckoutPort {
  return {
    async link(cartId) {
      const url = new URL(checkoutUrl)
      url.searchParams.set('claim', await sealClaimCode(secret, { cartId, merge: false }))
      return { checkoutUrl: url.href, cartId }
    },
    origin: async () => new URL(checkoutUrl).origin,
  }
}

/** The engine's own mailer writes, in the cart's channel: the proxy never has the address. */
function reportPort(api: VendureApi): OwnReportPort {
  return {
    messageChannel: 'email',
    knowsAddress: true,
    async send({ id, cartId, link, agreedHere = false }, signal) {
      const variables = { id: cartId }
      const question = { document: readChannels, variables, answer: WireChannelsAnswer, signal }
      const { order } = await api.read(question).catch((error: unknown) => {
        throw error instanceof UpstreamError ? error.with({ wasNotSent: true }) : error
      })
      const { isSent } = await api.write({
        document: sendMessage,
        variables: { ...variables, link, key: id, agreed: agreedHere },
        answer: WireMessageAnswer,
        signal,
        channelToken: order ? channelOf(order.channels).token : undefined,
      })
      if (isSent) return
      const message = 'vendure POST /admin-api CartRecoveryMessage: nothing was sent, it says'
      throw new UpstreamError('status', message, { status: 200, isWrite: true })
    },
  }
}
