import type { AvailabilityAnswer, AvailabilityRequest } from '../../contract/index.ts'
import { checkStock, readCart, readSubscriptions, showCart } from '../cart/read-cart.ts'
import type { StoreContext, Visit } from '../context.ts'
import { readConsent } from '../messaging/consent.ts'
import { openCartHandle } from '../sealing/cart-handle.ts'

/** What was asked a moment ago, for the same page, is fresh enough to look at. */
const maxAgeMs = 3000

/** `POST /availability`: the cart as it is now, with fresh stock. Only reads. */
export async function availability(
  context: StoreContext,
  { cartHandle }: AvailabilityRequest,
  visit: Visit,
): Promise<AvailabilityAnswer> {
  const handled = await openCartHandle(context.sealer, cartHandle)
  const cart = await readCart(context, handled, visit)
  const stocks = await checkStock(context, cart, visit.signal, maxAgeMs)
  const subscriptions = await readSubscriptions(context, handled, cart, stocks, visit.signal)
  return {
    cart: await showCart(context, visit, handled, { cart, stocks, subscriptions }),
    abilities: context.abilities,
    ...(context.abilities.consent && { consent: await readConsent(context, handled) }),
  }
}
