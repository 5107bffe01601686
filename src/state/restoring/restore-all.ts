import type { RestoreClient } from '../../client/index.ts'
import type { Cart, LineItemChoice, Outcome, Problem, RestoreAnswer } from '../../contract/browser.ts'

/** What one call or several wrote. */
export interface Restored {
  /** The cart after it. Undefined where nothing was answered yet. */
  cart?: Cart | undefined
  /** Of the last answer. */
  adoptCode?: string | undefined
  isShoppersOwn?: boolean | undefined
  outcomes: Map<string, Outcome>
  /** One per answer that wrote something, oldest first. */
  undos: string[]
}

/** Nothing is written yet. */
export const createRestored = (): Restored => ({ outcomes: new Map(), undos: [] })

/**
 * Writes the shopper's lines in as many calls as it takes, and adds to `restored` what each wrote: the proxy writes 20 a
 * call and answers `pending` for the rest. It ends when nothing is pending, when a call brought no progress, or with the
 * problem of a call that failed. `revision` is the page's, in every call: what they answer is displayed only at the end.
 */
export async function restoreAll(
  client: RestoreClient,
  request: { cartHandle: string; revision: string; lineItems: LineItemChoice[] },
  restored: Restored,
): Promise<Problem | undefined> {
  let pendingBefore = Number.POSITIVE_INFINITY
  while (true) {
    const result = await client.restore(request)
    if (!result.ok) return result.problem
    addWritten(restored, result.value)
    restored.adoptCode = result.value.adoptCode
    restored.isShoppersOwn = result.value.isShoppersOwn
    const pending = result.value.outcomes.filter(({ outcome }) => outcome === 'pending').length
    if (pending === 0 || pending >= pendingBefore) return undefined
    pendingBefore = pending
  }
}

/** Adds what one answer wrote, or a call that failed afterwards. */
export function addWritten(restored: Restored, { cart, outcomes = [], undo }: RestoreAnswer | Problem) {
  restored.cart = cart
  // An undo that broke off half-way is known already.
  if (undo && !restored.undos.includes(undo)) restored.undos.push(undo)
  for (const outcome of outcomes) mergeOutcome(restored.outcomes, outcome)
}

/** Keeps the outcome of an earlier call for a line that a later one answers `unchanged` for, because it was changed then. */
function mergeOutcome(outcomes: Map<string, Outcome>, outcome: Outcome) {
  const known = outcomes.get(outcome.id)
  if (outcome.outcome === 'unchanged' && known && known.outcome !== 'pending') return
  outcomes.set(outcome.id, outcome)
}
