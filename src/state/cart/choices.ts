import { type Cart, type LineItem, type LineItemChoice, maxQuantity } from '../../contract/browser.ts'
import type { Choices, OpenCart } from '../recovery.ts'
import { buyableOf } from './lines.ts'

/** The shopper's last edit of a line. It is announced, because a screen reader does not see the row change. */
export interface Change {
  lineItem: LineItem
  /** 0: removed. */
  chosen: number
  /** What is announced instead of item and quantity. */
  sentence?: string
}

/** A quantity that can be chosen: a whole number from 0 to what is in stock. */
export function clampQuantity(chosen: number, { availability }: LineItem): number {
  const max = Math.min(availability.quantity || maxQuantity, maxQuantity)
  return Math.min(Math.max(Math.trunc(chosen) || 0, 0), max)
}

/** The choices for lines that the cart still has. */
export function pruneChoices(choices: Choices, cart: Cart): Choices {
  const ids = new Set(cart.lineItems.map(({ id }) => id))
  return new Map([...choices].filter(([id]) => ids.has(id)))
}

/** The choices that a request carries: the lines that the shopper touched, nothing else. */
export function toChoices({ choices, swaps }: OpenCart): LineItemChoice[] {
  return [...choices].map(([id, chosen]) => toChoice(id, chosen, swaps))
}

/** The choices to write before a checkout that would change too many lines: they include the lines cut by stock. */
export function toAllChoices({ cart, choices, swaps }: OpenCart): LineItemChoice[] {
  return cart.lineItems.flatMap((lineItem) => {
    const { id, quantity } = lineItem
    const buyable = buyableOf(lineItem, choices.get(id) ?? quantity)
    return buyable === quantity && !swaps?.has(id) ? [] : [toChoice(id, buyable, swaps)]
  })
}

function toChoice(id: string, quantity: number, swaps: OpenCart['swaps']): LineItemChoice {
  const variantId = swaps?.get(id)
  return { id, quantity, ...(variantId && { variantId }) }
}
