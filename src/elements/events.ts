import type { Cart, Outcome, ProblemCode } from '../contract/browser.ts'

const request = { bubbles: true, composed: true, cancelable: true }
const notice = { bubbles: true, composed: true }

/** A line item as a shop's own service knows it, at the quantity the shopper chose. */
export interface ChosenLineItem {
  id: string
  productId?: string | undefined
  variantId?: string | undefined
  sku?: string | undefined
  quantity: number
}

/**
 * The shopper wants to check out. Any element may dispatch it; a shop that calls `preventDefault()`
 * answers it with its own service.
 */
export class CheckoutRequestEvent extends Event {
  readonly lineItems: readonly ChosenLineItem[]
  /** `text`: the link is also sent to the shopper's phone. */
  readonly via: 'web' | 'text'

  constructor(lineItems: readonly ChosenLineItem[] = [], via: 'web' | 'text' = 'web') {
    super('cart-recovery-checkout-request', request)
    this.lineItems = lineItems
    this.via = via
  }
}

/** The shopper wants to keep shopping with this cart. */
export class RestoreRequestEvent extends Event {
  readonly lineItems: readonly ChosenLineItem[]

  constructor(lineItems: readonly ChosenLineItem[] = []) {
    super('cart-recovery-restore-request', request)
    this.lineItems = lineItems
  }
}

/** The shopper wants the last restore taken back. */
export class UndoRequestEvent extends Event {
  constructor() {
    super('cart-recovery-undo-request', request)
  }
}

/** A link opened a cart. */
export class RecoveredEvent extends Event {
  readonly cart: Cart

  constructor(cart: Cart) {
    super('cart-recovery-recovered', notice)
    this.cart = cart
  }
}

/** The shopper's lines were written to the cart. */
export class RestoredEvent extends Event {
  readonly cart: Cart
  readonly outcomes: readonly Outcome[]

  constructor(cart: Cart, outcomes: readonly Outcome[]) {
    super('cart-recovery-restored', notice)
    this.cart = cart
    this.outcomes = outcomes
  }
}

/** The shopper is about to leave for the checkout. */
export class CheckoutEvent extends Event {
  readonly lineItems: readonly ChosenLineItem[]

  constructor(lineItems: readonly ChosenLineItem[]) {
    super('cart-recovery-checkout', notice)
    this.lineItems = lineItems
  }
}

/** Something could not be done. The shopper has been told, with a next step. */
export class FailedEvent extends Event {
  readonly problem: ProblemCode
  /** What the shop's log holds, or empty. */
  readonly supportCode: string

  constructor(problem: ProblemCode, supportCode: string) {
    super('cart-recovery-failed', notice)
    this.problem = problem
    this.supportCode = supportCode
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cart-recovery-checkout-request': CheckoutRequestEvent
    'cart-recovery-restore-request': RestoreRequestEvent
    'cart-recovery-undo-request': UndoRequestEvent
    'cart-recovery-recovered': RecoveredEvent
    'cart-recovery-restored': RestoredEvent
    'cart-recovery-checkout': CheckoutEvent
    'cart-recovery-failed': FailedEvent
  }
}
