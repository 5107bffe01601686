import type { LineItem } from '../contract/browser.ts'

/** A line item that a shopper wants to be told about, as a shop's own service knows it. */
export interface WatchedLineItem {
  id: string
  productId?: string | undefined
  variantId?: string | undefined
  sku?: string | undefined
}

/** The shopper wants to be told when these are back in stock, or no longer. */
export class BackInStockRequestEvent extends Event {
  readonly lineItems: readonly WatchedLineItem[]
  readonly subscribed: boolean

  constructor(lineItems: readonly WatchedLineItem[], subscribed: boolean) {
    super('cart-recovery-back-in-stock-request', { bubbles: true, composed: true, cancelable: true })
    this.lineItems = lineItems
    this.subscribed = subscribed
  }
}

/** The shopper will be told when these are back in stock. */
export class SubscribedEvent extends Event {
  readonly lineItems: readonly WatchedLineItem[]

  constructor(lineItems: readonly WatchedLineItem[]) {
    super('cart-recovery-subscribed', { bubbles: true, composed: true })
    this.lineItems = lineItems
  }
}

/** Line items as these events carry them: catalogue ids are public, nothing in them names a shopper. */
export function toWatched(lineItems: readonly LineItem[]): WatchedLineItem[] {
  return lineItems.map(({ id, productId, variantId, sku }) => ({ id, productId, variantId, sku }))
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cart-recovery-back-in-stock-request': BackInStockRequestEvent
    'cart-recovery-subscribed': SubscribedEvent
  }
}
