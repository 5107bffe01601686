import type { PlatformCart, Target, WriteResult, WrittenLine } from '../../adapter/index.ts'
import type { CartApi } from './cart-api.ts'
import { compareLines, type LineSpec } from './line-spec.ts'
import { findLine, type LineWrite, toLineWrite, type WriteContext, type WriteOutcome, writeLine } from './write-line.ts'

/**
 * Sets lines of a cart to targets, one write each, guarded by the cart's version. After a lost answer or a conflict the
 * cart is read again, so that every attempt, and every repetition, ends with the same lines.
 */
export async function applyTargets(
  api: CartApi,
  cart: PlatformCart,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<WriteResult> {
  const context: WriteContext = { api, signal, cart, lastRead: cart, wrote: false }
  const writes: LineWrite[] = []
  const outcomes: WriteOutcome[] = []
  // Removals come last: a cart that is empty for a moment is deleted for good.
  for (const target of [...targets].sort((a, b) => Number(a.quantity === 0) - Number(b.quantity === 0))) {
    const write = toLineWrite(context, target, cart)
    outcomes.push(await writeLine(context, write))
    writes.push(write)
  }
  const written = context.wrote ? await api.read(cart.id, signal) : context.cart
  const withOutcome = (outcome: WriteOutcome) =>
    writes.filter((_, index) => outcomes[index] === outcome).map(({ target }) => target.id)
  return {
    cart: written,
    refused: withOutcome('refused'),
    changedElsewhere: withOutcome('changed-elsewhere'),
    lines: writes.flatMap((write) => readBack(write, written)),
  }
}

/** A line as the cart shows it afterwards; none where it is unchanged. */
function readBack({ target, id, spec, before, isWritten }: LineWrite, cart: PlatformCart): WrittenLine[] {
  const line = findLine(cart, id, before === 0 ? spec : undefined)
  const written = line?.quantity ?? 0
  const optionsChanged = isWritten && line && spec && compareLines(line.spec as LineSpec, spec) === 'different'
  if (written === before && !optionsChanged) return []
  return [
    {
      id: target.id,
      before,
      written,
      spec: target.spec ?? spec,
      ...(line && line.id !== target.id && { newId: line.id }),
      ...(optionsChanged && { optionsChanged }),
    },
  ]
}
