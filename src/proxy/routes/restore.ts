import type { Outcome, OutcomeStatus, RestoreAnswer, RestoreRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { WriteResult } from '../adapter/platform.ts'
import { toChoices } from '../cart/choices.ts'
import { planRestore, type RestoreStep } from '../cart/plan.ts'
import { checkStock, presentCart, readCart } from '../cart/read-cart.ts'
import { keepUndo } from '../cart/undo.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { fillShopperCart } from '../shopper/fill-cart.ts'

/** More writes than this do not fit into one request's time; the rest is `pending`. */
export const maxDifferences = 20

/** `POST /restore`: "keep shopping". Sets the lines the shopper touched, and can be undone for ten minutes. */
export async function restore(
  context: StoreContext,
  body: RestoreRequest,
  request: RequestContext,
): Promise<RestoreAnswer> {
  const { ports, displayedCarts } = context
  if (!ports.cart && !ports.shopperCart) throw new RecoveryError('not-supported')
  const { cartRef } = request
  const cart = await readCart(context, request)
  const stocks = await checkStock(context, cart, request.signal)
  const shown = await displayedCarts.load(cartRef)
  const { byLine: wishes, nameOf } = await toChoices(body.lineItems, cartRef, cart, shown)

  if (ports.shopperCart) return fillShopperCart(context, request, { cart, stocks, wishes }, nameOf)
  if (!ports.cart) throw new RecoveryError('not-supported')
  const plan = planRestore({ cart, stocks, shown, wishes })
  if (plan.status === 'empty') throw new RecoveryError('empty')
  const differing = plan.steps.filter(({ current, target }) => current !== target)
  const now = differing.slice(0, maxDifferences)
  const pending = new Set(differing.slice(maxDifferences).map(({ id }) => id))
  const targets = now.map(({ id, target, spec }) => ({ id, quantity: target, spec }))
  const applied: WriteResult =
    targets.length === 0
      ? { cart, lines: [], refused: [], changedElsewhere: [] }
      : await ports.cart.apply(cart, targets, request.signal)

  return {
    cart: await presentCart(context, request, {
      cart: applied.cart,
      stocks: applied.cart === cart ? stocks : await checkStock(context, applied.cart, request.signal),
    }),
    outcomes: plan.steps.map((step): Outcome => {
      if (pending.has(step.id)) return { id: nameOf(step.id), outcome: 'pending', quantity: step.current }
      const quantity = applied.lines.find(({ id }) => id === step.id)?.written ?? step.current
      return { id: nameOf(step.id), outcome: toOutcome(step, quantity, applied), quantity }
    }),
    undo: await keepUndo(context, cartRef, { changes: applied.lines }),
  }
}

function toOutcome(step: RestoreStep, quantity: number, { refused, changedElsewhere }: WriteResult): OutcomeStatus {
  if (refused.includes(step.id)) return 'failed'
  if (step.changedElsewhere || changedElsewhere.includes(step.id)) return 'changed-elsewhere'
  if (quantity < step.asked) return 'reduced'
  if (quantity === step.current) return 'unchanged'
  return quantity === 0 ? 'removed' : 'applied'
}
