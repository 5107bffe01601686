import type { LineItem } from '../contract/browser.ts'
import { buyableOf } from './lines.ts'
import type { OpenCart } from './recovery.ts'

/** What changed about a line between two readings: a quantity that can be had, or a price. */
export interface Move {
  lineItem: LineItem
  quantity?: { from: number; to: number }
  /** Minor units of one piece. */
  price?: { from: number; to: number }
}

/** What changed between what the shopper saw and the cart as it is now, line by line, in the shopper's choices. */
export function toMoves(before: Pick<OpenCart, 'cart' | 'choices'>, after: Pick<OpenCart, 'cart'>): Move[] {
  const { choices } = before
  const wanted = (line: { id: string; quantity: number }) => choices.get(line.id) ?? line.quantity
  const now = new Map(after.cart.lineItems.map((line) => [line.id, line]))
  const seen = new Set(before.cart.lineItems.map(({ id }) => id))
  const moves: Move[] = []
  for (const line of before.cart.lineItems) {
    const lineItem = now.get(line.id)
    const from = buyableOf(line, wanted(line))
    const to = lineItem ? buyableOf(lineItem, wanted(lineItem)) : 0
    const priceMoved = lineItem && to > 0 && lineItem.price.amount !== line.price.amount
    if (from === to && !priceMoved) continue
    moves.push({
      lineItem: lineItem ?? line,
      ...(from !== to && { quantity: { from, to } }),
      ...(priceMoved && { price: { from: line.price.amount, to: lineItem.price.amount } }),
    })
  }
  for (const lineItem of after.cart.lineItems) {
    const to = buyableOf(lineItem, wanted(lineItem))
    if (!seen.has(lineItem.id) && to > 0) moves.push({ lineItem, quantity: { from: 0, to } })
  }
  return moves
}
