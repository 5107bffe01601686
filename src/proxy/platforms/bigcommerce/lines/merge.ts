import type { MergedCart, PlatformCart, PlatformLine, Target } from '../../../adapter/index.ts'
import type { CartApi } from '../cart-api.ts'
import { findSame, isOwn } from './added-line.ts'
import { applyTargets } from './apply.ts'
import { compareLines, type LineSpec } from './line-spec.ts'

/**
 * Raises each line to the quantity that `present` has of it, and adds what is not there. Parts of a set come with the set, and a
 * promotion adds its gifts itself.
 */
export async function mergeCarts(
  api: CartApi,
  cart: PlatformCart,
  present: PlatformCart,
  signal: AbortSignal,
): Promise<MergedCart> {
  const lines = present.lines.filter(isOwn)
  const targets = lines.flatMap((line): Target[] => {
    const same = findSame(cart, line.spec as LineSpec)
    if (same && same.quantity >= line.quantity) return []
    return [{ id: same?.id ?? line.id, quantity: line.quantity, spec: line.spec }]
  })
  if (targets.length === 0) return { cart, missing: missingOf(lines, cart) }
  const result = await applyTargets(api, cart, targets, signal)
  if (result.brokeOff) throw result.brokeOff.cause
  return { cart: result.cart, missing: missingOf(lines, result.cart) }
}

/** The lines that the cart does not hold. Two equal lines need two of its own, or one that is large enough for both. */
function missingOf(lines: readonly PlatformLine[], cart: PlatformCart): PlatformLine[] {
  const left = cart.lines.filter(isOwn).map(({ spec, quantity }) => ({ spec: spec as LineSpec, quantity }))
  return lines.filter(({ spec, quantity }) => {
    const match = left.find(
      (own) => own.quantity >= quantity && compareLines(own.spec, spec as LineSpec) !== 'different',
    )
    if (match) match.quantity -= quantity
    return !match
  })
}
