import {
  buyableQuantity,
  type Editing,
  editingOf,
  type LineItem,
  type Money,
  type Outcome,
} from '../../contract/browser.ts'
import { openOf, type Recovery } from '../recovery.ts'

/** One row as the shopper sees it: the line item, how many of it are chosen, and how many can be bought. */
export interface LineView {
  lineItem: LineItem
  /** The quantity the shopper chose; the cart's own while they chose none. */
  chosen: number
  /** How many of the chosen ones can be bought. A checkout takes this quantity. */
  buyable: number
  /** The shopper set it to 0. */
  removed: boolean
  /** Its availability is still being checked. */
  checking: boolean
  /** Which edits it allows here. */
  editing: Editing
  /** Sold out for now, in a store that can tell the shopper when it is back. */
  notifiable: boolean
  /** The platform shows no availability at all; the checkout settles it. */
  settledAtCheckout: boolean
  /** Of one piece, where that is another price now: as it was displayed before the checkout was held back, else at the abandonment. */
  previousPrice: Money | undefined
  /** Its outcome when the cart was last written. */
  outcome: Outcome['outcome'] | undefined
}

/** The rows of a state. An unchanged row stays the same object, so that only changed rows render again. */
export function toLines(recovery: Recovery, before: readonly LineView[] = []): readonly LineView[] {
  const open = openOf(recovery)
  if (!open) return []
  const known = new Map(before.map((line) => [line.lineItem.id, line]))
  const written = recovery.status === 'restored' ? recovery : undefined
  const displayed = 'displayed' in recovery ? recovery.displayed?.cart.lineItems : undefined
  const settledAtCheckout = !open.abilities.editLines && open.cart.lineItems.every(isUnchecked)
  return open.cart.lineItems.map((lineItem) => {
    const { id, availability } = lineItem
    const editing = editingOf(lineItem)
    const chosen = open.choices.get(id) ?? lineItem.quantity
    const line: LineView = {
      lineItem,
      chosen,
      buyable: buyableOf(lineItem, chosen),
      removed: chosen === 0,
      checking:
        typeof open.checking === 'object' ? open.checking.has(id) : open.checking && availability.checking === true,
      editing: open.abilities.editLines ? editing : 'none',
      notifiable:
        open.abilities.backInStock && chosen > 0 && availability.status === 'out-of-stock' && editing === 'quantity',
      settledAtCheckout,
      previousPrice: priceBefore(
        lineItem,
        displayed?.find((line) => line.id === id),
      ),
      outcome: written?.outcomes.get(id)?.outcome,
    }
    const same = known.get(id)
    return same && isSame(same, line) ? same : line
  })
}

/** How many of a line can be bought. A line that can only be removed is bought whole or not at all. */
export function buyableOf(lineItem: LineItem, chosen: number): number {
  const buyable = buyableQuantity(chosen, lineItem.availability)
  return editingOf(lineItem) === 'remove' && buyable > 0 ? lineItem.quantity : buyable
}

/** True for a line that depends on another line or on a promotion: it can neither be edited nor be bought alone. */
export function isFollower(lineItem: LineItem): boolean {
  return editingOf(lineItem) === 'none'
}

function priceBefore({ price, previousPrice }: LineItem, displayed: LineItem | undefined): Money | undefined {
  const { amount, currency } = price
  return [displayed?.price, previousPrice].find((before) => before?.currency === currency && before.amount !== amount)
}

function isUnchecked({ availability }: LineItem): boolean {
  return availability.status === 'unknown' && !availability.checking
}

function isSame(one: LineView, other: LineView): boolean {
  return (Object.keys(one) as (keyof LineView)[]).every((key) => one[key] === other[key])
}
