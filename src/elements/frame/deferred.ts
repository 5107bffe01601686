import { html, nothing, type ReactiveControllerHost } from 'lit'

import { adoptInShop, createShopperClient } from '../../client/index.ts'
import { createText } from '../../format/index.ts'
import {
  createCartLink,
  createConsent,
  createReadAgain,
  createShopper,
  createSubstitutes,
  openOf,
  type RecoveryStore,
} from '../../state/index.ts'
import { SubscribedEvent, toEventLineItem } from '../back-in-stock-events.ts'
import { CartRecoveryBackInStockElement } from '../cart-recovery-back-in-stock.ts'
import { CartRecoveryConsentElement } from '../cart-recovery-consent.ts'
import { CartRecoveryShareElement } from '../cart-recovery-share.ts'
import { CartRecoverySignInElement } from '../cart-recovery-sign-in.ts'
import { CartRecoverySubstitutesElement } from '../cart-recovery-substitutes.ts'
import { CartRecoveryTextCheckoutElement } from '../cart-recovery-text-checkout.ts'
import { restoreRequest } from '../events.ts'
import { deferredHeadline } from '../text/deferred-headline.ts'
import { deferredMessages } from '../text/deferred-messages.ts'
import type { Deferred } from './context.ts'
import { RequestWatch } from './request-watch.ts'

/** What this part needs of the frame that loads it. */
export interface DeferredHost extends ReactiveControllerHost, EventTarget {
  readonly endpoint: string
  readonly adoptUrl?: string | null
  shopperToken?: string | undefined
}

const elements = {
  'cart-recovery-sign-in': CartRecoverySignInElement,
  'cart-recovery-back-in-stock': CartRecoveryBackInStockElement,
  'cart-recovery-substitutes': CartRecoverySubstitutesElement,
  'cart-recovery-text-checkout': CartRecoveryTextCheckoutElement,
  'cart-recovery-consent': CartRecoveryConsentElement,
  'cart-recovery-share': CartRecoveryShareElement,
}

/** Makes this part for a frame, and registers its tags. */
export function attachDeferred(frame: DeferredHost, store: RecoveryStore): Deferred {
  const client = createShopperClient(frame)
  const consent = createConsent(store, client)
  const shopper = createShopper(store, client, {
    consumeToken() {
      const { shopperToken } = frame
      frame.shopperToken = undefined
      return shopperToken
    },
  })
  // Before a tap asks for it: the form is drawn with it.
  if (shopper.phoneCountries) import('../text/phone-country.ts').catch(() => {})
  // The shop may know its shopper only after the cart has asked.
  frame.addController({ hostUpdated: () => void (frame.shopperToken && shopper.openByToken()) })
  new RequestWatch(frame, {
    'cart-recovery-back-in-stock-request': ({ lineItems, subscribed, answer }) =>
      shopper.setSubscribed(
        lineItems.map(({ id }) => id),
        subscribed,
        answer,
      ),
  })
  store.$pendingAction.listen((state) => {
    if (state.status !== 'completed' || state.action.kind !== 'back-in-stock') return
    if (state.action.subscribed && state.lineItems.length)
      frame.dispatchEvent(new SubscribedEvent(state.lineItems.map(toEventLineItem)))
  })
  for (const [name, element] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, element)
  }
  return {
    shopper,
    consent,
    link: createCartLink(store, client),
    readAgain: createReadAgain(store),
    substitutes: createSubstitutes(store),
    text: createText(deferredMessages, { language: 'en', locale: 'en' }),
    textIn: (messages, tags, overrides) => createText(messages ?? deferredMessages, tags, overrides),
    adopt: (code) => adoptInShop(frame.adoptUrl ?? '', code),
    keepShopping: () => frame.dispatchEvent(restoreRequest(store)),
    request: (event) => frame.dispatchEvent(event),
    headline: deferredHeadline,
    question: ({ status }) =>
      status === 'signing-in' ? html`<cart-recovery-sign-in></cart-recovery-sign-in>` : nothing,
    below: () =>
      html`${openOf(store.$recovery.get())?.abilities.coupon ? loadCoupon() : nothing}${
        Object.keys(consent.$consent.get().saved).length
          ? html`<cart-recovery-consent></cart-recovery-consent>`
          : nothing
      }`,
    last: () => (openOf(store.$recovery.get()) ? html`<cart-recovery-share></cart-recovery-share>` : nothing),
  }
}

/** The field for a code, whose script few shoppers need: it is loaded for itself. */
function loadCoupon() {
  const tag = 'cart-recovery-coupon'
  if (!customElements.get(tag))
    import('../coupon/cart-recovery-coupon.ts').then(
      ({ CartRecoveryCouponElement }) =>
        customElements.get(tag) ?? customElements.define(tag, CartRecoveryCouponElement),
      // Without it the checkout takes the code.
      () => {},
    )
  return html`<cart-recovery-coupon></cart-recovery-coupon>`
}
