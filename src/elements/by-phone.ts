import { createShopperClient } from '../client/index.ts'
import { createShopper, type Shopper } from '../state/index.ts'
import { SubscribedEvent, toWatched } from './back-in-stock-events.ts'
import { type ByPhoneMessages, byPhoneMessages } from './by-phone-messages.ts'
import type { CartRecoveryElement } from './cart-recovery.ts'
import { CartRecoveryBackInStockElement } from './cart-recovery-back-in-stock.ts'
import { CartRecoverySignInElement } from './cart-recovery-sign-in.ts'
import { CartRecoveryTextCheckoutElement } from './cart-recovery-text-checkout.ts'
import type { FrameContext } from './context.ts'
import type { View } from './frame-controller.ts'
import type { Headline } from './headline.ts'
import { readingEndpoint } from './reading-endpoint.ts'
import { RequestWatch } from './request-watch.ts'
import { wishHeadline } from './wish-headline.ts'

/** What a cart can use once it is known whose phone it is. All of it is loaded together, after the lines are painted. */
export interface ByPhone {
  shopper: Shopper
  messages: ByPhoneMessages
  /** What stands above the cart about a wish, for as long as that is the newest thing. */
  headline(view: View): Headline | undefined
}

const elements = {
  'cart-recovery-sign-in': CartRecoverySignInElement,
  'cart-recovery-back-in-stock': CartRecoveryBackInStockElement,
  'cart-recovery-text-checkout': CartRecoveryTextCheckoutElement,
}

/** Gives a frame all that goes by phone, and brings its tags to life. */
export function joinByPhone(frame: CartRecoveryElement, context: FrameContext): ByPhone {
  const { store } = context
  const shopper = createShopper(store, createShopperClient(readingEndpoint(frame)), {
    takeToken() {
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
  store.$wish.listen((state) => {
    if (state.status !== 'done' || state.wish.kind !== 'back-in-stock') return
    if (state.wish.subscribed && state.lineItems.length)
      frame.dispatchEvent(new SubscribedEvent(toWatched(state.lineItems)))
  })
  context.byPhone = { shopper, messages: byPhoneMessages, headline: wishHeadline }
  for (const [name, element] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, element)
  }
  // Elements of another frame's making are alive already, and hear of it here.
  shopper.dismiss()
  return context.byPhone
}
