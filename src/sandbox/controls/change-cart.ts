import { abandonCart, convertCart, expireCart, statusOf } from '../bigcommerce/abandoned-carts/lifecycle.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import * as tjar from '../tjar/carts.ts'
import * as vesuviopay from '../vesuviopay/checkout/orders.ts'
import { findCart } from '../world/world.ts'
import { ControlError } from './control-error.ts'

/** What a platform does to a cart by itself. */
export const lifecycleSteps = ['abandon', 'convert', 'expire'] as const

type LifecycleStep = (typeof lifecycleSteps)[number]

/** Lets one of these happen to a cart, whichever platform keeps it. A cart that is gone stays gone. */
export function changeCart(id: string, step: LifecycleStep, context: SandboxContext) {
  const cart = findCart(context.world, id)
  if (cart) {
    requireOpen(statusOf(cart, context))
    const steps = { abandon: abandonCart, convert: convertCart, expire: expireCart }
    steps[step](cart, context)
    return { id: cart.id, name: cart.key, status: statusOf(cart, context) }
  }
  const stored = tjar.findTjarCart(id, context)
  if (stored) {
    requireOpen(stored.status)
    const steps = { abandon: tjar.abandonCart, convert: tjar.placeOrder, expire: tjar.expireCart }
    steps[step](stored, context)
    return { id: stored.identifier, name: stored.key, status: stored.status }
  }
  const filled = context.world.vesuviopay.carts.find((candidate) => candidate.id === id.toLowerCase())
  if (!filled) throw new ControlError(404, 'cart-not-found', 'There is no such cart')
  requireOpen(filled.status)
  const steps = { abandon: vesuviopay.abandonCart, convert: vesuviopay.placeOrder, expire: vesuviopay.expireCart }
  steps[step](filled, context)
  return { id: filled.id, name: filled.key, status: vesuviopay.statusOf(filled, context) }
}

function requireOpen(status: string): void {
  if (status !== 'active' && status !== 'abandoned') {
    throw new ControlError(409, 'cart-closed', `The cart is ${status} already`)
  }
}
