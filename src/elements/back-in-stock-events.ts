import type { LineItem } from '../contract/browser.ts'

// Apart from the other events, because only the deferred part dispatches these.

/** A line item as a shop's own service knows it. Catalogue ids are public; nothing here identifies a cart or a shopper. */
export interface EventLineItem {
  id: string
  productId?: string | undefined
  variantId?: string | undefined
  sku?: string | undefined
}

/** The shopper wants to be told when these are back in stock, or no longer. */
export class BackInStockRequestEvent extends Event {
  readonly lineItems: readonly EventLineItem[]
  readonly subscribed: boolean

  constructor(lineItems: readonly EventLineItem[], subscribed: boolean) {
    super('cart-recovery-back-in-stock-request', { bubbles: true, composed: true, cancelable: true })
    this.lineItems = lineItems
    this.subscribed = subscribed
  }
}

/** The shopper will be told when these are back in stock. */
export class SubscribedEvent extends Event {
  readonly lineItems: readonly EventLineItem[]

  constructor(lineItems: readonly EventLineItem[]) {
    super('cart-recovery-subscribed', { bubbles: true, composed: true })
    this.lineItems = lineItems
  }
}

/** A line item with the fields that an event may carry. */
export function toEventLineItem({ id, productId, variantId, sku }: LineItem): EventLineItem {
  return { id, productId, variantId, sku }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cart-recovery-back-in-stock-request': BackInStockRequestEvent
    'cart-recovery-subscribed': SubscribedEvent
  }
}
