import { type Cart, isAlive } from './cart.ts'
import { sendAbandonedCartEmail } from './messages.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { stableHex } from './stable-id.ts'
import { storeOf } from './stores.ts'
import type { Order } from './world.ts'

const dayMs = 24 * 60 * 60 * 1000

/** What BigCommerce does an hour after the last change: gives the cart its token and sends the e-mail. */
export function abandonCart(cart: Cart, { world }: SandboxContext): void {
  cart.status = 'abandoned'
  cart.token ??= stableHex(`abandoned/${world.nextId++}`, 32)
  sendAbandonedCartEmail(world, cart)
}

/** Turns a cart into an order and deletes the cart. */
export function convertCart(cart: Cart, { world, clock }: SandboxContext): Order {
  const order = {
    id: world.nextId++,
    store: storeOf(cart.channelId),
    cartId: cart.id,
    lines: structuredClone(cart.lines),
    placedAt: clock(),
  }
  world.orders.push(order)
  cart.status = 'converted'
  return order
}

/** Lets the cart's thirty days be over. */
export function expireCart(cart: Cart, { clock }: SandboxContext): void {
  cart.updatedAt = Math.min(cart.updatedAt, clock() - 31 * dayMs)
}

/** The status a bystander would give the cart. */
export function statusOf(cart: Cart, { clock }: SandboxContext): Cart['status'] | 'expired' {
  const isOpen = cart.status === 'active' || cart.status === 'abandoned'
  return isOpen && !isAlive(cart, clock()) ? 'expired' : cart.status
}
