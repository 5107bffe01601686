import { type PlatformCart, RecoveryError, type Target, type WriteResult } from '../../../adapter/index.ts'
import type { CartApi } from '../cart-api.ts'
import { isFreshlyRead, type LineWrite, reread, toLineWrite, type WriteContext, writeLine } from './write-line.ts'
import { type EndedWrites, toWriteResult } from './write-result.ts'

/**
 * Sets lines of a cart to targets, one write each, guarded by the cart's version. After a lost answer or a conflict the
 * cart is read again, so that every attempt, and every repetition, ends with the same lines. Where it breaks off half-way, the
 * writes before that are told as they were answered, and only what may have been written is read back.
 */
export async function applyTargets(
  api: CartApi,
  cart: PlatformCart,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<WriteResult> {
  requireLineLeft(cart, targets)
  const context: WriteContext = { api, signal, cart, lastRead: cart, wrote: false, isInDoubt: false }
  const ended: EndedWrites = { writes: [], outcomes: [] }
  // Removals come last: a cart that is empty for a moment is deleted for good. So whatever they wait for is before them.
  const ordered = [...targets].sort((a, b) => Number(a.quantity === 0) - Number(b.quantity === 0))
  try {
    for (const target of ordered) {
      const write = toLineWrite(context, target, cart)
      ended.writes.push(write)
      const isHeldBack = target.onlyAfter !== undefined && !isDone(ended, target.onlyAfter)
      ended.outcomes.push(isHeldBack ? 'refused' : await writeWhole(context, write))
    }
    if (context.wrote) await reread(context)
    return toWriteResult(context, ended)
  } catch (error) {
    // What was lost could not be read back either.
    const cause = context.isInDoubt && !isGone(error) ? new RecoveryError('unconfirmed', { cause: error }) : error
    const result = toWriteResult(context, ended)
    if (isGone(cause) || result.lines.length === 0) throw cause
    const written = new Map(result.lines.map((line) => [line.id, line.written]))
    const pending = ordered
      .slice(ended.outcomes.length)
      .flatMap(({ id, quantity }) => (written.get(id) === quantity ? [] : [id]))
    return { ...result, brokeOff: { pending, cause } }
  }
}

/** Whether the target of this id stands. One that was not to be written stands already. */
function isDone({ writes, outcomes }: EndedWrites, id: string): boolean {
  const index = writes.findIndex(({ target }) => target.id === id)
  return index < 0 || outcomes[index] === 'done'
}

/** Refuses before anything is written what would end with an empty cart. */
function requireLineLeft({ lines }: PlatformCart, targets: readonly Target[]): void {
  const removed = new Set(targets.flatMap(({ id, quantity }) => (quantity === 0 ? [id] : [])))
  if (removed.size === targets.length && lines.every(({ id }) => removed.has(id))) throw new RecoveryError('empty')
}

/** Writes one line. Where that breaks off between two writes, the cart is read before it is told. */
async function writeWhole(context: WriteContext, write: LineWrite) {
  const before = context.cart
  try {
    return await writeLine(context, write)
  } catch (error) {
    const isHalfWritten = context.cart !== before && !isFreshlyRead(context) && !context.isInDoubt
    if (isHalfWritten && !isGone(error)) {
      context.isInDoubt = true
      await reread(context)
    }
    throw error
  }
}

const isGone = (error: unknown) => error instanceof RecoveryError && error.code === 'cart-gone'
