import type { AvailabilityAnswer, AvailabilityRequest } from '../../contract/index.ts'
import { checkStock, presentCart, readCart, readSubscriptions } from '../cart/read-cart.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { readConsent } from '../messaging/consent.ts'
import { openCartHandle } from '../sealing/cart-handle.ts'

/** What was asked a moment ago, for the same page, is fresh enough to look at. */
const maxAgeMs = 3000

/** `POST /availability`: the cart as it is now, with fresh stock. Only reads. */
export async function availability(
  context: StoreContext,
  { cartHandle }: AvailabilityRequest,
  request: RequestContext,
): Promise<AvailabilityAnswer> {
  const cartRef = await openCartHandle(context.sealer, cartHandle)
  const cart = await readCart(context, cartRef, request)
  const stocks = await checkStock(context, cart, request.signal, maxAgeMs)
  const subscriptions = await readSubscriptions(context, cartRef, cart, stocks, request.signal)
  return {
    cart: await presentCart(context, request, cartRef, { cart, stocks, subscriptions }),
    abilities: context.abilities,
    ...(context.abilities.consent && { consent: await readConsent(context, cartRef) }),
  }
}
