import type { SandboxContext } from '../sandbox-context.ts'
import type { ProductLine } from '../world/cart.ts'
import { productLine } from '../world/product-line.ts'
import type { Order } from '../world/world.ts'
import type { TjarCart } from './state.ts'

/** The currency of the store. No answer has a currency field; the markup of the example says riyals. */
export const tjarCurrency = 'SAR'

/** The lines of a cart as an order keeps them. */
export function cartLines(cart: TjarCart, { world }: Pick<SandboxContext, 'world'>): ProductLine[] {
  return cart.items.flatMap(({ id, productId, variantId, quantity }) => {
    const product = world.products.find((candidate) => candidate.id === productId)
    const variant = product?.variants.find((candidate) => candidate.id === variantId)
    return product && variant ? [productLine(id, product, variant, tjarCurrency, quantity)] : []
  })
}

/** What the lines cost together, in halalas. */
export function sumOf(lines: ProductLine[]): number {
  return lines.reduce((sum, line) => sum + line.listPrice * line.quantity, 0)
}

/** The discount of the last reminder's offer on a sum. */
export function reductionOf(cart: TjarCart, sum: number, { readings }: SandboxContext): number {
  const offer = cart.offerDiscount ?? 0
  const isPercent = readings.get('tjarOfferUnit') === 'percent'
  return isPercent ? Math.round((sum * offer) / 100) : Math.min(sum, Math.round(offer * 100))
}

export function findTjarCart(identifier: string, { world }: SandboxContext): TjarCart | undefined {
  return world.tjar.carts.find((cart) => cart.identifier === identifier)
}

/** The cart behind an identifier, as far as the API knows it: one that was abandoned, or ordered after that. */
export function findKnown(identifier: string, context: SandboxContext): TjarCart | undefined {
  const cart = findTjarCart(identifier, context)
  if (cart?.status === 'abandoned') return cart
  const isKept = cart?.status === 'converted' && context.readings.get('tjarOrderedCart') !== '404'
  return isKept ? cart : undefined
}

export function isOpen({ status }: TjarCart): boolean {
  return status === 'active' || status === 'abandoned'
}

/** Turns the cart into an order. Its identifier stays what it was. */
export function placeOrder(cart: TjarCart, { world, clock }: Pick<SandboxContext, 'world' | 'clock'>): Order {
  const order: Order = {
    id: world.nextId++,
    store: 'tjar',
    cartId: cart.identifier,
    lines: cartLines(cart, { world }),
    placedAt: clock(),
  }
  world.orders.push(order)
  cart.status = 'converted'
  cart.orderId = order.id
  cart.updatedAt = order.placedAt
  return order
}

/** Abandons a cart. No message goes out by itself. */
export function abandonCart(cart: TjarCart): void {
  cart.status = 'abandoned'
}

/** Expires the cart: the API no longer lists it. */
export function expireCart(cart: TjarCart): void {
  cart.status = 'expired'
}
