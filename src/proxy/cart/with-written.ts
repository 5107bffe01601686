import type { Outcome } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { BrokenOff, WriteResult } from '../adapter/platform.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { toRecoveryError } from '../http/problem-response.ts'
import { describe } from '../log.ts'
import { StoreDownError } from '../stores/store-down-error.ts'
import { logStoreDown } from '../stores/store-down-log.ts'
import { type PresentedCart, presentCart } from './present-cart.ts'
import { keepUndo, type UndoRecord } from './undo/undo.ts'

/** What a request wrote before it failed. */
export interface Written extends Pick<PresentedCart, 'stocks'>, Pick<UndoRecord, 'places'> {
  result: WriteResult
  /** By the ids that the browser knows its lines by. */
  outcomes: Outcome[]
}

/**
 * The error to answer with, where lines were written before it: it tells which, displays the cart with them, and can be undone
 * like a restore. No platform is asked, because one of them has just failed. The same error where nothing was written, or
 * where the cart is gone.
 */
export async function withWritten(
  context: StoreContext,
  request: RequestContext,
  error: unknown,
  { result, stocks, outcomes, places }: Written,
): Promise<unknown> {
  const known = toRecoveryError(error)
  if (result.lines.length === 0 || known.code === 'cart-gone' || known.code === 'completed') return error
  const { code, detail, retryAfterSeconds } = known
  const cart = known.cart ?? (await presentCart(context, request, { cart: result.cart, stocks }))
  const undo = await keepUndo(context, request.cartRef, { written: result.lines, places }).catch((cause: unknown) => {
    if (!(cause instanceof StoreDownError)) throw cause
    logStoreDown(context, cause, 'what a request wrote before it failed cannot be undone')
    return null
  })
  return new RecoveryError(code, { cause: error, detail, retryAfterSeconds, cart, outcomes, undo: undo ?? undefined })
}

/** Writing that ended early is answered in part, so that only the log says why. */
export function logBrokenOff({ log, store, debug }: StoreContext, { cause }: Pick<BrokenOff, 'cause'>): void {
  log.warn({ store, cause: describe(cause, debug) }, 'Writing to a cart broke off')
}
