import type { RecoveryClient, Result } from '../client/index.ts'
import type { Cart, LineItemChoice, Outcome } from '../contract/browser.ts'

export interface Restored {
  cart: Cart
  outcomes: Map<string, Outcome>
  /** One per answer that wrote something, oldest first. */
  undos: string[]
}

/**
 * Writes the shopper's lines in as many calls as it takes: the proxy writes 20 a call and answers `pending` for the
 * rest. It ends when nothing is pending, or when a call brought no progress. `revision` is the page's, in every call: what they
 * answer is displayed only at the end.
 */
export async function restoreAll(
  client: RecoveryClient,
  request: { cartHandle: string; revision: string; lineItems: LineItemChoice[] },
): Promise<Result<Restored>> {
  const restored: Omit<Restored, 'cart'> = { outcomes: new Map(), undos: [] }
  let pendingBefore = Number.POSITIVE_INFINITY
  while (true) {
    const result = await client.restore(request)
    if (!result.ok) return result
    const { cart, outcomes, undo } = result.value
    if (undo !== null) restored.undos.push(undo)
    for (const outcome of outcomes) mergeOutcome(restored.outcomes, outcome)
    const pending = outcomes.filter(({ outcome }) => outcome === 'pending').length
    if (pending === 0 || pending >= pendingBefore) return { ok: true, value: { cart, ...restored } }
    pendingBefore = pending
  }
}

/** Keeps the outcome of an earlier call for a line that a later one answers `unchanged` for, because it was changed then. */
function mergeOutcome(outcomes: Map<string, Outcome>, outcome: Outcome) {
  const known = outcomes.get(outcome.id)
  if (outcome.outcome === 'unchanged' && known && known.outcome !== 'pending') return
  outcomes.set(outcome.id, outcome)
}
