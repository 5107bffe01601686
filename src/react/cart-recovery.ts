'use client'

// Takes the link before React hydrates the page, and loads the elements only where there is a cart. On a server it does nothing.
import '../dropin/index.ts'

import {
  createElement,
  type ForwardRefExoticComponent,
  forwardRef,
  type HTMLAttributes,
  type RefAttributes,
  useImperativeHandle,
  useRef,
} from 'react'

import type { CartRecoveryElement } from '../index.ts'
import { useBrowserEffect } from './browser-effect.ts'

const events = {
  onRecovered: 'cart-recovery-recovered',
  onRestoreRequest: 'cart-recovery-restore-request',
  onRestored: 'cart-recovery-restored',
  onUndoRequest: 'cart-recovery-undo-request',
  onBackInStockRequest: 'cart-recovery-back-in-stock-request',
  onSubscribed: 'cart-recovery-subscribed',
  onCheckoutRequest: 'cart-recovery-checkout-request',
  onCheckout: 'cart-recovery-checkout',
  onFailed: 'cart-recovery-failed',
} as const
type EventNames = typeof events
type EventProp = keyof EventNames

/** A handler for each event of the frame. Requests can be answered by the shop: `event.preventDefault()`. */
export type CartRecoveryEventProps = {
  [Prop in EventProp]?: ((event: HTMLElementEventMap[EventNames[Prop]]) => void) | undefined
}

/** The frame's attributes as props. Anything else that HTML takes, such as `className` or `lang`, is passed on. */
export interface CartRecoveryProps extends HTMLAttributes<CartRecoveryElement>, CartRecoveryEventProps {
  /** Path or URL of the proxy. @default '/cart-recovery' */
  endpoint?: string | undefined
  /** The query parameter that holds the link's token. @default 't' */
  tokenParam?: string | undefined
  /** Language of words, numbers and amounts. @default the nearest `lang` */
  locale?: string | undefined
  /** Where “Keep shopping” leads. @default '/' */
  shopUrl?: string | undefined
  /** The shop's own route that takes `{ code }` and makes the cart its own. */
  adoptUrl?: string | undefined
  /** The shop answers `onBackInStockRequest` with a service of its own: `event.respondWith(promise)`. @default false */
  backInStock?: boolean | undefined
  /** Where a shopper signs in, for a cart that belongs to a customer account. */
  signInUrl?: string | undefined
  /** Where a shopper gets help when a person has to solve it: a page, `mailto:` or `tel:`. */
  contactUrl?: string | undefined
  /** Level of the headline among the page's own headings. @default 2 */
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
  /** The token of the shop's own sign-in. It is set as a property, so the page's markup never has it. */
  shopperToken?: string | undefined
  /** The shop's own words, by the keys of docs/languages.md. Keep the object: another one draws the cart anew. */
  messages?: CartRecoveryElement['messages']
}

/**
 * The cart behind a message's link. The server renders its attributes and its children, which show where there is no link.
 * `ref` gives the element, once it is on the page.
 *
 * @example
 * <CartRecovery endpoint="/api/cart-recovery" shopUrl="/" onCheckout={(event) => track(event.lineItems)} />
 */
export const CartRecovery: ForwardRefExoticComponent<CartRecoveryProps & RefAttributes<CartRecoveryElement>> =
  forwardRef<CartRecoveryElement, CartRecoveryProps>(function CartRecovery(props, ref) {
    const frame = useRef<CartRecoveryElement>(null)
    const latest = useRef<CartRecoveryEventProps>(props)
    const { shopperToken, messages } = props
    useImperativeHandle<CartRecoveryElement | null, CartRecoveryElement | null>(ref, () => frame.current, [])
    useBrowserEffect(() => {
      latest.current = props
    })
    useBrowserEffect(() => {
      if (frame.current) frame.current.shopperToken = shopperToken
    }, [shopperToken])
    useBrowserEffect(() => {
      if (frame.current) frame.current.messages = messages
    }, [messages])
    useBrowserEffect(() => {
      const listening = new AbortController()
      const listen = <Prop extends EventProp>(prop: Prop, element: CartRecoveryElement) =>
        element.addEventListener(events[prop], (event) => latest.current[prop]?.(event), listening)
      for (const prop of eventProps) if (frame.current) listen(prop, frame.current)
      return () => listening.abort()
    }, [])
    return createElement('cart-recovery', { ...toAttributes(props), ref: frame })
  })

const eventProps = Object.keys(events).filter((name): name is EventProp => Object.hasOwn(events, name))

/** Attributes alone: a server writes them, and the script has them before React runs. React 18 writes names as they are. */
function toAttributes({
  tokenParam,
  shopUrl,
  adoptUrl,
  signInUrl,
  contactUrl,
  headingLevel,
  backInStock,
  className,
  shopperToken: _token,
  messages: _messages,
  ...rest
}: CartRecoveryProps) {
  const others = Object.entries(rest).filter(([name]) => !Object.hasOwn(events, name))
  return {
    ...Object.fromEntries(others),
    class: className,
    'token-param': tokenParam,
    'shop-url': shopUrl,
    'adopt-url': adoptUrl,
    'sign-in-url': signInUrl,
    'contact-url': contactUrl,
    'heading-level': headingLevel,
    // React 18 writes `true` of an attribute that it does not know.
    'back-in-stock': backInStock ? '' : undefined,
    // The script may have set `status` before React came.
    suppressHydrationWarning: true,
  }
}
