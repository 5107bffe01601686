import type { AvailabilityAnswer, AvailabilityRequest } from '../../contract/index.ts'
import { checkStock } from '../cart/check-stock.ts'
import { presentCart } from '../cart/present-cart.ts'
import { presentLink } from '../cart/present-link.ts'
import { readCart, readSubscriptions } from '../cart/read-cart.ts'
import { readPage } from '../cart/read-page.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { presentConsent } from '../messaging/consent.ts'
import { mayAgree } from '../shopper/may-agree.ts'
import { tryShopperToken } from '../shopper/shopper-token.ts'

/** An answer this old is fresh enough to display; a checkout asks again. */
const maxAgeMs = 3000

/**
 * `POST /availability`: the cart as it is now, with fresh stock. Writes nothing to a platform. A `shopperToken` is
 * kept.
 */
export async function availability(
  context: StoreContext,
  body: AvailabilityRequest,
  request: RequestContext,
): Promise<AvailabilityAnswer> {
  const { cartRef } = request
  await tryShopperToken(context, body.shopperToken, request)
  const cart = await readCart(context, request)
  const { choices } = await readPage(context, request, cart, { lineItems: body.lineItems })
  const stocks = await checkStock(context, cart, request.signal, { maxAgeMs, choices })
  const subscriptions = await readSubscriptions(context, request, cart, stocks)
  return {
    cart: await presentCart(context, request, { cart, stocks, subscriptions, choices }),
    ...presentLink(cartRef, cart, await presentConsent(context, cartRef, await mayAgree(context, request, cart))),
  }
}
