import type { Cart, LineItem, Outcome, ProblemCode } from '../contract/browser.ts'
import type { LineView } from '../state/index.ts'

const request = { bubbles: true, composed: true, cancelable: true }
const notice = { bubbles: true, composed: true }

/**
 * A line item as a shop's own service knows it. Catalogue ids are public; nothing here identifies a cart or a
 * shopper.
 */
export interface EventLineItem {
  id: string
  productId?: string | undefined
  variantId?: string | undefined
  sku?: string | undefined
  /** What a checkout would take of it. Absent where an event is about the item alone. */
  quantity?: number
}

/**
 * The shopper wants to check out. Any element may dispatch it; a shop that calls `preventDefault()`
 * answers it with its own service, for which it carries the lines. The frame reads only `via`: it sends
 * the choices that its own store holds.
 */
export class CheckoutRequestEvent extends Event {
  readonly lineItems: readonly EventLineItem[]
  /** `text`: the link is also sent to the shopper's phone. */
  readonly via: 'web' | 'text'

  constructor(lineItems: readonly EventLineItem[] = [], via: 'web' | 'text' = 'web') {
    super('cart-recovery-checkout-request', request)
    this.lineItems = lineItems
    this.via = via
  }
}

/** The shopper wants to keep shopping with this cart. The lines are for a shop that answers with its own service. */
export class RestoreRequestEvent extends Event {
  readonly lineItems: readonly EventLineItem[]

  constructor(lineItems: readonly EventLineItem[] = []) {
    super('cart-recovery-restore-request', request)
    this.lineItems = lineItems
  }
}

/** The shopper wants the last restore undone. */
export class UndoRequestEvent extends Event {
  constructor() {
    super('cart-recovery-undo-request', request)
  }
}

/** The shopper wants to be told when these are back in stock, or no longer. */
export class BackInStockRequestEvent extends Event {
  readonly lineItems: readonly EventLineItem[]
  readonly subscribed: boolean

  constructor(lineItems: readonly EventLineItem[], subscribed: boolean) {
    super('cart-recovery-back-in-stock-request', request)
    this.lineItems = lineItems
    this.subscribed = subscribed
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
  readonly lineItems: readonly EventLineItem[]

  constructor(lineItems: readonly EventLineItem[]) {
    super('cart-recovery-checkout', notice)
    this.lineItems = lineItems
  }
}

/** The shopper will be told when these are back in stock. */
export class SubscribedEvent extends Event {
  readonly lineItems: readonly EventLineItem[]

  constructor(lineItems: readonly EventLineItem[]) {
    super('cart-recovery-subscribed', notice)
    this.lineItems = lineItems
  }
}

/** Something could not be done. The shopper has been told, with a next step. */
export class FailedEvent extends Event {
  readonly problem: ProblemCode
  /** Identifies the entry in the proxy's log, or empty. */
  readonly supportCode: string

  constructor(problem: ProblemCode, supportCode: string) {
    super('cart-recovery-failed', notice)
    this.problem = problem
    this.supportCode = supportCode
  }
}

/** A line item with the fields that an event may carry. */
export function toEventLineItem({ id, productId, variantId, sku }: LineItem): EventLineItem {
  return { id, productId, variantId, sku }
}

/** The lines of a cart, each at the quantity that a checkout would take. */
export function toEventLineItems(lines: readonly LineView[] = []): EventLineItem[] {
  return lines.map(({ lineItem, buyable }) => ({ ...toEventLineItem(lineItem), quantity: buyable }))
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cart-recovery-checkout-request': CheckoutRequestEvent
    'cart-recovery-restore-request': RestoreRequestEvent
    'cart-recovery-undo-request': UndoRequestEvent
    'cart-recovery-back-in-stock-request': BackInStockRequestEvent
    'cart-recovery-recovered': RecoveredEvent
    'cart-recovery-restored': RestoredEvent
    'cart-recovery-checkout': CheckoutEvent
    'cart-recovery-subscribed': SubscribedEvent
    'cart-recovery-failed': FailedEvent
  }
}
