import type { CheckoutAnswer, CheckoutRequest, Outcome } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { CheckoutPort, PlatformCart, Target, WriteResult } from '../adapter/platform.ts'
import { checkStock } from '../cart/check-stock.ts'
import { requireListedCheckout } from '../cart/checkout-origin.ts'
import { toCheckoutUrl } from '../cart/checkout-url.ts'
import { findCopy, keepCopy } from '../cart/copies.ts'
import { applyCoupon, codesOf, requireCoupon } from '../cart/coupon/coupon.ts'
import { isRepriced, maxDifferences, planCheckout } from '../cart/plan.ts'
import { readCart, requireNotOrdered } from '../cart/read-cart.ts'
import { readPage } from '../cart/read-page.ts'
import { recordCheckedOut } from '../cart/record-visit.ts'
import { toStockProblem } from '../cart/stock-problem.ts'
import { type Swapped, toSwapped } from '../cart/substitutes/swaps.ts'
import { placesOf } from '../cart/undo/line-order.ts'
import { keepFinished } from '../cart/undo/undo.ts'
import { logBrokenOff, type Written, withWritten } from '../cart/with-written.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { linkCarts } from '../messaging/link-carts.ts'
import { textCheckout } from '../shopper/text-checkout.ts'
import { endCheckedOut } from '../subscriptions/set-subscriptions.ts'

/**
 * `POST /checkout`: sets the shopper's lines and leads to the platform's checkout. Pieces that the page displays as not
 * buyable are taken out. Anything else that changed since is displayed first: `stock-moved`, and nothing is written. Where
 * something fails after the lines were written, the error says so, and they can be undone.
 */
export async function checkout(
  context: StoreContext,
  body: CheckoutRequest,
  request: RequestContext,
): Promise<CheckoutAnswer> {
  const { ports, abilities } = context
  const byText = body.via === 'text'
  if (byText ? !abilities.textCheckout : !abilities.checkout) throw new RecoveryError('not-supported')
  if (byText && body.coupon !== undefined)
    throw new RecoveryError('not-supported', { detail: 'coupon: a checkout by text takes none' })
  const { cartRef } = request
  if (byText) await context.sessions.require(cartRef)
  const cart = await readCart(context, request)
  await requireNotOrdered(context, cartRef)
  const code = await requireCoupon(context, request, body.coupon)
  const { displayed, displayedTotal, choices, swaps, publicIdOf } = await readPage(context, request, cart, body)
  const stocks = await checkStock(context, cart, request.signal, { choices })

  const swapped = toSwapped({ cart, stocks, displayed, displayedTotal, choices }, swaps)
  const plan = swapped ? planCheckout(swapped.situation) : ({ status: 'moved' } as const)
  if (plan.status === 'empty') throw new RecoveryError('empty')
  if (!swapped || plan.status === 'moved') throw await toStockProblem(context, request, { cart, stocks, choices })
  if (byText || !ports.checkout) {
    const answer = await textCheckout(context, request, { cart, stocks, displayed, choices }, plan.targets)
    const cut = plan.targets.flatMap(({ id, quantity }): Outcome[] => {
      const before = cart.lines.find((line) => line.id === id)?.quantity ?? 0
      return quantity < before
        ? [{ id: publicIdOf(id), outcome: quantity === 0 ? 'removed' : 'reduced', quantity }]
        : []
    })
    const left = ports.recovery.isShoppersOwn ? codesOf({}, code) : codesOf(cart, code)
    return { ...answer, ...(cut.length > 0 && { outcomes: cut }), ...(left.length > 0 && { codesToEnter: left }) }
  }
  await requireListedCheckout(context, request, cart)
  const { result, outcomes } = await writeTargets(context, request, { cart, stocks, swapped, publicIdOf }, plan.targets)
  const { displayed: agreed } = swapped.situation
  const failed = async (error: unknown) => {
    throw await withWritten(context, request, error, { result, stocks, outcomes, places: placesOf(cart.lines) })
  }
  const tried = await applyCoupon(context, request, result.cart, code).catch(failed)
  const { offer, codeToEnter, cart: written } = tried
  const { customerId, channelId } = cart
  const customer = customerId === undefined ? undefined : { customerId, channelId }
  const isCopy = written.id !== cartRef.cartId
  const toLink = async ({ link }: CheckoutPort) => {
    // A price may follow from the quantity, or from what is in the cart.
    const isDearer = written.total.amount > result.cart.total.amount
    if (isDearer || (agreed && isRepriced(written, agreed, result.lines)))
      throw await toStockProblem(context, request, { cart: written })
    return link(written.id, request.signal, { customer, isCopy })
  }
  const link = await toLink(ports.checkout).catch(failed)
  // Answered with every link, because the shopper may come back before they have entered the codes.
  const kept = link.lost?.coupons ?? (isCopy ? await findCopy(context, cartRef) : undefined)?.codesToEnter ?? []
  const codes = [...kept, ...(codeToEnter === undefined ? [] : [codeToEnter])]
  if (link.cartId !== cartRef.cartId) {
    await keepCopy(context, cartRef, link.cartId, cart, kept)
    // The platform's order event will name the copy.
    const lines = written.lines.map((line) => ({ line, quantity: line.quantity }))
    await linkCarts(context, cartRef, { platform: ports.platform, cartId: link.cartId }, { way: 'copy', lines })
  }
  if (link.linesChanged) throw await toStockProblem(context, request, { cart: await readCart(context, request) })
  await keepFinished(context, cartRef)
  await recordCheckedOut(context, cartRef, written)
  await endCheckedOut(context, cartRef, written.lines)
  return {
    checkoutUrl: toCheckoutUrl(link.checkoutUrl, request.channels.get(cart.channelId), context.insecureLoopback),
    ...(outcomes.length > 0 && { outcomes }),
    ...(codes.length > 0 && { codesToEnter: codes }),
    ...(offer && { offer }),
    ...(customer && !link.signsIn && { signInAtCheckout: true }),
  }
}

