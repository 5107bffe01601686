import type { LineItem } from '../../contract/browser.ts'
import type { OpenCart } from '../recovery.ts'
import { buyableOf } from './lines.ts'

/** How a line differs between two answers: in the quantity that can be bought, or in its price. */
export interface LineDifference {
  lineItem: LineItem
  quantity?: { from: number; to: number }
  /** Minor units of one piece. */
  price?: { from: number; to: number }
}

/** What differs between the cart that was displayed and the cart as it is now, in the quantities the shopper chose. */
export function diffCarts(
  displayed: Pick<OpenCart, 'cart' | 'choices'>,
  current: Pick<OpenCart, 'cart'>,
): LineDifference[] {
  const buyable = (lineItem: LineItem) => buyableOf(lineItem, displayed.choices.get(lineItem.id) ?? lineItem.quantity)
  const now = new Map(current.cart.lineItems.map((lineItem) => [lineItem.id, lineItem]))
  const differences: LineDifference[] = []
  for (const before of displayed.cart.lineItems) {
    const after = now.get(before.id)
    const from = buyable(before)
    const to = after ? buyable(after) : 0
    const priceDiffers = after && to > 0 && after.price.amount !== before.price.amount
    if (from === to && !priceDiffers) continue
    differences.push({
      lineItem: after ?? before,
      ...(from !== to && { quantity: { from, to } }),
      ...(priceDiffers && { price: { from: before.price.amount, to: after.price.amount } }),
    })
  }
  const known = new Set(displayed.cart.lineItems.map(({ id }) => id))
  for (const lineItem of current.cart.lineItems) {
    const to = buyable(lineItem)
    if (!known.has(lineItem.id) && to > 0) differences.push({ lineItem, quantity: { from: 0, to } })
  }
  return differences
}
