import type { Cart, LineItem, Money, ProblemCode } from '../../contract/browser.ts'
import type { RecoveryStore } from '../../state/index.ts'

const request = { bubbles: true, composed: true, cancelable: true }
const notice = { bubbles: true, composed: true }

/**
 * A line of the cart at the quantity that a checkout would take. Catalogue ids are public; nothing here identifies a cart or a
 * shopper: options that the shopper typed are left out.
 */
export type EventCartLine = Pick<
  LineItem,
  'id' | 'productId' | 'variantId' | 'sku' | 'name' | 'options' | 'price' | 'quantity'
>

/**
 * The shopper wants to check out. Any element may dispatch it; a shop that calls `preventDefault()`
 * answers it with its own service, for which it carries the lines. The frame reads only `via`: it sends
 * the choices that its own store holds.
 */
export class CheckoutRequestEvent extends Event {
  readonly lineItems: readonly EventCartLine[]
  /** `text`: the link is also sent to the shopper's phone. */
  readonly via: 'web' | 'text'
  /** What the button says, in minor units. */
  readonly total?: Money | undefined

  constructor(lineItems: readonly EventCartLine[] = [], via: 'web' | 'text' = 'web', total?: Money) {
    super('cart-recovery-checkout-request', request)
    this.lineItems = lineItems
    this.via = via
    this.total = total
  }
}

/** The shopper wants to keep shopping with this cart. The lines are for a shop that answers with its own service. */
export class RestoreRequestEvent extends Event {
  readonly lineItems: readonly EventCartLine[]
  /** In minor units. */
  readonly total?: Money | undefined

  constructor(lineItems: readonly EventCartLine[] = [], total?: Money) {
    super('cart-recovery-restore-request', request)
    this.lineItems = lineItems
    this.total = total
  }
}

/** A link opened a cart. Its options that the shopper typed are left out. */
export class RecoveredEvent extends Event {
  readonly cart: Cart

  constructor(cart: Cart) {
    super('cart-recovery-recovered', notice)
    this.cart = toEventCart(cart)
  }
}

/** The shopper is about to leave for the checkout. */
export class CheckoutEvent extends Event {
  readonly lineItems: readonly EventCartLine[]
  /** What the button said, in minor units. */
  readonly total?: Money | undefined

  constructor(lineItems: readonly EventCartLine[], total?: Money) {
    super('cart-recovery-checkout', notice)
    this.lineItems = lineItems
    this.total = total
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

/** The request to check out what a store's cart has now. */
export function checkoutRequest({ $lines, $summary }: EventSource, via?: 'web' | 'text'): CheckoutRequestEvent {
  return new CheckoutRequestEvent(toCartLines($lines), via, $summary.get()?.total)
}

/** The request to keep shopping with what a store's cart has now. */
export function restoreRequest({ $lines, $summary }: EventSource): RestoreRequestEvent {
  return new RestoreRequestEvent(toCartLines($lines), $summary.get()?.total)
}

type EventSource = Pick<RecoveryStore, '$lines' | '$summary'>

function toCartLines($lines: EventSource['$lines']): EventCartLine[] {
  return $lines.get().map(({ lineItem, buyable }) => ({ ...withoutTyped(lineItem), quantity: buyable }))
}

/** What a shopper typed may hold a name: events are heard by every script of the page. */
const withoutTyped = (line: LineItem): LineItem => ({ ...line, options: line.options.filter(({ typed }) => !typed) })

/** A cart as every script of the page may have it. */
export const toEventCart = (cart: Cart): Cart => ({ ...cart, lineItems: cart.lineItems.map(withoutTyped) })

declare global {
  interface GlobalEventHandlersEventMap {
    'cart-recovery-checkout-request': CheckoutRequestEvent
    'cart-recovery-restore-request': RestoreRequestEvent
    'cart-recovery-recovered': RecoveredEvent
    'cart-recovery-checkout': CheckoutEvent
    'cart-recovery-failed': FailedEvent
  }
}
