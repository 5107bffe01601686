import { html, nothing, type ReactiveControllerHost } from 'lit'

import { adoptInShop, createRestoreClient, createShopperClient } from '../../client/index.ts'
import { createText } from '../../format/index.ts'
import { deferredLocales } from '../../locales/deferred-locales.ts'
import {
  createCartLink,
  createConsent,
  createDeferredActions,
  createReadAgain,
  createShopper,
  createSubstitutes,
  type DeferredActions,
  type LineView,
  openOf,
  type RecoveryStore,
} from '../../state/index.ts'
import { CartRecoveryBackInStockElement } from '../cart-recovery-back-in-stock.ts'
import { CartRecoveryShareElement } from '../cart-recovery-share.ts'
import { SubscribedEvent, toEventLineItem } from '../events/back-in-stock-events.ts'
import { restoreRequest } from '../events/events.ts'
import { RestoredEvent, UndoRequestEvent } from '../events/restore-events.ts'
import { changeAnnouncement } from '../text/change-announcement.ts'
import { deferredHeadline } from '../text/deferred-headline.ts'
import { deferredMessages } from '../text/deferred-messages.ts'
import { outcomeText } from '../text/outcome-text.ts'
import type { Deferred } from './context.ts'
import { defineMissing } from './define-missing.ts'
import { LanguagePart } from './language-part.ts'
import { loadElement } from './load-element.ts'
import { loadRare } from './load-rare.ts'
import { RequestWatch } from './request-watch.ts'
import { runStep } from './run-step.ts'

/** What this part needs of the frame that loads it. */
export interface DeferredHost extends ReactiveControllerHost, EventTarget {
  readonly isConnected: boolean
  readonly endpoint: string
  readonly adoptUrl?: string | null
  shopperToken?: string | undefined
}

/** This part before it has a language. */
export interface DeferredPart extends Omit<Deferred, 'text'> {
  /** What of the store follows a tap. */
  actions: DeferredActions
  /** The part in the frame's language, with the shop's own words. Undefined while the language is on its way. */
  provide(locale: string, overrides: unknown): Deferred | undefined
}

const elements = {
  'cart-recovery-back-in-stock': CartRecoveryBackInStockElement,
  'cart-recovery-share': CartRecoveryShareElement,
}

/** Makes this part for a frame, and registers its tags. `refresh` shows what has come since. */
export function attachDeferred(frame: DeferredHost, store: RecoveryStore, refresh: () => void): DeferredPart {
  const language = new LanguagePart(deferredMessages, deferredLocales, refresh)
  const rare = loadRare(store, refresh)
  const client = createShopperClient(frame)
  const restoreClient = createRestoreClient(frame)
  const consent = createConsent(store, client)
  const shopper = createShopper(store, client, {
    consumeToken() {
      const { shopperToken } = frame
      frame.shopperToken = undefined
      return shopperToken
    },
  })
  const waiting = new Set<() => void>()
  const whenOnPage = (run: () => void) => (frame.isConnected ? run() : waiting.add(run))
  frame.addController({
    hostConnected() {
      for (const run of waiting) run()
      waiting.clear()
    },
  })
  // Before a tap asks for it: the form is drawn with it.
  if (shopper.phoneCountries) import('../text/phone-country.ts').catch(() => {})
  // The shop may know its shopper only after the cart has asked.
  frame.addController({ hostUpdated: () => void (frame.shopperToken && shopper.openByToken()) })
  new RequestWatch(frame, {
    'cart-recovery-undo-request': () => store.undo(),
    'cart-recovery-back-in-stock-request': ({ lineItems, subscribed, answer }) =>
      shopper.setSubscribed(
        lineItems.map(({ id }) => id),
        subscribed,
        answer,
      ),
  })
  store.$recovery.listen((recovery, before) => {
    if (recovery.status === 'restored' && before?.status === 'restoring')
      frame.dispatchEvent(new RestoredEvent(recovery.open.cart, [...recovery.outcomes.values()]))
  })
  store.$pendingAction.listen((state) => {
    if (state.status !== 'completed' || state.action.kind !== 'back-in-stock') return
    if (state.action.subscribed && state.lineItems.length)
      frame.dispatchEvent(new SubscribedEvent(state.lineItems.map(toEventLineItem)))
  })
  defineMissing(elements)
  store.$lines.subscribe(loadSubstitutes)
  // What stands below the buttons waits for what would push it down: what says why a line cannot go by text, and the boxes.
  let isWaiting = false
  let isConsentOnItsWay = false
  const hasConsent = () => Object.keys(consent.$consent.get().saved).length > 0
  consent.$consent.subscribe(async () => {
    if (isConsentOnItsWay || !hasConsent() || customElements.get('cart-recovery-consent')) return
    isConsentOnItsWay = true
    await loadElement(
      'cart-recovery-consent',
      async () => (await import('../cart-recovery-consent.ts')).CartRecoveryConsentElement,
    )
    isConsentOnItsWay = false
    refresh()
  })
  const part: Omit<Deferred, 'text'> = {
    restoreClient,
    shopper,
    consent,
    link: createCartLink(store, client),
    readAgain: createReadAgain(store, { whenOnPage }),
    substitutes: createSubstitutes(store),
    adopt: async (code) => (frame.adoptUrl ? adoptInShop(frame.adoptUrl, code) : undefined),
    keepShopping: () => frame.dispatchEvent(restoreRequest(store)),
    request: (event) => frame.dispatchEvent(event),
    headline: deferredHeadline,
    announcement: (change, { summary, settings, deferred }) =>
      summary && deferred ? changeAnnouncement(change, summary, settings, deferred.text) : undefined,
    outcome: outcomeText,
    runStep: (step, view) => runStep(step, view, part.request),
    question: ({ status }) =>
      status === 'signing-in' ? html`<cart-recovery-sign-in></cart-recovery-sign-in>` : nothing,
    undoButton: (label) =>
      html`<button part="undo-button" class="button quiet" @click=${() => part.request(new UndoRequestEvent())}>${label}</button>`,
    below: () =>
      isWaiting
        ? nothing
        : html`${openOf(store.$recovery.get())?.abilities.coupon ? renderCoupon() : nothing}${
            hasConsent() ? html`<cart-recovery-consent></cart-recovery-consent>` : nothing
          }`,
    last: () =>
      !isWaiting && openOf(store.$recovery.get()) ? html`<cart-recovery-share></cart-recovery-share>` : nothing,
  }
  return {
    ...part,
    actions: createDeferredActions(store, restoreClient, whenOnPage),
    provide(locale, overrides) {
      const tags = language.follow(locale)
      if (language.isLoading) return undefined
      const phone = rare(locale, overrides)
      const waitsForPhone = phone === undefined && openOf(store.$recovery.get())?.abilities.textCheckout
      isWaiting = isConsentOnItsWay || Boolean(waitsForPhone)
      return { ...part, text: createText(language.table, tags, overrides), rare: phone }
    },
  }
}

/** The field for a code. Without it the checkout takes the code. */
function renderCoupon() {
  loadElement(
    'cart-recovery-coupon',
    async () => (await import('../coupon/cart-recovery-coupon.ts')).CartRecoveryCouponElement,
  )
  return html`<cart-recovery-coupon></cart-recovery-coupon>`
}

/** Other choices for a line that is sold out. Their place is there already. */
function loadSubstitutes(lines: readonly LineView[]) {
  if (lines.some(({ lineItem }) => lineItem.substitutes))
    loadElement(
      'cart-recovery-substitutes',
      async () => (await import('../cart-recovery-substitutes.ts')).CartRecoverySubstitutesElement,
    )
}
