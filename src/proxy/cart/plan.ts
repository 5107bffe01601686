import { buyableQuantity, editingOf } from '../../contract/index.ts'
import type { PlatformCart, PlatformLine, Target } from '../adapter/platform.ts'
import { availabilities } from './availability.ts'
import type { CartStock } from './check-stock.ts'
import type { DisplayedLine } from './displayed-carts.ts'

/** Everything a decision about a cart's lines depends on. Ids are the platform's. */
export interface Situation {
  /** The cart as it is now. */
  cart: PlatformCart
  /** Stock as it is now. */
  stocks: ReadonlyMap<string, CartStock>
  /** What the page displayed last; undefined where that is not known any more, after a restart. */
  displayed: ReadonlyMap<string, DisplayedLine> | undefined
  /** The chosen quantity of each line that the shopper touched. */
  choices: ReadonlyMap<string, number>
}

/**
 * - `moved`: something differs from what was displayed. Display it, and write nothing
 * - `empty`: no line would be left. Write nothing
 * - `go`: write these targets
 */
export type CheckoutPlan = { status: 'moved' } | { status: 'empty' } | { status: 'go'; targets: Target[] }

/**
 * What a tap on "Check out" means: each line at the chosen quantity, cut to what was displayed as buyable. Where cart,
 * price or stock differ from what was displayed, for better or worse, the plan is `moved`: a shopper pays only for what
 * they saw.
 */
export function planCheckout({ cart, stocks, displayed, choices }: Situation): CheckoutPlan {
  const now = availabilities(cart.lines, stocks, (line) => choices.get(line.id) ?? line.quantity)
  const targets: Target[] = []
  for (const line of cart.lines) {
    const editing = editingOf(line)
    if (editing === 'none') continue
    const chosen = choices.get(line.id)
    const buyable = buyableQuantity(chosen ?? line.quantity, now.get(line.id) ?? { status: 'unknown' })
    if (hasMoved(line, chosen, buyable, displayed)) return { status: 'moved' }
    // A line that can only be removed stays whole or goes.
    targets.push({ id: line.id, quantity: editing === 'remove' && buyable > 0 ? line.quantity : buyable })
  }
  const present = new Set(cart.lines.map(({ id }) => id))
  for (const line of displayed?.values() ?? []) {
    const isGone = !present.has(line.id) && editingOf(line) !== 'none'
    if (isGone && displayedBuyable(line, choices.get(line.id)) > 0) return { status: 'moved' }
  }
  return targets.every(({ quantity }) => quantity === 0) ? { status: 'empty' } : { status: 'go', targets }
}

/** Whether this line would end otherwise than the page displayed it. */
function hasMoved(
  line: PlatformLine,
  chosen: number | undefined,
  buyable: number,
  displayed: ReadonlyMap<string, DisplayedLine> | undefined,
): boolean {
  if (!displayed) return buyable !== (chosen ?? line.quantity)
  const before = displayed.get(line.id)
  if (!before || before.price !== line.price.amount) return true
  const expected = displayedBuyable(before, chosen)
  // An earlier attempt of ours may have written `expected` already; any other quantity was set elsewhere.
  return buyable !== expected || (line.quantity !== before.quantity && line.quantity !== expected)
}

/** How much of a line was buyable by what the page displayed. */
const displayedBuyable = (line: DisplayedLine, chosen: number | undefined) =>
  buyableQuantity(chosen ?? line.quantity, line.availability)

/** One choice of a restore, and what is to be written for it. */
export interface RestoreStep {
  id: string
  chosen: number
  /** In the platform's cart now. */
  current: number
  target: number
  /** The line was changed elsewhere since it was displayed. */
  changedElsewhere: boolean
  spec: unknown
}

export type RestorePlan = { status: 'empty' } | { status: 'go'; steps: RestoreStep[] }

/**
 * What "Keep shopping" means: only the lines that the shopper touched, and none raised further than the stock goes. A
 * line that was changed elsewhere in between ends at the larger of both quantities.
 */
export function planRestore({ cart, stocks, displayed, choices }: Situation): RestorePlan {
  const lines = new Map(cart.lines.map((line) => [line.id, line]))
  const now = availabilities(cart.lines, stocks, (line) => Math.max(choices.get(line.id) ?? 0, line.quantity))
  const steps: RestoreStep[] = []
  for (const [id, chosen] of choices) {
    const line = lines.get(id)
    const before = displayed?.get(id)
    const current = line?.quantity ?? 0
    const changedElsewhere = before !== undefined && current !== before.quantity && current !== chosen
    const larger = changedElsewhere ? Math.max(chosen, current) : chosen
    const buyable = line ? buyableQuantity(larger, now.get(id) ?? { status: 'unknown' }) : larger
    // Stock that fell below what is in the cart is left to the platform: only a choice takes pieces out.
    const target = larger <= current ? larger : Math.max(current, buyable)
    steps.push({ id, chosen, current, target, changedElsewhere, spec: line?.spec ?? before?.spec })
  }
  const isAnyLeft = cart.lines.some(
    (line) => editingOf(line) !== 'none' && (steps.find(({ id }) => id === line.id)?.target ?? line.quantity) > 0,
  )
  return isAnyLeft || steps.some(({ target }) => target > 0) ? { status: 'go', steps } : { status: 'empty' }
}
