import { buyableQuantity, type Outcome, type RestoreAnswer, type UndoAnswer } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformLine, WrittenShopperLine } from '../adapter/platform.ts'
import { availabilities } from '../cart/availability.ts'
import type { Situation } from '../cart/plan.ts'
import { checkStock, presentCart, readCart } from '../cart/read-cart.ts'
import { keepUndo } from '../cart/undo.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { opaqueLineIds } from '../sealing/opaque-line-ids.ts'
import { withLock } from '../stores/lock.ts'

/**
 * "Keep shopping" where the lines go into the shopper's own cart: each ends at the larger of what is there and what
 * was chosen and can be bought, and whatever else is in that cart stays.
 */
export async function fillShopperCart(
  context: StoreContext,
  request: RequestContext,
  { cart, stocks, wishes }: Omit<Situation, 'shown'>,
  nameOf: (platformId: string) => string,
): Promise<RestoreAnswer> {
  const { ports, sessions, stateStore, store } = context
  const { shopperCart } = ports
  if (!shopperCart) throw new RecoveryError('not-supported')
  const { cartRef } = request
  const session = await sessions.require(cartRef)
  const truth = availabilities(cart.lines, stocks, (line) => wishes.get(line.id) ?? line.quantity)
  const plan = cart.lines.map((line) => {
    const asked = wishes.get(line.id) ?? line.quantity
    const takes = shopperCart.accepts(line)
    return {
      line,
      asked,
      takes,
      quantity: takes ? buyableQuantity(asked, truth.get(line.id) ?? { status: 'unknown' }) : 0,
    }
  })
  if (plan.every(({ quantity }) => quantity === 0)) throw new RecoveryError('empty')
  const filled = await withLock(stateStore, `${store}:shopper:${session.shopperId}`, request.signal, () =>
    shopperCart.fill(
      session,
      plan.filter(({ quantity }) => quantity > 0),
      request.signal,
    ),
  )
  const outcomes = plan.map(({ line, asked, takes, quantity }): Outcome => {
    const done = filled.find(({ id }) => id === line.id)
    const written = done?.written ?? 0
    const id = nameOf(line.id)
    if (asked === 0) return { id, outcome: 'removed', quantity: written }
    if (!takes || (done?.refused && written === 0)) return { id, outcome: 'failed', quantity: written }
    if (quantity < asked || done?.refused) return { id, outcome: 'reduced', quantity: written }
    return { id, outcome: done?.before === written ? 'unchanged' : 'applied', quantity: written }
  })
  const changed = filled.flatMap((done) => {
    const line = cart.lines.find(({ id }) => id === done.id)
    return line && done.before !== done.written ? [{ ...done, line }] : []
  })
  return {
    cart: await presentCart(context, request, { cart, stocks }),
    outcomes,
    undo: await keepUndo(context, cartRef, { filled: changed }),
  }
}

/** Takes back what `fillShopperCart` wrote, where a line still holds it. */
export async function takeBack(
  context: StoreContext,
  request: RequestContext,
  filled: readonly (WrittenShopperLine & { line: PlatformLine })[],
): Promise<UndoAnswer> {
  const { ports, sessions, stateStore, store } = context
  const { shopperCart } = ports
  if (!shopperCart) throw new RecoveryError('not-supported')
  const { cartRef } = request
  const session = await sessions.require(cartRef)
  const taken = await withLock(stateStore, `${store}:shopper:${session.shopperId}`, request.signal, () =>
    shopperCart.revert(session, filled, request.signal),
  )
  const cart = await readCart(context, request)
  const stocks = await checkStock(context, cart, request.signal)
  const names = await opaqueLineIds(
    cartRef.salt,
    taken.map(({ id }) => id),
  )
  const outcomes = taken.map(({ id, written }): Outcome => {
    const before = filled.find((done) => done.id === id)?.before
    const outcome = written !== before ? 'changed-elsewhere' : written === 0 ? 'removed' : 'applied'
    return { id: names.get(id) ?? '', outcome, quantity: written }
  })
  return { cart: await presentCart(context, request, { cart, stocks }), outcomes }
}
