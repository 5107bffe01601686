import type { SandboxContext } from '../../sandbox-context.ts'
import type { ProductLine } from '../../world/cart.ts'
import { storeCurrency } from '../../world/currency.ts'
import { productLine } from '../../world/product-line.ts'
import { isLocked } from '../carts/carts.ts'
import type { VesuvioPayCart } from '../state.ts'
import { emitCartEvent, emitOrderCreated } from '../webhooks/events.ts'

/** The lines of a cart as an order keeps them. */
export function orderLines(cart: VesuvioPayCart, { world }: SandboxContext): ProductLine[] {
  return cart.items.flatMap(({ id, productId, variantId, quantity }) => {
    const product = world.products.find((candidate) => candidate.id === productId)
    const variant = product?.variants.find((candidate) => candidate.id === variantId)
    return product && variant ? [productLine(id, product, variant, storeCurrency, quantity)] : []
  })
}

/** Orders what is in the cart. The emptied cart stays, and its checkout links lead to the order. */
export function placeOrder(cart: VesuvioPayCart, context: SandboxContext): void {
  const { world, clock } = context
  const order = {
    id: world.nextId++,
    store: 'vesuviopay' as const,
    cartId: cart.id,
    lines: orderLines(cart, context),
    placedAt: clock(),
  }
  world.orders.push(order)
  for (const checkout of world.vesuviopay.checkouts) {
    if (checkout.cartId === cart.id && checkout.orderId === null) checkout.orderId = order.id
  }
  const wasAbandoned = cart.status === 'abandoned'
  cart.items = []
  cart.status = 'converted'
  if (wasAbandoned) emitCartEvent('cart.recovered', cart, context)
  const cleared = context.readings.get('vesuviopayOrderedCart')
  if (cleared === 'cleared-before') emitCartEvent('cart.cleared', cart, context)
  emitOrderCreated(order, cart, context)
  if (cleared === 'cleared-after') emitCartEvent('cart.cleared', cart, context)
}

/** Abandons a cart. The platform writes to the store only; messages to the shopper are the business of the store. */
export function abandonCart(cart: VesuvioPayCart, context: SandboxContext): void {
  cart.status = 'abandoned'
  emitCartEvent('cart.abandoned', cart, context)
}

/** Expires the cart: its checkout links end, and it is emptied. */
export function expireCart(cart: VesuvioPayCart, { world, clock }: SandboxContext): void {
  for (const checkout of world.vesuviopay.checkouts) {
    if (checkout.cartId === cart.id) checkout.expiresAt = Math.min(checkout.expiresAt, clock())
  }
  cart.items = []
  cart.status = 'expired'
}

/** The status of the cart as it is seen from outside. */
export function statusOf(cart: VesuvioPayCart, context: SandboxContext): VesuvioPayCart['status'] | 'locked' {
  return isLocked(cart, context) ? 'locked' : cart.status
}
