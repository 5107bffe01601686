import { buyableQuantity, editingOf } from '../../contract/index.ts'
import type { PlatformCart, PlatformLine, Stock, Target } from '../adapter/platform.ts'
import { availabilities } from './availability.ts'
import type { DisplayedLine } from './displayed-carts.ts'

/** Everything a decision about a cart's lines depends on. Ids are the platform's. */
export interface Situation {
  /** The cart as it is now. */
  cart: PlatformCart
  /** Stock as it is now. */
  stocks: ReadonlyMap<string, Stock>
  /** What the shopper was last shown; undefined where nobody remembers. */
  shown: ReadonlyMap<string, DisplayedLine> | undefined
  /** What the shopper chose, line by line; lines not in it were not touched. */
  wishes: ReadonlyMap<string, number>
}

export type CheckoutPlan =
  /** Something differs from what the shopper saw: show them, write nothing. */
  { status: 'moved' } | { status: 'empty' } | { status: 'go'; targets: Target[] }

/**
 * What a tap on "Check out" means: every line at the shopper's choice, cut to what can be bought as they were told.
 * Anything else than what they saw, better or worse, is `moved`: nobody pays for a surprise.
 */
export function planCheckout({ cart, stocks, shown, wishes }: Situation): CheckoutPlan {
  const now = availabilities(cart.lines, stocks, (line) => wishes.get(line.id) ?? line.quantity)
  const targets: Target[] = []
  for (const line of cart.lines) {
    const editing = editingOf(line)
    if (editing === 'none') continue
    const wish = wishes.get(line.id)
    const buyable = buyableQuantity(wish ?? line.quantity, now.get(line.id) ?? { status: 'unknown' })
    if (hasMoved(line, wish, buyable, shown)) return { status: 'moved' }
    // A line that can only be removed stays whole or goes.
    targets.push({ id: line.id, quantity: editing === 'remove' && buyable > 0 ? line.quantity : buyable })
  }
  const present = new Set(cart.lines.map(({ id }) => id))
  for (const seen of shown?.values() ?? []) {
    if (!present.has(seen.id) && editingOf(seen) !== 'none' && expected(seen, wishes.get(seen.id)) > 0) {
      return { status: 'moved' }
    }
  }
  return targets.every(({ quantity }) => quantity === 0) ? { status: 'empty' } : { status: 'go', targets }
}

/** Would this line end otherwise than the shopper was shown? */
function hasMoved(
  line: PlatformLine,
  wish: number | undefined,
  buyable: number,
  shown: ReadonlyMap<string, DisplayedLine> | undefined,
): boolean {
  if (!shown) return buyable !== (wish ?? line.quantity)
  const seen = shown.get(line.id)
  if (!seen || seen.price !== line.price.amount) return true
  const wanted = expected(seen, wish)
  // Our own earlier attempt may have written `wanted` already; any other quantity is somebody else's edit.
  return buyable !== wanted || (line.quantity !== seen.quantity && line.quantity !== wanted)
}

const expected = (seen: DisplayedLine, wish: number | undefined) =>
  buyableQuantity(wish ?? seen.quantity, seen.availability)

/** One wish of a restore, and what is to be written for it. */
export interface RestoreStep {
  id: string
  asked: number
  current: number
  target: number
  /** The line was changed by somebody else since it was shown. */
  changedElsewhere: boolean
  spec: unknown
}

export type RestorePlan = { status: 'empty' } | { status: 'go'; steps: RestoreStep[] }

/**
 * What "Keep shopping" means: only the lines the shopper touched, raised no further than the stock goes, and with a
 * foreign edit in between never below either intent.
 */
export function planRestore({ cart, stocks, shown, wishes }: Situation): RestorePlan {
  const lines = new Map(cart.lines.map((line) => [line.id, line]))
  const now = availabilities(cart.lines, stocks, (line) => Math.max(wishes.get(line.id) ?? 0, line.quantity))
  const steps: RestoreStep[] = []
  for (const [id, asked] of wishes) {
    const line = lines.get(id)
    const seen = shown?.get(id)
    const current = line?.quantity ?? 0
    const changedElsewhere = seen !== undefined && current !== seen.quantity && current !== asked
    const wanted = changedElsewhere ? Math.max(asked, current) : asked
    const buyable = line ? buyableQuantity(wanted, now.get(id) ?? { status: 'unknown' }) : wanted
    const target = wanted <= current ? wanted : Math.max(current, buyable)
    steps.push({ id, asked, current, target, changedElsewhere, spec: line?.spec ?? seen?.spec })
  }
  const left = cart.lines.some(
    (line) => editingOf(line) !== 'none' && (steps.find(({ id }) => id === line.id)?.target ?? line.quantity) > 0,
  )
  return left || steps.some(({ target }) => target > 0) ? { status: 'go', steps } : { status: 'empty' }
}
