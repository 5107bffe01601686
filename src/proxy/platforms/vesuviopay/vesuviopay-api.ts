import * as z from 'zod'

import {
  type PlatformAnswer,
  RecoveryError,
  readText,
  type ShopperSession,
  type Upstream,
  type UpstreamCall,
  UpstreamError,
} from '../../adapter/index.ts'
import { customerOfCart, customerOfToken } from './customer-of.ts'
import type { ExternalIds } from './external-ids.ts'
import { isSignInCode, isSignInNeeded, refusalOf } from './refusal.ts'
import { WireAvailability, WireCurrency, WireDone } from './wire.ts'
import { WireCart } from './wire-cart.ts'
import { isUrl, WireFinish } from './wire-finish.ts'

export type VesuvioPayApi = ReturnType<typeof createVesuvioPayApi>

/** VesuvioPay's cart, stock and subscription calls, with what their failures mean. */
export function createVesuvioPayApi(upstream: Upstream, storeId: string, unsubscribeBy: 'body' | 'query') {
  const store = `cart/store/${storeId}`
  const bearer = ({ token }: ShopperSession) => ({ authorization: `Bearer ${token}` })

  /** Runs a call of a signed-in shopper. A session that has ended is `sign-in-needed`. */
  async function signedIn<Value>(run: () => Promise<Value>): Promise<Value> {
    try {
      return await run()
    } catch (error) {
      throw isSignInNeeded(error) ? new RecoveryError('sign-in-needed', { cause: error }) : error
    }
  }

  function write<Schema extends z.ZodType>(
    session: ShopperSession,
    call: Omit<UpstreamCall<Schema>, 'signal' | 'method' | 'headers'> & { method: 'POST' | 'PUT' | 'DELETE' },
    signal: AbortSignal,
  ) {
    return unlocked(() => signedIn(() => upstream.write({ ...call, headers: bearer(session), signal })))
  }

  /** Finishing locks the cart for as long as its checkout is open: nothing in it is short, and nothing can be set. */
  async function unlocked<Value>(run: () => Promise<Value>): Promise<Value> {
    try {
      return await run()
    } catch (error) {
      const isLocked = error instanceof UpstreamError && error.code === 'CART_LOCKED'
      throw isLocked ? new RecoveryError('checkout-open', { cause: error }) : error
    }
  }

  const readCart = <Schema extends z.ZodType>(session: ShopperSession, answer: Schema, signal: AbortSignal) =>
    signedIn(() => upstream.read({ path: `cart/${storeId}`, route: '/cart', headers: bearer(session), answer, signal }))

  return {
    /** Needs no signed-in shopper: the publishable key is enough. */
    availability: (ids: ExternalIds, quantity: number, signal: AbortSignal): Promise<WireAvailability> =>
      upstream.read({
        method: 'POST',
        path: `${store}/availability`,
        route: '/availability',
        body: { ...ids, quantity },
        answer: WireAvailability,
        signal,
      }),

    /** The same, with this shopper's subscription. */
    watched: (
      session: ShopperSession,
      ids: ExternalIds,
      quantity: number,
      signal: AbortSignal,
    ): Promise<WireAvailability> =>
      signedIn(() =>
        upstream.read({
          method: 'POST',
          path: `${store}/availability-with-subscription`,
          route: '/availability-with-subscription',
          body: { ...ids, quantity },
          headers: bearer(session),
          answer: WireAvailability,
          signal,
        }),
      ),

    /** The shopper's cart; no cart and an empty cart are the same. */
    async cart(session: ShopperSession, signal: AbortSignal): Promise<WireCart> {
      try {
        return await readCart(session, WireCart, signal)
      } catch (error) {
        if (isNoCart(error)) return { id: undefined, items: [] }
        throw error
      }
    },

    /**
     * Whose token it is, as far as the platform says; undefined where it does not accept the token. What their cart looks like
     * makes no difference.
     */
    async identify(token: string, signal: AbortSignal): Promise<Pick<ShopperSession, 'customerId'> | undefined> {
      let answer: unknown
      try {
        answer = await readCart({ token }, z.unknown(), signal)
        if (isSignInCode(refusalOf(answer)?.code)) return undefined
      } catch (error) {
        if (error instanceof RecoveryError) return undefined
        if (!isNoCart(error)) throw error
      }
      const customerId = customerOfToken(token) ?? customerOfCart(answer)
      return customerId === undefined ? {} : { customerId }
    },

    /** Raises quantities: never repeated without reading the cart in between. */
    add: (session: ShopperSession, items: (ExternalIds & { quantity: number })[], signal: AbortSignal) =>
      write(
        session,
        { method: 'POST', path: `${store}/items/bulk`, route: '/items/bulk', body: { items }, answer: WireDone },
        signal,
      ),

    /** Sets quantities; 0 removes. */
    set: (session: ShopperSession, items: { cartItemId: string; quantity: number }[], signal: AbortSignal) =>
      write(
        session,
        { method: 'PUT', path: `${store}/items/bulk`, route: '/items/bulk', body: { items }, answer: WireDone },
        signal,
      ),

    subscribe: (session: ShopperSession, ids: ExternalIds, signal: AbortSignal) =>
      write(
        session,
        {
          method: 'POST',
          path: `${store}/back-in-stock-subscription`,
          route: '/back-in-stock-subscription',
          body: ids,
          answer: WireDone,
        },
        signal,
      ),

    /** A DELETE with a body, which some networks drop: the ids can stand in the query instead. */
    unsubscribe(session: ShopperSession, ids: ExternalIds, signal: AbortSignal) {
      const query = unsubscribeBy === 'query' ? `?${new URLSearchParams({ ...ids })}` : ''
      const path = `${store}/back-in-stock-subscription${query}`
      const body = query ? undefined : ids
      return write(
        session,
        { method: 'DELETE', path, route: '/back-in-stock-subscription', body, answer: WireDone },
        signal,
      )
    },

    /** Of all prices in this store. */
    currency: (signal: AbortSignal): Promise<string> =>
      upstream.read({
        path: `store/${storeId}/checkout-settings`,
        route: '/checkout-settings',
        answer: WireCurrency,
        signal,
      }),

    /** Empties the cart. */
    clear: (session: ShopperSession, signal: AbortSignal) =>
      write(session, { method: 'DELETE', path: store, route: '/cart/store', answer: WireDone }, signal),

    /** Sends an SMS, and answers with the checkout's address, in whatever form. */
    finish: (session: ShopperSession, signal: AbortSignal, onSent: () => Promise<void>): Promise<WireFinish> =>
      write(
        session,
        {
          method: 'POST',
          path: `${store}/finish`,
          route: '/finish',
          answer: WireFinish,
          async readBody(answer, limitBytes) {
            await onSent()
            return readAnything(answer, limitBytes)
          },
        },
        signal,
      ),
  }
}

/** There is no cart, which is the same as an empty one. */
export const isNoCart = (error: unknown) =>
  error instanceof UpstreamError && error.status === 404 && error.code !== 'STORE_NOT_FOUND'

/** JSON, a bare address, or null where there is no body. Undefined for what does not tell: a page, or a body that broke off. */
async function readAnything(answer: PlatformAnswer, limitBytes: number): Promise<unknown> {
  try {
    const text = (await readText(answer, limitBytes)).trim()
    return text === '' ? null : isUrl(text) ? text : JSON.parse(text)
  } catch {
    return undefined
  }
}