interface Found extends Pick<Written, 'stocks'> {
  cart: PlatformCart
  swapped: Swapped
  publicIdOf: (lineId: string) => string
}

/**
 * Sets the lines that differ from their targets. Throws `stock-moved` where the platform did not take them as they are, and
 * what it broke off with.
 */
async function writeTargets(
  context: StoreContext,
  request: RequestContext,
  { cart, stocks, swapped, publicIdOf }: Found,
  targets: readonly Target[],
): Promise<{ result: WriteResult; outcomes: Outcome[] }> {
  const quantities = new Map(cart.lines.map(({ id, quantity }) => [id, quantity]))
  const differing = swapped.toTargets(targets).filter(({ id, quantity }) => quantities.get(id) !== quantity)
  if (differing.length === 0) return { result: { cart, lines: [], refused: [], changedElsewhere: [] }, outcomes: [] }
  if (differing.length > maxDifferences) throw new RecoveryError('too-many-changes')
  if (!context.ports.cart) throw new RecoveryError('not-supported', { detail: 'lines cannot be changed in this store' })
  const result = swapped.fold(await context.ports.cart.apply(cart, differing, request.signal))
  // A line that made room for a substitute is reported with it.
  const reported = differing.filter(({ onlyAfter }) => onlyAfter === undefined)
  const outcomes = toOutcomes(result, reported).map((outcome) => ({
    ...outcome,
    id: publicIdOf(swapped.chosenFor(outcome.id)),
  }))
  const { brokeOff, refused, changedElsewhere, lines } = result
  if (brokeOff) logBrokenOff(context, brokeOff)
  const isOther = lines.some(({ optionsChanged }) => optionsChanged) || refused.length + changedElsewhere.length > 0
  if (!brokeOff && !isOther) return { result, outcomes }
  const error = brokeOff ? brokeOff.cause : await toStockProblem(context, request, { cart: result.cart })
  throw await withWritten(context, request, error, { result, stocks, outcomes, places: placesOf(cart.lines) })
}

/** What became of each line that was to be changed. Lines that were found to be as they should be are left out. */
function toOutcomes({ lines, refused, changedElsewhere, brokeOff, cart }: WriteResult, targets: readonly Target[]) {
  return targets.flatMap(({ id }): Outcome[] => {
    const line = lines.find((candidate) => candidate.id === id)
    const quantity = line?.written ?? cart.lines.find((candidate) => candidate.id === id)?.quantity ?? 0
    if (brokeOff?.pending.includes(id)) return [{ id, outcome: 'pending', quantity }]
    if (refused.includes(id)) return [{ id, outcome: 'failed', quantity }]
    if (changedElsewhere.includes(id)) return [{ id, outcome: 'changed-elsewhere', quantity }]
    if (!line) return []
    if (quantity === 0) return [{ id, outcome: 'removed', quantity }]
    return [{ id, outcome: quantity < line.before ? 'reduced' : 'applied', quantity }]
  })
}
