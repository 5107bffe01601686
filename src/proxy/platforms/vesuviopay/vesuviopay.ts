import { decodeJwt } from 'jose'
import * as z from 'zod'

import { ConfigError, RecoveryError } from '../../adapter/errors.ts'
import type { FinishedCart, Platform, ShopperCheckoutPort, ShopperSession } from '../../adapter/platform.ts'
import { createUpstream } from '../../adapter/upstream.ts'
import { UpstreamError } from '../../adapter/upstream-error.ts'
import { availabilityPort } from './availability.ts'
import { backInStockPort } from './back-in-stock.ts'
import { checkUpPort } from './check-up.ts'
import type { ProductIds } from './external-ids.ts'
import { toQuota, toRetryAfter } from './rate-limit.ts'
import { recoveryPort } from './recovery.ts'
import { shopperPort } from './shopper.ts'
import { shopperCartPort } from './shopper-cart.ts'
import { isShort } from './to-platform.ts'
import { createVesuvioPayApi, type VesuvioPayApi } from './vesuviopay-api.ts'
import { webhookPort } from './webhook.ts'
import { toErrorCode } from './wire.ts'

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
  /** Path below `/api/v1` that sends a code; nobody documents it. Without it nobody can sign in by phone. */
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
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'must be an ISO 4217 code such as EUR' })
    .optional(),
  channelId: z
    .string()
    .regex(/^\d{1,10}$/, { error: 'must be the number of a channel' })
    .optional(),
  productIds: z.custom<ProductIds>((value) => ['string', 'object', 'function'].includes(typeof value)).optional(),
  sendCodePath: Path.optional(),
  phoneField: Field.optional(),
  codeField: Field.optional(),
  unsubscribeBy: z.enum(['body', 'query'], { error: "must be 'body' or 'query'" }).optional(),
  checkoutLinkMinutes: z.number().positive({ error: 'must be a number of minutes' }).optional(),
  apiUrl: z
    .url({ error: 'must be an absolute URL' })
    .refine((url) => /^(https:|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(url), { error: 'must be https' })
    .optional(),
  fetch: z.custom<typeof globalThis.fetch>((value) => typeof value === 'function').optional(),
})

/**
 * VesuvioPay: stock, back-in-stock lists, the shopper's own cart, and a checkout by text message. It knows no token of
 * its own: our sealed links open its cart once the shopper is signed in. Beside a platform whose messages carry tokens,
 * list it first, so that its stock is the one that counts.
 *
 * @example vesuviopay({ storeId, publishableKey: 'pk_live_…', sendCodePath: 'auth/send-code' })
 */
export function vesuviopay(options: VesuvioPayOptions): Platform {
  const checked = Options.safeParse(options)
  if (!checked.success) {
    const mistakes = checked.error.issues.map(({ path, message }) => `vesuviopay.${path.join('.')}: ${message}`)
    throw new ConfigError(mistakes.join('; '))
  }
  const { storeId, publishableKey, productIds = 'id', apiUrl = 'https://api.vesuviopay.com', fetch } = options
  const base = `${apiUrl.replace(/\/+$/, '')}/api/v1/`
  const headers = { accept: 'application/json', 'x-api-key': publishableKey }
  let date: string | undefined
  const shared = {
    name: 'vesuviopay',
    headers,
    fetch,
    retryAfter: toRetryAfter,
    quota: toQuota,
    errorCode: toErrorCode,
    onResponse: (answered: Headers) => {
      date = answered.get('date') ?? undefined
    },
  }
  const upstream = createUpstream({ ...shared, base: `${base}sdk/` })
  const { secretKey } = options
  const secretUpstream =
    secretKey === undefined
      ? undefined
      : createUpstream({ ...shared, base, headers: { ...headers, 'x-api-key': secretKey } })
  const api = createVesuvioPayApi(upstream, storeId, options.unsubscribeBy ?? 'body')
  const signIn = {
    sendCodePath: options.sendCodePath,
    phoneField: options.phoneField ?? 'phoneNumber',
    codeField: options.codeField ?? 'verificationCode',
  }
  return {
    name: 'vesuviopay',
    recovery: recoveryPort(api, { productIds, channelId: options.channelId ?? '1', currency: options.currency }),
    availability: availabilityPort(api, productIds),
    shopper: shopperPort(createUpstream({ ...shared, base }), api, signIn),
    shopperCart: shopperCartPort(api, productIds),
    shopperCheckout: checkoutPort(api, (options.checkoutLinkMinutes ?? 30) * 60_000),
    backInStock: backInStockPort(api, productIds),
    webhooks: webhookPort(storeId, options.webhookSecret),
    checkUp: checkUpPort({
      storeId,
      upstream,
      secretUpstream,
      hasWebhookSecret: options.webhookSecret !== undefined,
      date: () => date,
    }),
  }
}

function checkoutPort(api: VesuvioPayApi, lifetimeMs: number): ShopperCheckoutPort {
  return {
    lifetimeMs,
    async finish(session, signal) {
      try {
        const { checkoutUrl, cartId, customerId = customerOf(session) } = await api.finish(session, signal)
        return {
          checkoutUrl,
          ...(session.maskedPhone && { sentTo: session.maskedPhone }),
          ...(cartId && { cartId }),
          ...(customerId && { customerId }),
        } satisfies FinishedCart
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        if (isShort(error)) throw new RecoveryError('stock-moved', { cause: error })
        if (error.code === 'EMPTY_CART' || error.code === 'CART_NOT_FOUND')
          throw new RecoveryError('empty', { cause: error })
        if (error.code === 'PHONE_NOT_VERIFIED') throw new RecoveryError('sign-in-needed', { cause: error })
        throw error
      }
    },
  }
}

/** Whom a token is for. Nobody checked its signature, so it joins an order to a cart and gives access to nothing. */
function customerOf({ token }: ShopperSession): string | undefined {
  try {
    return decodeJwt(token).sub
  } catch {
    return undefined
  }
}
