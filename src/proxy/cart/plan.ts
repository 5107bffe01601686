import { buyableQuantity, editingOf, type Money } from '../../contract/index.ts'
import type { PlatformCart, PlatformLine, Target, WrittenLine } from '../adapter/platform.ts'
import { availabilities } from './availability.ts'
import type { CartStock } from './check-stock.ts'
import type { DisplayedLine, DisplayedLines } from './revision.ts'

/** Lines that one request may write: more do not fit into its time. `/restore` answers `pending` for the rest. */
export const maxDifferences = 20

/** Everything a decision about a cart's lines depends on. Ids are the platform's; a line that is gone has another. */
export interface Situation {
  /** The cart as it is now. */
  cart: PlatformCart
  /** Stock as it is now. */
  stocks: ReadonlyMap<string, CartStock>
  /** What the page displays, by its revision; undefined where that cannot be read. */
  displayed: DisplayedLines | undefined
  /** The total that the page displays; undefined where that is not known. */
  displayedTotal?: Money | undefined
  /** The chosen quantity of each line that the shopper touched. */
  choices: ReadonlyMap<string, number>
}

/**
 * - `moved`: something differs from what is displayed, or that is not known. Display it, and write nothing
 * - `empty`: no line would be left. Write nothing
 * - `go`: write these targets
 */
export type CheckoutPlan = { status: 'moved' } | { status: 'empty' } | { status: 'go'; targets: Target[] }

/**
 * What a tap on "Check out" means: each line at the chosen quantity, cut to what is displayed as buyable. Where cart,
 * price or stock differ from what is displayed, for better or worse, or the total is more, the plan is `moved`: a shopper
 * pays only for what they saw.
 */
export function planCheckout(situation: Situation): CheckoutPlan {
  const { cart, stocks, displayed, choices } = situation
  if (!displayed || isRepriced(cart, displayed) || costsMore(situation)) return { status: 'moved' }
  const now = availabilities(cart.lines, stocks, (line) => choices.get(line.id) ?? line.quantity)
  const targets: Target[] = []
  for (const line of cart.lines) {
    const editing = editingOf(line)
    if (editing === 'none') continue
    const chosen = choices.get(line.id)
    const buyable = buyableQuantity(chosen ?? line.quantity, now.get(line.id) ?? { status: 'unknown' })
    if (hasMoved(line, chosen, buyable, displayed.get(line.id))) return { status: 'moved' }
    // A line that can only be removed stays whole or goes.
    targets.push({ id: line.id, quantity: editing === 'remove' && buyable > 0 ? line.quantity : buyable })
  }
  const present = new Set(cart.lines.map(({ id }) => id))
  for (const [id, line] of displayed) {
    if (!present.has(id) && displayedBuyable(line, choices.get(id)) > 0) return { status: 'moved' }
  }
  return targets.every(({ quantity }) => quantity === 0) ? { status: 'empty' } : { status: 'go', targets }
}

/**
 * Whether a line costs something else than the page displays, where one that it does not display costs nothing. `written` tells
 * which lines have another id since.
 */
export function isRepriced(
  { lines }: PlatformCart,
  displayed: DisplayedLines,
  written: readonly WrittenLine[] = [],
): boolean {
  const idBefore = new Map(written.flatMap(({ id, newId }) => (newId === undefined ? [] : [[newId, id]])))
  return lines.some(({ id, price }) => (displayed.get(idBefore.get(id) ?? id)?.price ?? 0) !== price.amount)
}

/**
 * Whether the same lines cost more in total than the page displays, as where a coupon ended, or are in another currency. A
 * total that follows from the shopper's own choices is not known before they are written.
 */
function costsMore({ cart: { total }, displayed, displayedTotal, choices }: Situation): boolean {
  if (!displayedTotal) return false
  if (total.currency !== displayedTotal.currency) return true
  const isEdited = [...choices].some(([id, chosen]) => chosen !== displayed?.get(id)?.quantity)
  return !isEdited && total.amount > displayedTotal.amount
}

/** Whether this line would end otherwise than the page displays it. */
function hasMoved(
  line: PlatformLine,
  chosen: number | undefined,
  buyable: number,
  before: DisplayedLine | undefined,
): boolean {
  if (!before) return true
  const expected = displayedBuyable(before, chosen)
  // An earlier attempt of ours may have written `expected` already; any other quantity was set elsewhere.
  return buyable !== expected || (line.quantity !== before.quantity && line.quantity !== expected)
}

/** How many of a line can be bought by what the page displays. */
const displayedBuyable = ({ quantity, limit }: DisplayedLine, chosen = quantity) => Math.min(chosen, limit)

/** One choice of a restore, and what is to be written for it. */
export interface RestoreStep {
  id: string
  chosen: number
  /** In the platform's cart now. */
  current: number
  target: number
  /** The line was changed elsewhere since the page displayed it. */
  changedElsewhere: boolean
  spec: unknown
}

/** As of a checkout. */
export type RestorePlan = { status: 'moved' } | { status: 'empty' } | { status: 'go'; steps: RestoreStep[] }

/**
 * What "Keep shopping" means: only the lines that the shopper touched, and none raised further than the stock goes. A
 * line that was changed elsewhere in between ends at the larger of both quantities. One that was removed elsewhere cannot
 * be added again, because only the cart says what it was: the plan is `moved`.
 */
export function planRestore(situation: Situation): RestorePlan {
  const { cart, stocks, displayed, choices } = situation
  if (!displayed || isChosenGone(situation)) return { status: 'moved' }
  const lines = new Map(cart.lines.map((line) => [line.id, line]))
  const now = availabilities(cart.lines, stocks, (line) => Math.max(choices.get(line.id) ?? 0, line.quantity))
  const steps: RestoreStep[] = []
  for (const [id, chosen] of choices) {
    const line = lines.get(id)
    const current = line?.quantity ?? 0
    const expected = line ? buyableQuantity(chosen, now.get(id) ?? { status: 'unknown' }) : chosen
    // An earlier attempt of ours may have written the choice, or what can be bought of it.
    const known = [displayed.get(id)?.quantity, chosen, expected]
    const changedElsewhere = !known.includes(current)
    const larger = changedElsewhere ? Math.max(chosen, current) : chosen
    const buyable = line ? buyableQuantity(larger, now.get(id) ?? { status: 'unknown' }) : larger
    // Stock that fell below what is in the cart is left to the platform: only a choice takes pieces out.
    const target = Math.max(Math.min(larger, current), buyable)
    steps.push({ id, chosen, current, target, changedElsewhere, spec: line?.spec })
  }
  const isAnyLeft = cart.lines.some(
    (line) => editingOf(line) !== 'none' && (steps.find(({ id }) => id === line.id)?.target ?? line.quantity) > 0,
  )
  return isAnyLeft ? { status: 'go', steps } : { status: 'empty' }
}

/** Whether the shopper wants some of a line that the cart no longer has. */
export function isChosenGone({ cart, choices }: Pick<Situation, 'cart' | 'choices'>): boolean {
  const present = new Set(cart.lines.map(({ id }) => id))
  return [...choices].some(([id, chosen]) => chosen > 0 && !present.has(id))
}
