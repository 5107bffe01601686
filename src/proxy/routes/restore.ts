import type { Outcome, OutcomeStatus, RestoreAnswer, RestoreRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart, WriteResult } from '../adapter/platform.ts'
import { checkStock } from '../cart/check-stock.ts'
import { applyCoupon, type ChosenCoupon, requireCoupon } from '../cart/coupon/coupon.ts'
import { isChosenGone, maxDifferences, planRestore, type RestoreStep } from '../cart/plan.ts'
import { presentCart } from '../cart/present-cart.ts'
import { readCart } from '../cart/read-cart.ts'
import { readPage } from '../cart/read-page.ts'
import { toStockProblem } from '../cart/stock-problem.ts'
import { quantityIn, toSwapped } from '../cart/substitutes/swaps.ts'
import { placesOf } from '../cart/undo/line-order.ts'
import { keepUndo } from '../cart/undo/undo.ts'
import { logBrokenOff, withWritten } from '../cart/with-written.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { toRecoveryError } from '../http/problem-response.ts'
import { fillShopperCart } from '../shopper/fill-cart.ts'

/**
 * `POST /restore`: "keep shopping". Sets the lines the shopper touched, and can be undone for ten minutes. What the platform
 * broke off before is `pending`, and asked for again. Throws `stock-moved`, and writes nothing, where it is not known what the
 * page displays, or a chosen line is gone.
 */
export async function restore(
  context: StoreContext,
  body: RestoreRequest,
  request: RequestContext,
): Promise<RestoreAnswer> {
  const { ports } = context
  if (!ports.cart && !ports.shopperCart) throw new RecoveryError('not-supported')
  const { cartRef } = request
  const cart = await readCart(context, request)
  const code = await requireCoupon(context, request, body.coupon)
  if (code?.isEntered && body.lineItems.length === 0) return restoreCoupon(context, request, cart, code)
  const { displayed, choices, swaps, publicIdOf } = await readPage(context, request, cart, body)
  const stocks = await checkStock(context, cart, request.signal, { choices })
  const moved = () => toStockProblem(context, request, { cart, stocks, choices })

  if (ports.shopperCart && (!displayed || isChosenGone({ cart, choices }))) throw await moved()
  if (ports.shopperCart) return fillShopperCart(context, request, { cart, stocks, choices }, publicIdOf)
  if (!ports.cart) throw new RecoveryError('not-supported')
  const swapped = toSwapped({ cart, stocks, displayed, choices }, swaps)
  const plan = swapped ? planRestore(swapped.situation) : ({ status: 'moved' } as const)
  if (!swapped || plan.status === 'moved') throw await moved()
  if (plan.status === 'empty') throw new RecoveryError('empty')
  const differing = plan.steps.filter(({ id, current, target }) => current !== target || swapped.isReplacing(id))
  let writes = 0
  const now = differing.filter(({ id }) => {
    writes += swapped.isReplacing(id) ? 2 : 1
    return writes <= maxDifferences
  })
  const targets = swapped.toTargets(now.map(({ id, target, spec }) => ({ id, quantity: target, spec })))
  const result: WriteResult =
    targets.length === 0
      ? { cart, lines: [], refused: [], changedElsewhere: [] }
      : swapped.fold(await ports.cart.apply(cart, targets, request.signal))

  const { brokeOff } = result
  const later = differing.filter((step) => !now.includes(step)).map(({ id }) => id)
  const pending = new Set([...later, ...(brokeOff?.pending ?? [])])
  const outcomes = plan.steps.map((step): Outcome => {
    const quantity = result.lines.find(({ id }) => id === step.id)?.written ?? step.current
    const outcome = pending.has(step.id) ? 'pending' : toOutcome(step, quantity, result)
    const lineId = swapped.chosenFor(step.id)
    // Where the substitute was refused, its line stands as it was.
    return { id: publicIdOf(lineId), outcome, quantity: quantity || quantityIn(result.cart, lineId) }
  })
  const failed = async (error: unknown) => {
    throw await withWritten(context, request, error, { result, stocks, outcomes, places: placesOf(cart.lines) })
  }
  if (brokeOff) {
    logBrokenOff(context, brokeOff)
    // With nothing left to ask for, or not known what was written, the failure itself is the answer.
    const isKnown = toRecoveryError(brokeOff.cause).code !== 'unconfirmed'
    if (brokeOff.pending.length === 0 || !isKnown) await failed(brokeOff.cause)
  }
  const isStockKnown = brokeOff || result.cart === cart
  // A platform that has just refused is asked for nothing again.
  const coupon = await applyCoupon(context, request, result.cart, brokeOff ? undefined : code).catch(failed)
  return {
    cart: await presentCart(context, request, {
      ...coupon,
      stocks: isStockKnown ? stocks : await checkStock(context, coupon.cart, request.signal),
    }),
    outcomes,
    undo: await keepUndo(context, cartRef, { written: result.lines, places: placesOf(cart.lines) }),
  }
}

/** Applies a code that the shopper entered, and nothing of what they chose. Throws where it is not known what became of it. */
async function restoreCoupon(
  context: StoreContext,
  request: RequestContext,
  cart: PlatformCart,
  code: ChosenCoupon,
): Promise<RestoreAnswer> {
  const { cause, ...coupon } = await applyCoupon(context, request, cart, code)
  if (cause) throw cause
  const stocks = await checkStock(context, coupon.cart, request.signal)
  return { cart: await presentCart(context, request, { ...coupon, stocks }), outcomes: [], undo: null }
}

function toOutcome(
  step: RestoreStep,
  written: number,
  { refused, changedElsewhere, lines }: WriteResult,
): OutcomeStatus {
  if (refused.includes(step.id)) return 'failed'
  if (step.changedElsewhere || changedElsewhere.includes(step.id)) return 'changed-elsewhere'
  // The platform changed the options, so the line is not the one that the page displayed.
  if (lines.some(({ id, optionsChanged }) => id === step.id && optionsChanged)) return 'changed-elsewhere'
  if (written < step.chosen) return 'reduced'
  if (written === step.current) return 'unchanged'
  return written === 0 ? 'removed' : 'applied'
}
