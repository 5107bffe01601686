import {
  type CheckoutPort,
  type PlatformCart,
  RecoveryError,
  type Upstream,
  UpstreamError,
} from '../../adapter/index.ts'
import type { CartApi } from './cart-api.ts'
import { formsOf, type ItemForm, type LineSpec, toAddBody } from './line-spec.ts'
import { WireNewCart, WireRedirectUrls } from './wire.ts'

/**
 * Checkout links are single-use redirect URLs. BigCommerce's documents disagree whether a cart made on a storefront
 * can have any; where it refuses, the cart is made anew through the API, which certainly can.
 */
export function checkoutPort(upstream: Upstream, api: CartApi): CheckoutPort {
  return {
    async link(cartId, signal) {
      try {
        return { checkoutUrl: await redirectUrl(cartId, signal), cartId }
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        if (error.status === 404) throw new RecoveryError('cart-gone', { cause: error })
        if (![400, 403, 409, 422].includes(error.status ?? 0)) throw error
      }
      return copyCart(await api.read(cartId, signal), signal)
    },
  }

  async function redirectUrl(cartId: string, signal: AbortSignal): Promise<string> {
    const path = `carts/${encodeURIComponent(cartId)}/redirect_urls`
    const call = { method: 'POST', path, route: '/carts/{id}/redirect_urls', body: {}, signal } as const
    return (await upstream.write({ ...call, answer: WireRedirectUrls })).checkout_url
  }

  /** Sent once: a second cart is harmless, but a shopper with two abandoned carts gets two messages. */
  async function copyCart(cart: PlatformCart, signal: AbortSignal) {
    const lines = cart.lines
      .filter(({ kind }) => kind !== 'bundled' && kind !== 'promotional')
      .map(({ spec, quantity }) => ({ spec: spec as LineSpec, quantity }))
    const create = (form: ItemForm) =>
      upstream.write({
        method: 'POST',
        path: 'carts?include=redirect_urls',
        route: '/carts',
        body: {
          ...toAddBody(lines, form),
          channel_id: Number(cart.channelId),
          currency: { code: cart.total.currency },
        },
        answer: WireNewCart,
        signal,
      })
    const { data } = await create(formsOf(lines.map(({ spec }) => spec))[0] ?? 'variant').catch((error: unknown) => {
      // Refused, so nothing was made: products with modifiers want every option spelled out.
      if (error instanceof UpstreamError && error.status === 422) return create('variant')
      throw error
    })
    return { checkoutUrl: data.redirect_urls?.checkout_url ?? (await redirectUrl(data.id, signal)), cartId: data.id }
  }
}
