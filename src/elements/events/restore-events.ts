import type { Cart, Outcome } from '../../contract/browser.ts'
import { toEventCart } from './events.ts'

// What follows a restore. It is loaded after the paint, as the restore itself is.

/** The shopper wants the last restore undone. */
export class UndoRequestEvent extends Event {
  constructor() {
    super('cart-recovery-undo-request', { bubbles: true, composed: true, cancelable: true })
  }
}

/** The shopper's lines were written to the cart. Options that the shopper typed are left out. */
export class RestoredEvent extends Event {
  readonly cart: Cart
  readonly outcomes: readonly Outcome[]

  constructor(cart: Cart, outcomes: readonly Outcome[]) {
    super('cart-recovery-restored', { bubbles: true, composed: true })
    this.cart = toEventCart(cart)
    this.outcomes = outcomes
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cart-recovery-undo-request': UndoRequestEvent
    'cart-recovery-restored': RestoredEvent
  }
}
