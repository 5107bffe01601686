import type { LineItem } from '../../contract/browser.ts'

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
  /**
   * Of the shop's own service, where it takes this request.
   * @ignore
   */
  answer?: Promise<unknown>

  constructor(lineItems: readonly EventLineItem[], subscribed: boolean) {
    super('cart-recovery-back-in-stock-request', { bubbles: true, composed: true, cancelable: true })
    this.lineItems = lineItems
    this.subscribed = subscribed
  }

  /**
   * Answers with the shop's own service, and the proxy is not asked. Once the promise resolves the page says “You’re on the list”, or
   * that the shopper is off it; where it rejects, that it could not be confirmed.
   *
   * @example
   * event.respondWith(fetch('/notify', { method: 'POST', body: JSON.stringify(event.lineItems) }))
   */
  respondWith(answer: Promise<unknown>): void {
    this.answer = answer
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
