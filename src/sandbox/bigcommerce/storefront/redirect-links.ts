import type { SandboxContext } from '../../sandbox-context.ts'
import type { Cart } from '../../world/cart.ts'
import { stableHex } from '../../world/stable-id.ts'
import { BigCommerceFailure } from '../failure.ts'
import { checkoutUrlOf } from '../sites/site-routes.ts'

const lifetimeMs = 30 * 24 * 60 * 60 * 1000

/** The three redirect URLs of a cart. They share one token, which is good for one visit within thirty days. */
export function createRedirectUrls(
  cart: Cart,
  parameters: Record<string, string>,
  now: number,
  context: SandboxContext,
): { cart_url: string; checkout_url: string; embedded_checkout_url: string } {
  const { world, readings } = context
  if (readings.get('redirectUrls') === 'api-carts-only' && cart.createdBy !== 'api') {
    throw new BigCommerceFailure(422, 'Redirect URLs can only be generated from carts created with the Management API')
  }
  const token = stableHex(`redirect/${world.nextId++}`, 64)
  const isDead = readings.get('redirectUrls') === 'dead-link' && cart.createdBy !== 'api'
  if (!isDead)
    world.bigcommerce.redirectLinks.push({ cartId: cart.id, token, expiresAt: now + lifetimeMs, used: false })
  const link = (action: string, extra: Record<string, string> = {}) =>
    `${checkoutUrlOf(cart.channelId, context)}/cart.php?${new URLSearchParams({ ...extra, action, id: cart.id, token, ...parameters })}`
  return {
    cart_url: link('load'),
    checkout_url: link('loadInCheckout'),
    embedded_checkout_url: link('loadInCheckout', { embedded: '1' }),
  }
}
