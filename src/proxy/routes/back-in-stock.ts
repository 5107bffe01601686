import type { Availability, BackInStockAnswer, BackInStockRequest, BackInStockState } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { toAvailability } from '../cart/availability.ts'
import { readCart } from '../cart/read-cart.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { publicLineIds } from '../sealing/public-line-ids.ts'

/** `POST /back-in-stock`: subscribes to some sold-out lines, or unsubscribes. Idempotent. Throws `sign-in-needed`. */
export async function backInStock(
  context: StoreContext,
  body: BackInStockRequest,
  request: RequestContext,
): Promise<BackInStockAnswer> {
  const { ports, sessions } = context
  const { backInStock: port } = ports
  if (!port) throw new RecoveryError('not-supported')
  const { cartRef } = request
  const session = await sessions.require(cartRef)
  const cart = await readCart(context, request)
  const publicIds = await publicLineIds(
    cartRef.salt,
    cart.lines.map(({ id }) => id),
  )
  const lines = body.lineItemIds.map((id, index) => {
    const line = cart.lines.find((candidate) => publicIds.get(candidate.id) === id)
    if (line) return { id, line }
    throw new RecoveryError('invalid-request', { detail: `lineItemIds.${index}: is not a line of this cart` })
  })
  const lineItems: BackInStockState[] = []
  const displayed = new Map<string, Availability>()
  // In sequence: several lines may be the same variant, and each answer has to count the one before.
  for (const { id, line } of lines) {
    const { stock, subscribed } = await port.set(session, line, body.subscribed, request.signal)
    const availability = toAvailability(stock, line.quantity)
    displayed.set(line.id, availability)
    lineItems.push({ id, availability, ...(subscribed !== undefined && { subscribed }) })
  }
  // The answer is displayed, and so becomes what the shopper's next tap agrees to.
  await context.displayedCarts.update(cartRef, displayed)
  return { lineItems }
}
