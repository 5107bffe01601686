import { buyableQuantity, type Outcome, type RestoreAnswer, type UndoAnswer } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformLine, ShopperSession, WrittenShopperLine } from '../adapter/platform.ts'
import { availabilities } from '../cart/availability.ts'
import { stockOfShopperCart } from '../cart/by-text.ts'
import { checkStock } from '../cart/check-stock.ts'
import type { Situation } from '../cart/plan.ts'
import { presentCart } from '../cart/present-cart.ts'
import { readCart } from '../cart/read-cart.ts'
import { keepUndo, requireUnfinished } from '../cart/undo/undo.ts'
import { logBrokenOff } from '../cart/with-written.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { linkCarts, unlinkCarts } from '../messaging/link-carts.ts'
import { publicLineIds } from '../sealing/public-line-ids.ts'
import { withLock } from '../stores/lock.ts'

/** Who goes on shopping may order on the next day. An order whose event tells its lines counts whenever it comes. */
const shoppingMs = 24 * 60 * 60_000

/**
 * "Keep shopping" where the lines go into the shopper's own cart. Each line ends at the larger of what is there and what
 * is buyable of the chosen quantity; everything else in that cart stays. Throws `sign-in-needed`, `empty`.
 */
export async function fillShopperCart(
  context: StoreContext,
  request: RequestContext,
  { cart, stocks, choices }: Omit<Situation, 'displayed'>,
  publicIdOf: (lineId: string) => string,
): Promise<RestoreAnswer> {
  const { ports, sessions, stateStore, store } = context
  const { shopperCart } = ports
  if (!shopperCart) throw new RecoveryError('not-supported')
  const { cartRef } = request
  const session = await sessions.require(cartRef)
  // The lines go into a cart of the shopper's platform, so its stock counts for them.
  const now = availabilities(
    cart.lines,
    stockOfShopperCart(ports, stocks),
    (line) => choices.get(line.id) ?? line.quantity,
  )
  const plan = cart.lines.map((line) => {
    const chosen = choices.get(line.id) ?? line.quantity
    const isAccepted = shopperCart.accepts(line)
    const buyable = buyableQuantity(chosen, now.get(line.id) ?? { status: 'unknown' })
    return { line, chosen, isAccepted, quantity: isAccepted ? buyable : 0 }
  })
  if (plan.every(({ quantity }) => quantity === 0)) throw new RecoveryError('empty')
  const wanted = plan.filter(({ quantity }) => quantity > 0)
  const destination = { platform: ports.shopperPlatform ?? '', ...destinationOf(session, []) }
  const written = await withLock(
    stateStore,
    `${store}:shopper:${session.shopperId}`,
    request.signal,
    async (signal) => {
      // Before they are there, because from then on the shopper may order them in another tab.
      await linkCarts(context, cartRef, destination, { way: 'fill', lines: wanted, forMs: shoppingMs })
      return shopperCart.fill(session, wanted, signal)
    },
  )
  const brokeOff = brokenOff(written)
  if (brokeOff) logBrokenOff(context, brokeOff)
  const outcomes = plan.map(({ line, chosen, isAccepted, quantity: target }): Outcome => {
    const result = written.find(({ id }) => id === line.id)
    const quantity = result?.written ?? 0
    const id = publicIdOf(line.id)
    if (chosen === 0) return { id, outcome: 'removed', quantity }
    if (result?.brokeOff) return { id, outcome: 'pending', quantity }
    if (!isAccepted || (result?.refused && quantity === 0)) return { id, outcome: 'failed', quantity }
    if (target < chosen || result?.refused) return { id, outcome: 'reduced', quantity }
    return { id, outcome: result?.before === quantity ? 'unchanged' : 'applied', quantity }
  })
  const writtenToShopper = written.flatMap((result) => {
    const line = cart.lines.find(({ id }) => id === result.id)
    return line && result.before !== result.written ? [{ ...result, line }] : []
  })
  const moved = plan.flatMap(({ line, quantity }) => {
    const stands = written.find(({ id }) => id === line.id)?.written ?? 0
    return Math.min(quantity, stands) > 0 ? [{ line, quantity: Math.min(quantity, stands) }] : []
  })
  // Where none of them stands, they may have been ordered already, and the transfer from before remains.
  const filled = { ...destination, ...destinationOf(session, written) }
  await linkCarts(context, cartRef, filled, { way: 'fill', lines: moved, forMs: shoppingMs })
  return {
    cart: await presentCart(context, request, { cart, stocks }),
    outcomes,
    undo: await keepUndo(context, cartRef, { writtenToShopper }),
    isShoppersOwn: true,
  }
}

/** Why some of the lines are missing; undefined where each was tried. */
export const brokenOff = (written: readonly WrittenShopperLine[]): WrittenShopperLine['brokeOff'] =>
  written.find(({ brokeOff }) => brokeOff)?.brokeOff

/** What an order's event may name the shopper's own cart by. */
export function destinationOf(
  { customerId }: Pick<ShopperSession, 'customerId'>,
  written: readonly WrittenShopperLine[],
): { cartId?: string; customerId?: string } {
  const cartId = written.find((line) => line.cartId !== undefined)?.cartId
  return { ...(cartId !== undefined && { cartId }), ...(customerId !== undefined && { customerId }) }
}

/**
 * Sets the shopper's own lines back that still hold what `fillShopperCart` wrote at that time. Throws `undo-over` once the
 * shopper's own cart was checked out, whichever recovered cart that was for.
 */
export async function revertShopperCart(
  context: StoreContext,
  request: RequestContext,
  written: readonly (WrittenShopperLine & { line: PlatformLine })[],
  madeAt: number,
): Promise<UndoAnswer> {
  const { ports, sessions, stateStore, store } = context
  const { shopperCart } = ports
  if (!shopperCart) throw new RecoveryError('not-supported')
  const { cartRef } = request
  const session = await sessions.require(cartRef)
  const { shopperId } = session
  const reverted = await withLock(stateStore, `${store}:shopper:${shopperId}`, request.signal, async (signal) => {
    await requireUnfinished(context, { shopperId, madeAt })
    return shopperCart.revert(session, written, signal)
  })
  if (reverted.every(({ id, written: quantity }) => written.find((line) => line.id === id)?.before === quantity)) {
    await unlinkCarts(context, cartRef, { platform: ports.shopperPlatform ?? '', ...destinationOf(session, written) })
  }
  const cart = await readCart(context, request)
  const stocks = await checkStock(context, cart, request.signal)
  const publicIds = await publicLineIds(
    cartRef.salt,
    reverted.map(({ id }) => id),
  )
  const outcomes = reverted.map(({ id, written: quantity }): Outcome => {
    const before = written.find((line) => line.id === id)?.before
    const outcome = quantity !== before ? 'changed-elsewhere' : quantity === 0 ? 'removed' : 'applied'
    return { id: publicIds.get(id) ?? '', outcome, quantity }
  })
  return { cart: await presentCart(context, request, { cart, stocks }), outcomes }
}
