import { html, nothing } from 'lit'

import { createShopperClient } from '../../client/index.ts'
import { type ConsentChoice, createConsent, createShopper, type Recovery, type Shopper } from '../../state/index.ts'
import type { CartRecoveryElement } from '../cart-recovery.ts'
import { CartRecoveryBackInStockElement } from '../cart-recovery-back-in-stock.ts'
import { CartRecoveryConsentElement } from '../cart-recovery-consent.ts'
import { CartRecoverySignInElement } from '../cart-recovery-sign-in.ts'
import { CartRecoveryTextCheckoutElement } from '../cart-recovery-text-checkout.ts'
import { SubscribedEvent, toEventLineItem } from '../events.ts'
import { deferredHeadline } from '../text/deferred-headline.ts'
import { type DeferredMessages, deferredMessages } from '../text/deferred-messages.ts'
import type { Headline } from '../text/headline.ts'
import type { FrameContext } from './context.ts'
import { endpointOf } from './endpoint.ts'
import type { View } from './frame-controller.ts'
import { RequestWatch } from './request-controller.ts'

/** All that is not needed to paint a cart. It is loaded together, once that is done. */
export interface Deferred {
  shopper: Shopper
  consent: ConsentChoice
  messages: DeferredMessages
  /** What stands above the cart, where that is about something of this. */
  headline(view: View): Headline | undefined
  /** Asks who the shopper is, where the cart waits for that. */
  question(recovery: Recovery): unknown
  /** What stands below the buttons. */
  below(): unknown
}

const elements = {
  'cart-recovery-sign-in': CartRecoverySignInElement,
  'cart-recovery-back-in-stock': CartRecoveryBackInStockElement,
  'cart-recovery-text-checkout': CartRecoveryTextCheckoutElement,
  'cart-recovery-consent': CartRecoveryConsentElement,
}

/** Gives a frame all that was left for later, and brings its tags to life. */
export function attachDeferred(frame: CartRecoveryElement, context: FrameContext): Deferred {
  const { store } = context
  const client = createShopperClient(endpointOf(frame))
  const consent = createConsent(store, client)
  const shopper = createShopper(store, client, {
    consumeToken() {
      const { shopperToken } = frame
      frame.shopperToken = undefined
      return shopperToken
    },
  })
  new RequestWatch(frame, {
    'cart-recovery-back-in-stock-request': ({ lineItems, subscribed }) =>
      shopper.setSubscribed(
        lineItems.map(({ id }) => id),
        subscribed,
      ),
  })
  store.$pendingAction.listen((state) => {
    if (state.status !== 'completed' || state.action.kind !== 'back-in-stock') return
    if (state.action.subscribed && state.lineItems.length)
      frame.dispatchEvent(new SubscribedEvent(state.lineItems.map(toEventLineItem)))
  })
  context.deferred = {
    shopper,
    consent,
    messages: deferredMessages,
    headline: deferredHeadline,
    question: ({ status }) =>
      status === 'signing-in' ? html`<cart-recovery-sign-in></cart-recovery-sign-in>` : nothing,
    below: () =>
      Object.keys(consent.$consent.get().saved).length
        ? html`<cart-recovery-consent></cart-recovery-consent>`
        : nothing,
  }
  for (const [name, element] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, element)
  }
  // Elements of another frame's making are alive already, and hear of it here; or when the shopper is asked.
  if (store.$recovery.get().status !== 'signing-in') shopper.dismiss()
  return context.deferred
}
