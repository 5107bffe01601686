// Entry: the adapter for VesuvioPay.
import * as z from 'zod'

import { ApiUrl, CurrencyCode, checkOptions, createUpstream, Fetch, type Platform } from '../../adapter/index.ts'
import { availabilityPort } from './availability.ts'
import { backInStockPort } from './back-in-stock.ts'
import { checkUpPort } from './check-up.ts'
import { checkoutPort } from './checkout.ts'
import type { ProductIds } from './external-ids.ts'
import { toQuota, toRetryAfter } from './rate-limit.ts'
import { recoveryPort } from './recovery.ts'
import { toErrorCode } from './refusal.ts'
import { shopperPort } from './shopper.ts'
import { shopperCartPort } from './shopper-cart.ts'
import { createVesuvioPayApi } from './vesuviopay-api.ts'
import { webhookPort } from './webhook.ts'

export interface VesuvioPayOptions {
  /** GUID of the store. */
  storeId: string
  /** `pk_…`: all that shoppers need. The secret key is refused here. */
  publishableKey: string
  /** `sk_…`: lets `doctor` see and create the store's webhooks. Used for nothing else. */
  secretKey?: string
  /** Signs this store's webhooks; without it every delivery is refused. */
  webhookSecret?: string
  /** ISO 4217, of all prices. @default what the store's checkout settings say */
  currency?: string
  /** Which of the shop's channels the store's carts belong to. @default '1' */
  channelId?: string
  /** How the merchant's product sync named products and variants. @default 'id' */
  productIds?: ProductIds
  /** Path below `/api/v1` that sends a code; no page documents it. Without it there is no sign-in by phone. */
  sendCodePath?: string
  /** @default 'phoneNumber' */
  phoneField?: string
  /** @default 'verificationCode' */
  codeField?: string
  /** Where the ids of an unsubscription stand: some networks drop the body of a DELETE. @default 'body' */
  unsubscribeBy?: 'body' | 'query'
  /** How long a checkout link of this store leads somewhere: its own setting there. @default 30 */
  checkoutLinkMinutes?: number
  /** @default 'https://api.vesuviopay.com' */
  apiUrl?: string
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch
}

const Path = z.string().regex(/^[\w/-]{1,100}$/, { error: 'must be a path such as auth/send-code' })
const Field = z.string().regex(/^\w{1,40}$/, { error: 'must be the name of a field' })
const Minutes = z.number().positive({ error: 'must be a number of minutes' })
const Naming = z.union(
  [
    z.enum(['id', 'sku']),
    z.strictObject({ prefix: z.string() }),
    z.custom<Exclude<ProductIds, string | object>>((value) => typeof value === 'function'),
  ],
  { error: "must be 'id', 'sku', { prefix } or a function" },
)

const Options = z.strictObject({
  storeId: z.guid({ error: "must be the store's GUID" }),
  publishableKey: z
    .string()
    .regex(/^pk_(test|live)_\w+$/, { error: 'must be a publishable key (pk_…), never the secret one' }),
  secretKey: z
    .string()
    .regex(/^sk_(test|live)_\w+$/, { error: 'must be a secret key (sk_…)' })
    .optional(),
  webhookSecret: z
    .string()
    .regex(/^[\x21-\x7e]{8,}$/, { error: 'must be the secret of the webhook' })
    .optional(),
  currency: CurrencyCode.optional(),
  channelId: z
    .string()
    .regex(/^\d{1,10}$/, { error: 'must be the number of a channel' })
    .default('1'),
  productIds: Naming.default('id'),
  sendCodePath: Path.optional(),
  phoneField: Field.default('phoneNumber'),
  codeField: Field.default('verificationCode'),
  unsubscribeBy: z.enum(['body', 'query'], { error: "must be 'body' or 'query'" }).default('body'),
  checkoutLinkMinutes: Minutes.default(30),
  apiUrl: ApiUrl.default('https://api.vesuviopay.com'),
  fetch: Fetch.optional(),
})

/**
 * VesuvioPay: stock, back-in-stock lists, the shopper's own cart, and a checkout by text message. It knows no token of
 * its own: our sealed links open its cart once the shopper is signed in. Beside a platform whose messages carry tokens,
 * list it first, so that its stock is the one that counts.
 *
 * @example vesuviopay({ storeId, publishableKey: 'pk_live_…', sendCodePath: 'auth/send-code' })
 */
export function vesuviopay(options: VesuvioPayOptions): Platform {
  const checked = checkOptions('vesuviopay', Options, options)
  const { storeId, publishableKey, secretKey, webhookSecret, apiUrl, fetch } = checked
  const { productIds, channelId, currency } = checked
  const base = `${apiUrl}/api/v1/`
  const connect = (address: string, key: string) =>
    createUpstream({
      name: 'vesuviopay',
      base: address,
      headers: { accept: 'application/json', 'x-api-key': key },
      fetch,
      retryAfter: toRetryAfter,
      quota: toQuota,
      errorCode: toErrorCode,
    })
  const upstream = connect(`${base}sdk/`, publishableKey)
  const api = createVesuvioPayApi(upstream, storeId, checked.unsubscribeBy)
  return {
    name: 'vesuviopay',
    title: 'VesuvioPay',
    recovery: recoveryPort(api, { productIds, channelId, currency }),
    availability: availabilityPort(api, productIds),
    shopper: shopperPort(connect(base, publishableKey), api, checked),
    shopperCart: shopperCartPort(api, productIds),
    shopperCheckout: checkoutPort(api, checked.checkoutLinkMinutes * 60_000),
    backInStock: backInStockPort(api, productIds),
    webhooks: webhookPort(storeId, webhookSecret, productIds),
    checkUp: checkUpPort({
      storeId,
      api,
      productIds,
      upstream,
      secretUpstream: secretKey === undefined ? undefined : connect(base, secretKey),
      hasWebhookSecret: webhookSecret !== undefined,
    }),
  }
}
