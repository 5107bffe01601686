import { scenarios } from '../world/scenarios/scenarios.ts'
import { writeCart } from '../world/scenarios/write-cart.ts'
import { storeOf } from '../world/stores.ts'
import type { World } from '../world/world.ts'
import { sendAbandonedCartEmail } from './abandoned-carts/abandoned-cart-email.ts'

/** Puts the scenario's carts into the world, with the e-mail and the order of those that have one. */
export function addScenarioCarts(world: World, now: number): void {
  for (const script of scenarios[world.scenario] ?? []) {
    const cart = writeCart(script, world.scenario, world.products, now)
    world.carts.push(cart)
    sendAbandonedCartEmail(world, cart, script)
    if (cart.shopper.phone) world.shoppers.push({ phone: cart.shopper.phone })
    if (cart.status === 'converted') {
      world.orders.push({
        id: world.nextId++,
        store: storeOf(cart.channelId),
        cartId: cart.id,
        lines: structuredClone(cart.lines),
        placedAt: cart.updatedAt,
      })
    }
  }
}
