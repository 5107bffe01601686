import type { Cart, LineItem, LineItemChoice } from '../contract/browser.ts'
import { buyableOf, maximumQuantity } from './lines.ts'
import type { Choices, OpenCart } from './recovery.ts'

/** What the shopper did to a line, for those who cannot see the row change. */
export interface Change {
  lineItem: LineItem
  /** 0: removed. */
  quantity: number
}

/** A quantity that can be wished for: whole, not negative, no more than there are. */
export function clampQuantity(wanted: number, { availability }: LineItem): number {
  const most = Math.min(availability.quantity || maximumQuantity, maximumQuantity)
  return Math.min(Math.max(Math.trunc(wanted) || 0, 0), most)
}

/** The choices for lines that the cart still has. */
export function pruneChoices(choices: Choices, cart: Cart): Choices {
  const ids = new Set(cart.lineItems.map(({ id }) => id))
  return new Map([...choices].filter(([id]) => ids.has(id)))
}

/** What is sent: the lines that the shopper touched, nothing else. */
export function toChoices({ choices }: OpenCart): LineItemChoice[] {
  return [...choices].map(([id, quantity]) => ({ id, quantity }))
}

/** What is written beforehand where too many lines differ for one checkout: also the lines cut by stock. */
export function toAllChoices({ cart, choices }: OpenCart): LineItemChoice[] {
  return cart.lineItems.flatMap((lineItem) => {
    const { id, quantity } = lineItem
    const buyable = buyableOf(lineItem, choices.get(id) ?? quantity)
    return buyable === quantity ? [] : [{ id, quantity: buyable }]
  })
}
