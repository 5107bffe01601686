import type { Outcome, UndoAnswer, UndoRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart, Target } from '../adapter/platform.ts'
import { checkStock, presentCart, readCart } from '../cart/read-cart.ts'
import { finishedKey, loadUndo } from '../cart/undo.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { opaqueLineIds } from '../sealing/opaque-line-ids.ts'
import { takeBack } from '../shopper/fill-cart.ts'

/** `POST /undo`: reverses our own changes, where a line still holds what we wrote. Never after the checkout began. */
export async function undo(context: StoreContext, body: UndoRequest, request: RequestContext): Promise<UndoAnswer> {
  const { ports, stateStore, store } = context
  const { cartRef } = request
  const { changes, filled, madeAt } = await loadUndo(context, cartRef, body.undo)
  const finishedAt = Number((await stateStore.get(finishedKey(store, cartRef.cartId))) ?? Number.NaN)
  if (finishedAt >= madeAt) throw new RecoveryError('undo-over', { detail: 'the checkout has begun' })

  if (filled.length > 0) return takeBack(context, request, filled)
  if (!ports.cart) throw new RecoveryError('not-supported')
  let cart = await readCart(context, request)
  const quantityOf = (in_: PlatformCart, id: string) => in_.lines.find((line) => line.id === id)?.quantity ?? 0
  const ours = changes.filter(({ id, newId = id, written }) => quantityOf(cart, newId) === written)
  const targets = ours.map(({ id, newId, before, spec }): Target => ({ id: newId ?? id, quantity: before, spec }))
  const applied = targets.length > 0 ? await ports.cart.apply(cart, targets, request.signal) : undefined
  cart = applied?.cart ?? cart

  const names = await opaqueLineIds(
    cartRef.salt,
    changes.map(({ id }) => id),
  )
  const outcomes = changes.map((change): Outcome => {
    const { id, newId = id, before } = change
    const line = applied?.lines.find((candidate) => candidate.id === newId)
    const quantity = line?.written ?? quantityOf(cart, newId)
    const name = names.get(id) ?? ''
    if (applied?.refused.includes(newId)) return { id: name, outcome: 'failed', quantity }
    if (quantity !== before) return { id: name, outcome: 'changed-elsewhere', quantity }
    if (!ours.includes(change)) return { id: name, outcome: 'unchanged', quantity }
    return { id: name, outcome: quantity === 0 ? 'removed' : 'applied', quantity }
  })
  const stocks = await checkStock(context, cart, request.signal)
  return { cart: await presentCart(context, request, { cart, stocks }), outcomes }
}
