import { buyableQuantity, type Editing, editingOf, type LineItem, type Outcome } from '../contract/browser.ts'
import { openOf, type Recovery } from './recovery.ts'

/** More of one line than this is a mistake, not a wish; the proxy refuses it. */
export const maximumQuantity = 9999

/** One row as the shopper sees it: the line item, what they want of it, and what they can have. */
export interface LineView {
  lineItem: LineItem
  /** What the shopper wants; the cart's quantity unless they chose another. */
  chosen: number
  /** What of it can be bought. This is what a checkout takes. */
  buyable: number
  /** The shopper set it to 0. */
  removed: boolean
  /** More may still be found out about it. */
  checking: boolean
  /** What may be done with it here. */
  editing: Editing
  /** Sold out for now, in a store that can tell the shopper when it is back. */
  notifiable: boolean
  /** The platform shows no availability at all: what can be had is settled at the checkout. */
  settledAtCheckout: boolean
  /** What became of it when the cart was last written. */
  outcome: Outcome['outcome'] | undefined
}

/** The rows of a state. An unchanged row stays the same object, so that only changed rows render again. */
export function toLines(recovery: Recovery, before: readonly LineView[] = []): readonly LineView[] {
  const open = openOf(recovery)
  if (!open) return []
  const known = new Map(before.map((line) => [line.lineItem.id, line]))
  const outcomes = recovery.status === 'restored' ? recovery.outcomes : undefined
  const settledAtCheckout = !open.abilities.editLines && open.cart.lineItems.every(isUntold)
  return open.cart.lineItems.map((lineItem) => {
    const { id, availability } = lineItem
    const editing = editingOf(lineItem)
    const chosen = open.choices.get(id) ?? lineItem.quantity
    const line: LineView = {
      lineItem,
      chosen,
      buyable: buyableOf(lineItem, chosen),
      removed: chosen === 0,
      checking: open.checking && availability.checking === true,
      editing: open.abilities.editLines ? editing : 'none',
      notifiable:
        open.abilities.backInStock && chosen > 0 && availability.status === 'out-of-stock' && editing === 'quantity',
      settledAtCheckout,
      outcome: outcomes?.get(id)?.outcome,
    }
    const same = known.get(id)
    return same && isSame(same, line) ? same : line
  })
}

/** What can be bought of a line. One that can only be removed stays whole or goes. */
export function buyableOf(lineItem: LineItem, chosen: number): number {
  const buyable = buyableQuantity(chosen, lineItem.availability)
  return editingOf(lineItem) === 'remove' && buyable > 0 ? lineItem.quantity : buyable
}

/** A line that hangs on another one, or on a promotion: it can neither be edited nor be bought alone. */
export function isFollower(lineItem: LineItem): boolean {
  return editingOf(lineItem) === 'none'
}

function isUntold({ availability }: LineItem): boolean {
  return availability.status === 'unknown' && !availability.checking
}

function isSame(one: LineView, other: LineView): boolean {
  return (Object.keys(one) as (keyof LineView)[]).every((key) => one[key] === other[key])
}
