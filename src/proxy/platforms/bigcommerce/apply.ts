import type { PlatformCart, Target, WriteResult, WrittenLine } from '../../adapter/index.ts'
import type { CartApi } from './cart-api.ts'
import { compareLines, type LineSpec } from './line-spec.ts'
import { type Aim, findLine, type Outcome, settle, toAim, type Work } from './settle-line.ts'

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
  const work: Work = { api, signal, cart, lastRead: cart, wrote: false }
  const aims: Aim[] = []
  const outcomes: Outcome[] = []
  // Removals come last: a cart that is empty for a moment is deleted for good.
  for (const target of [...targets].sort((a, b) => Number(a.quantity === 0) - Number(b.quantity === 0))) {
    const aim = await toAim(work, target)
    outcomes.push(await settle(work, aim))
    aims.push(aim)
  }
  const written = work.wrote ? await api.read(cart.id, signal) : work.cart
  const withOutcome = (outcome: Outcome) =>
    aims.filter((_, index) => outcomes[index] === outcome).map(({ target }) => target.id)
  return {
    cart: written,
    refused: withOutcome('refused'),
    changedElsewhere: withOutcome('changed-elsewhere'),
    lines: aims.flatMap((aim) => readBack(aim, written)),
  }
}

/** A line as the cart shows it afterwards; none where it is unchanged. */
function readBack({ target, id, spec, before, isWritten }: Aim, cart: PlatformCart): WrittenLine[] {
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
