import { type CheckoutPort, RecoveryError, type Upstream, UpstreamError } from '../../adapter/index.ts'
import type { CartApi } from './cart-api.ts'
import { copyCart } from './copy-cart.ts'
import { WireRedirectUrls } from './wire.ts'

/**
 * Checkout links are single-use redirect URLs. BigCommerce's documents disagree whether a cart made on a storefront
 * can have any. `redirect` asks, and where it is refused the cart is made anew through the API, which certainly can;
 * `copy` always makes it anew, for shops where such links are given and lead nowhere.
 */
export function checkoutPort(upstream: Upstream, api: CartApi, checkoutBy: 'redirect' | 'copy'): CheckoutPort {
  return {
    async link(cartId, signal, { isCopy = false } = {}) {
      if (checkoutBy === 'redirect' || isCopy) {
        const checkoutUrl = await redirectUrl(cartId, signal).catch(orRefused)
        if (checkoutUrl !== undefined) return { checkoutUrl, cartId }
      }
      const copy = await copyCart(upstream, api, cartId, signal)
      return { ...copy, checkoutUrl: copy.checkoutUrl ?? (await redirectUrl(copy.cartId, signal)) }
    },
  }

  async function redirectUrl(cartId: string, signal: AbortSignal): Promise<string> {
    const path = `carts/${encodeURIComponent(cartId)}/redirect_urls`
    const call = { method: 'POST', path, route: '/carts/{id}/redirect_urls', body: {}, signal } as const
    return (await upstream.write({ ...call, answer: WireRedirectUrls })).checkout_url
  }
}

/** Undefined where BigCommerce gives this cart no link. */
function orRefused(error: unknown): undefined {
  if (!(error instanceof UpstreamError)) throw error
  if (error.status === 404) throw new RecoveryError('cart-gone', { cause: error })
  if (![400, 403, 409, 422].includes(error.status ?? 0)) throw error
}
