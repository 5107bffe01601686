import * as z from 'zod'

import { ConfigError, RecoveryError } from '../../errors.ts'
import type { Platform, ShopperCheckoutPort } from '../../platform.ts'
import { createUpstream } from '../../upstream.ts'
import { UpstreamError } from '../../upstream-error.ts'
import { availabilityPort } from './availability.ts'
import { backInStockPort } from './back-in-stock.ts'
import type { ProductIds } from './external-ids.ts'
import { toQuota, toRetryAfter } from './rate-limit.ts'
import { shopperPort } from './shopper.ts'
import { shopperCartPort } from './shopper-cart.ts'
import { isShort } from './to-contract.ts'
import { createVesuvioApi, type VesuvioApi } from './vesuvio-api.ts'
import { toErrorCode } from './wire.ts'

export interface VesuvioPayOptions {
  /** GUID of the store. */
  storeId: string
  /** `pk_…`. The secret key is not needed, and refused. */
  publishableKey: string
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
 * VesuvioPay: stock, back-in-stock lists, the shopper's own cart, and a checkout by text message. It opens no link of
 * its own; pair it with a platform that has `recovery`, and list it first so that its stock is the one that counts.
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
  const shared = {
    name: 'vesuviopay',
    headers,
    fetch,
    retryAfter: toRetryAfter,
    quota: toQuota,
    errorCode: toErrorCode,
  }
  const api = createVesuvioApi(
    createUpstream({ ...shared, base: `${base}sdk/` }),
    storeId,
    options.unsubscribeBy ?? 'body',
  )
  const signIn = {
    sendCodePath: options.sendCodePath,
    phoneField: options.phoneField ?? 'phoneNumber',
    codeField: options.codeField ?? 'verificationCode',
  }
  return {
    name: 'vesuviopay',
    availability: availabilityPort(api, productIds),
    shopper: shopperPort(createUpstream({ ...shared, base }), api, signIn),
    shopperCart: shopperCartPort(api, productIds),
    shopperCheckout: checkoutPort(api, (options.checkoutLinkMinutes ?? 30) * 60_000),
    backInStock: backInStockPort(api, productIds),
  }
}

function checkoutPort(api: VesuvioApi, lifetimeMs: number): ShopperCheckoutPort {
  return {
    lifetimeMs,
    async finish(session, signal) {
      try {
        const checkoutUrl = await api.finish(session, signal)
        return { checkoutUrl, ...(session.maskedPhone && { sentTo: session.maskedPhone }) }
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
