import type { Outcome, RestoreAnswer, UndoAnswer, UndoRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { BrokenOff, Target } from '../adapter/platform.ts'
import { checkStock } from '../cart/check-stock.ts'
import { presentCart } from '../cart/present-cart.ts'
import { readCart } from '../cart/read-cart.ts'
import { openRevision } from '../cart/revision.ts'
import { toStockProblem } from '../cart/stock-problem.ts'
import { quantityIn, type SwappedLine } from '../cart/substitutes/swaps.ts'
import { inOrder } from '../cart/undo/line-order.ts'
import { loadUndo, requireUnfinished } from '../cart/undo/undo.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { toRecoveryError } from '../http/problem-response.ts'
import { publicLineIds } from '../sealing/public-line-ids.ts'
import { revertShopperCart } from '../shopper/fill-cart.ts'

/**
 * `POST /undo`: sets lines back that still hold what we wrote. Throws `undo-over` once a checkout began, and `stock-moved`
 * where it is not known what the page displays. The answer has the lines in their order from before. Where it breaks off, the failure
 * tells what was set back.
 */
export async function undo(context: StoreContext, body: UndoRequest, request: RequestContext): Promise<UndoAnswer> {
  const { ports, sealer } = context
  const { cartRef } = request
  const { written, writtenToShopper, places, madeAt } = await loadUndo(context, cartRef, body.undo)
  await requireUnfinished(context, { cartId: cartRef.cartId, madeAt })
  if (!(await openRevision(sealer, cartRef, body.revision)))
    throw await toStockProblem(context, request, { cart: await readCart(context, request) })

  if (writtenToShopper.length > 0) return revertShopperCart(context, request, writtenToShopper, madeAt)
  if (!ports.cart) throw new RecoveryError('not-supported')
  let cart = await readCart(context, request)
  const isAsWritten = (line: SwappedLine) => quantityIn(cart, line.newId ?? line.id) === line.written
  // A line whose substitute was edited since does not come back beside it.
  const kept = new Set(written.flatMap((line) => (isAsWritten(line) ? [] : (line.insteadOf ?? []))))
  const untouched = written.filter((line) => isAsWritten(line) && !kept.has(line.id))
  const targets = untouched.map(
    ({ id, newId, before, spec, insteadOf }): Target => ({
      id: newId ?? id,
      quantity: before,
      spec,
      // A sold-out line may be refused: then its substitute stays, so that nothing is lost.
      ...(insteadOf !== undefined && { onlyAfter: insteadOf }),
    }),
  )
  const result = targets.length > 0 ? await ports.cart.apply(cart, targets, request.signal) : undefined
  cart = result?.cart ?? cart
  cart = { ...cart, lines: inOrder(cart.lines, places) }

  const publicIds = await publicLineIds(cartRef.salt, written.map(onPage))
  const outcomes = written.map((line): Outcome => {
    const { newId = line.id, before } = line
    const reverted = result?.lines.find((candidate) => candidate.id === newId)
    const quantity = reverted?.written ?? quantityIn(cart, newId)
    const id = publicIds.get(onPage(line)) ?? ''
    if (result?.brokeOff?.pending.includes(newId)) return { id, outcome: 'pending', quantity }
    if (result?.refused.includes(newId)) return { id, outcome: 'failed', quantity }
    if (quantity !== before || reverted?.optionsChanged) return { id, outcome: 'changed-elsewhere', quantity }
    if (!untouched.includes(line)) return { id, outcome: 'unchanged', quantity }
    return { id, outcome: quantity === 0 ? 'removed' : 'applied', quantity }
  })
  const stocks = await checkStock(context, cart, request.signal)
  const answer = { cart: await presentCart(context, request, { cart, stocks }), outcomes }
  if (result?.brokeOff) throw toBrokenOff(result.brokeOff, { ...answer, undo: body.undo })
  return answer
}

/** The id that the page knows a line by: a substitute was never on it under another than its own. */
const onPage = ({ id, newId, insteadOf }: SwappedLine) => (insteadOf === undefined ? id : (newId ?? id))

/** The failure, with what was set back before it. The same undo takes back the rest. */
function toBrokenOff({ cause }: BrokenOff, answer: RestoreAnswer & { undo: string }): RecoveryError {
  const { code, detail, retryAfterSeconds } = toRecoveryError(cause)
  return new RecoveryError(code, { cause, detail, retryAfterSeconds, ...answer })
}
