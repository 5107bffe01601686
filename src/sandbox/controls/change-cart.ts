import type { LifecycleStep } from '../platform.ts'
import { platforms } from '../platforms.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { ControlError } from './control-error.ts'

/** Does one lifecycle step to a cart, whichever platform keeps it. A closed cart is refused with 409. */
export function changeCart(id: string, step: LifecycleStep, context: SandboxContext) {
  for (const { findCart } of platforms) {
    const cart = findCart?.(id, context)
    if (!cart) continue
    if (!cart.isOpen) throw new ControlError(409, 'cart-closed', `The cart is ${cart.status()} already`)
    cart[step]()
    return { id: cart.id, name: cart.key, status: cart.status() }
  }
  throw new ControlError(404, 'cart-not-found', 'There is no such cart')
}
