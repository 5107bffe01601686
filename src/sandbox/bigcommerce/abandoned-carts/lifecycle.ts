import type { SandboxContext } from '../../sandbox-context.ts'
import { type Cart, isAlive } from '../../world/cart.ts'
import { stableHex } from '../../world/stable-id.ts'
import { storeOf } from '../../world/stores.ts'
import type { Order, World } from '../../world/world.ts'
import { emitCartEvent } from '../hooks/hook-events.ts'
import type { AbandonedCartSettings } from '../state.ts'
import { sendAbandonedCartEmail } from './abandoned-cart-email.ts'

const dayMs = 24 * 60 * 60 * 1000

/**
 * Does what BigCommerce does an hour after the last change: gives the cart its token, sends the e-mail and the webhook.
 * Source: docs/storefront/headless/cart-checkout/abandoned-carts.mdx.
 */
export function abandonCart(cart: Cart, context: SandboxContext): void {
  const { world } = context
  cart.status = 'abandoned'
  cart.token ??= stableHex(`abandoned/${world.nextId++}`, 32)
  if (isEmailEnabled(cart, world)) sendAbandonedCartEmail(world, cart)
  // The webhook is sent on every plan, also where no e-mail is (docs/integrations/webhooks/events/index.mdx).
  emitCartEvent('abandoned', cart, context)
}

/** Turns a cart into an order and deletes the cart. */
export function convertCart(cart: Cart, context: SandboxContext): Order {
  const { world, clock } = context
  const order = {
    id: world.nextId++,
    store: storeOf(cart.channelId),
    cartId: cart.id,
    lines: structuredClone(cart.lines),
    placedAt: clock(),
  }
  world.orders.push(order)
  cart.status = 'converted'
  emitCartEvent('converted', cart, context, order.id)
  return order
}

/** Makes the cart older than the thirty days it lives. */
export function expireCart(cart: Cart, { clock }: SandboxContext): void {
  cart.updatedAt = Math.min(cart.updatedAt, clock() - 31 * dayMs)
}

/** The status of the cart as it is seen from outside. */
export function statusOf(cart: Cart, { clock }: SandboxContext): Cart['status'] | 'expired' {
  const isOpen = cart.status === 'active' || cart.status === 'abandoned'
  return isOpen && !isAlive(cart, clock()) ? 'expired' : cart.status
}

/** Whether the settings allow the e-mail. A channel's setting overrides the store's. */
function isEmailEnabled(cart: Cart, world: World): boolean {
  const isOn = (name: keyof AbandonedCartSettings) =>
    Boolean(world.bigcommerce.channelSettings[cart.channelId]?.[name] ?? world.bigcommerce.abandonedCartSettings[name])
  return isOn('enable_notification') && (cart.consent.email || !isOn('marketing_emails_require_customer_consent'))
}
