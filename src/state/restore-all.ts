import type { RecoveryClient } from '../client/index.ts'
import type { Cart, LineItemChoice, Outcome, Problem } from '../contract/browser.ts'

/** What one call or several wrote. */
export interface Restored {
  /** The cart after it. Undefined where nothing was answered yet. */
  cart?: Cart | undefined
  outcomes: ReadonlyMap<string, Outcome>
  /** One per answer that wrote something, oldest first. */
  undos: readonly string[]
}

/** Nothing is written yet. */
export const nothingRestored: Restored = { outcomes: new Map(), undos: [] }

/**
 * Writes the shopper's lines in as many calls as it takes: the proxy writes 20 a call and answers `pending` for the
 * rest. It ends when nothing is pending, or when a call brought no progress. Where a call fails, what the others wrote
 * is answered with its problem. `revision` is the page's, in every call: what they answer is displayed only at the end.
 * `earlier`: what was written before such a failure, so that this continues it.
 */
export async function restoreAll(
  client: RecoveryClient,
  request: { cartHandle: string; revision: string; lineItems: LineItemChoice[] },
  earlier = nothingRestored,
): Promise<{ restored: Restored; problem?: Problem }> {
  const outcomes = new Map(earlier.outcomes)
  let restored: Restored = { ...earlier, outcomes }
  let pendingBefore = Number.POSITIVE_INFINITY
  while (true) {
    const result = await client.restore(request)
    if (!result.ok) return { restored, problem: result.problem }
    const { cart, undo } = result.value
    restored = { cart, outcomes, undos: undo === null ? restored.undos : [...restored.undos, undo] }
    for (const outcome of result.value.outcomes) mergeOutcome(outcomes, outcome)
    const pending = result.value.outcomes.filter(({ outcome }) => outcome === 'pending').length
    if (pending === 0 || pending >= pendingBefore) return { restored }
    pendingBefore = pending
  }
}

/** Keeps the outcome of an earlier call for a line that a later one answers `unchanged` for, because it was changed then. */
function mergeOutcome(outcomes: Map<string, Outcome>, outcome: Outcome) {
  const known = outcomes.get(outcome.id)
  if (outcome.outcome === 'unchanged' && known && known.outcome !== 'pending') return
  outcomes.set(outcome.id, outcome)
}
