import { type CartLine, isProductLine } from '../world/cart.ts'

/** A line of a cart as the control routes show it. Ids are texts. */
export function viewCartLine(line: CartLine) {
  return { id: line.id, kind: line.kind, ...viewOrderLine(line) }
}

/** A line of an order: an order's lines have no ids of their own. */
export function viewOrderLine(line: CartLine) {
  return {
    name: line.name,
    productId: isProductLine(line) ? String(line.productId) : null,
    variantId: isProductLine(line) ? String(line.variantId) : null,
    quantity: line.quantity,
  }
}
