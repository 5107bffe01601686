import type { Availability, BackInStockAnswer, BackInStockRequest, BackInStockState } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { toAvailability } from '../cart/availability.ts'
import { readCart } from '../cart/read-cart.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { opaqueLineIds } from '../sealing/opaque-line-ids.ts'

/** `POST /back-in-stock`: tell me, or no longer, for some lines. Idempotent. */
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
  const names = await opaqueLineIds(
    cartRef.salt,
    cart.lines.map(({ id }) => id),
  )
  const lines = body.lineItemIds.map((id, index) => {
    const line = cart.lines.find((candidate) => names.get(candidate.id) === id)
    if (line) return { id, line }
    throw new RecoveryError('invalid-request', { detail: `lineItemIds.${index}: is not a line of this cart` })
  })
  const lineItems: BackInStockState[] = []
  const seen = new Map<string, Availability>()
  // One after the other: several lines may be the same variant, and the platform takes one at a time anyway.
  for (const { id, line } of lines) {
    const { stock, subscribed } = await port.set(session, line, body.subscribed, request.signal)
    const availability = toAvailability(stock, line.quantity)
    seen.set(line.id, availability)
    lineItems.push({ id, availability, ...(subscribed !== undefined && { subscribed }) })
  }
  // What the shopper reads now is what their next tap agrees to.
  await context.displayedCarts.update(cartRef, seen)
  return { lineItems }
}
