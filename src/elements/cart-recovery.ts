import { html, LitElement, noChange, nothing, type PropertyValues } from 'lit'
import { atom } from 'nanostores'

import type { Link } from '../client/index.ts'
import type { ProblemCode } from '../contract/browser.ts'
import { createText } from '../format/index.ts'
import { locales } from '../locales/locales.ts'
import {
  createFrameStore,
  isSigningIn,
  openPage,
  type Recovery,
  type RecoveryStatus,
  type RecoveryStore,
} from '../state/index.ts'
import { styles } from './cart-recovery.styles.ts'
import { CheckoutEvent, checkoutRequest } from './events/events.ts'
import type { DeferredPart } from './frame/deferred.ts'
import { FrameProvider } from './frame/frame-provider.ts'
import { toFrameSettings } from './frame/frame-settings.ts'
import { $frames } from './frame/frames.ts'
import { LanguagePart } from './frame/language-part.ts'
import { noticeOf } from './frame/notices.ts'
import { RequestWatch } from './frame/request-watch.ts'
import { base } from './styles/base.styles.ts'
import type { DeferredMessages } from './text/deferred-messages.ts'
import { type Messages, messages } from './text/messages.ts'
import type { RareMessages } from './text/rare-messages.ts'

/**
 * Turns the link in an abandoned-cart message into the shopper's cart again: every line shows its availability, and one tap
 * leads to the checkout. Shows its own content while there is no cart to open.
 *
 * @slot - Content for a page that was opened without a link.
 * @slot express - Buttons that pay in one tap, above the button to the checkout. Not there where nothing can be bought.
 * @slot assurance - Directly below that button: returns, safe payment.
 * @slot delivery - One line under the subtotal: when it arrives, and for how much.
 * @slot suggestions - After a cart of which everything is sold out: what the shop has instead.
 * @slot footer - Content below the buttons: delivery, returns, trust.
 * @cssprop [--cart-recovery-accent=currentColor] - Ground of the main button.
 * @cssprop [--cart-recovery-on-accent] - Words on it. White or black by the ground's lightness.
 * @cssprop [--cart-recovery-background] - Ground behind the bar at the bottom. White or black by the text's lightness.
 * @cssprop [--cart-recovery-positive] - Words of good news.
 * @cssprop [--cart-recovery-caution] - Words of news to look at.
 * @cssprop [--cart-recovery-critical] - Words of bad news.
 * @cssprop [--cart-recovery-radius=12px] - Corners.
 * @cssprop [--cart-recovery-gap=1.25em] - Space between things.
 * @cssprop [--cart-recovery-inset=1em] - Space left and right.
 * @cssprop [--cart-recovery-max-width] - 40em in one column, 66em in two.
 * @cssprop [--cart-recovery-min-height=100svh] - Keeps what follows on the page from jumping.
 * @cssstate idle - No link to open. The default slot shows.
 * @cssstate recovering - The link is being opened.
 * @cssstate ready - The cart is there.
 * @cssstate signing-in - A phone number or a code is asked for.
 * @cssstate restoring - The shopper's lines are being written to the cart.
 * @cssstate restored - They were written; the shopper keeps shopping.
 * @cssstate finishing - The checkout is being prepared.
 * @cssstate finished - The shopper is on the way to the checkout.
 * @cssstate failed - Something stands in the way; `problem` says what.
 * @fires cart-recovery-recovered - A link opened a cart.
 * @fires cart-recovery-restored - The shopper's lines were written to the cart.
 * @fires cart-recovery-undo-request - The shopper wants the last restore undone. Cancelable.
 * @fires cart-recovery-checkout - The shopper is about to leave for the checkout.
 * @fires cart-recovery-subscribed - The shopper will be told when something is back in stock.
 * @fires cart-recovery-failed - Something could not be done.
 * @example
 * <cart-recovery endpoint="/cart-recovery" shop-url="/" contact-url="/contact"></cart-recovery>
 */
export class CartRecoveryElement extends LitElement {
  static override styles = [base, styles]
  static override properties = {
    endpoint: {},
    tokenParam: { attribute: 'token-param' },
    locale: {},
    shopUrl: { attribute: 'shop-url' },
    adoptUrl: { attribute: 'adopt-url' },
    backInStock: { attribute: 'back-in-stock', type: Boolean },
    signInUrl: { attribute: 'sign-in-url' },
    headingLevel: { attribute: 'heading-level' },
    contactUrl: { attribute: 'contact-url' },
    shopperToken: { attribute: false },
    messages: { attribute: false },
    status: { reflect: true },
    problem: { reflect: true },
  }

  /** Path or URL of the proxy. */
  endpoint = '/cart-recovery'
  /** The query parameter that holds the link's token. */
  tokenParam = 't'
  /** Language of words, numbers and amounts; the nearest `lang` where there is none. */
  locale?: string | null
  /** Where “Keep shopping” leads; `/` where there is none. */
  shopUrl?: string | null
  /**
   * The shop's own route that takes `{ code }` by POST, makes the cart its own and answers 204, on the page's origin. “Keep
   * shopping” then ends in the shop, with the cart.
   */
  adoptUrl?: string | null
  /**
   * The shop answers `cart-recovery-back-in-stock-request` with a service of its own (`respondWith`): “Notify me” is offered, also
   * where the proxy has no way to tell the shopper.
   */
  backInStock = false
  /** Where a shopper signs in, for a cart that belongs to a customer account. */
  signInUrl?: string | null
  /** Level of the headline among the page's own headings: 1 on a page that has no other. @default '2' */
  headingLevel?: string | null
  /** Where a shopper gets help when a person has to solve it: a page, `mailto:` or `tel:`. */
  contactUrl?: string | null
  /**
   * The token of the shop's own sign-in, if it has one: a platform's, or what `sealCustomer` made. Sent once, when the
   * cart or a tap needs to know the shopper; it may also be set after that.
   */
  shopperToken?: string | undefined
  /**
   * The shop's own words: patterns by their key, such as `{ 'ready.title': 'Welcome back' }`, in the language of the page. The keys
   * are in docs/languages.md; a value that is no text is passed over.
   */
  messages?: Partial<Messages & DeferredMessages & RareMessages> | undefined
  /** The state of the cart. Read only. */
  status: RecoveryStatus = 'idle'
  /** The code of the problem, if there is one. Read only. */
  problem?: ProblemCode | undefined

  /** The state and every action. For a shop's own elements. */
  readonly store: RecoveryStore = createFrameStore(this, () => this.#loadDeferred())

  #deferred: DeferredPart | null | undefined
  #loading: Promise<DeferredPart | undefined> | undefined
  readonly #internals = this.attachInternals()
  readonly #refresh = () => {
    this.#applySettings()
    this.requestUpdate()
  }
  readonly #language = new LanguagePart<Messages>(messages, locales, this.#refresh)
  readonly #$settings = atom(toFrameSettings(this))
  readonly #context = new FrameProvider(this, { store: this.store, $settings: this.#$settings })

  constructor() {
    super()
    new RequestWatch(this, {
      'cart-recovery-checkout-request': ({ via }) => this.checkout(via),
      'cart-recovery-restore-request': async () => {
        if (await this.store.restore()) location.assign(this.#$settings.get().shopUrl)
      },
      // Back from the browser's back/forward cache, perhaps from the checkout.
      pageshow: ({ persisted }) => persisted && this.store.revalidate(),
      // The page may have been opened without a network, and then it has no more than the first part.
      online: async () => {
        if (this.status === 'failed') (await this.#loadDeferred())?.readAgain.online()
      },
    })
    this.store.$recovery.listen((recovery, before) => this.#follow(recovery, before))
    this.store.$pendingAction.listen(() => this.#show())
  }

  override connectedCallback() {
    super.connectedCallback()
    this.#context.announce(this)
    $frames.set([...$frames.get(), this])
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    $frames.set($frames.get().filter((frame) => frame !== this))
  }

  /**
   * Opens the cart of a link, or else the one this tab had open before a reload. `running` is the link's first
   * request, where an earlier script already sent it.
   */
  open(link?: Link, running?: Promise<Response>): void {
    openPage(this.store, link, running)
  }

  /** Applies the lines and goes to the checkout, unless the shop cancels it or the proxy refuses. */
  async checkout(via: 'web' | 'text' = 'web'): Promise<void> {
    const { lineItems, total } = checkoutRequest(this.store)
    const url = await (via === 'text' ? (await this.#loadDeferred())?.shopper : this.store)?.checkout()
    if (url === undefined) return
    this.dispatchEvent(new CheckoutEvent(lineItems, total))
    location.assign(url)
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!this.hasUpdated || [...changed.keys()].some((key) => key !== 'status' && key !== 'problem')) {
      this.#applySettings()
    }
  }

  protected override render(): unknown {
    const { status } = this
    if (status === 'idle') return html`<slot></slot>`
    if (this.#language.isLoading) return noChange
    const { deferred } = this.#context.value
    const [recovery, summary] = [this.store.$recovery.get(), this.store.$summary.get()]
    const hasItems = status !== 'failed' && Boolean(summary?.itemCount)
    const isPaired = status === 'recovering' || summary?.itemCount
    return html`
      <div class=${isPaired ? 'layout paired' : 'layout'} lang=${this.#$settings.get().language}>
        <div class="main">
          <cart-recovery-status></cart-recovery-status>
          ${deferred?.question(recovery)}
          <cart-recovery-line-items></cart-recovery-line-items>
          ${hasItems && (summary?.notifiableCount ?? 0) > 1 ? html`<cart-recovery-back-in-stock></cart-recovery-back-in-stock>` : nothing}
          ${summary?.nothingLeft ? html`<slot name="suggestions"></slot>` : nothing}
        </div>
        <div class="aside">
          <cart-recovery-summary><slot name="delivery" slot="delivery"></slot></cart-recovery-summary>
          <cart-recovery-checkout
            ><slot name="express" slot="express"></slot><slot name="assurance" slot="assurance"></slot
          ></cart-recovery-checkout>
          ${deferred?.below()}
          <slot name="footer"></slot>
          ${deferred?.last()}
        </div>
      </div>
    `
  }

  /** Provides the attributes and, once they are loaded, the sentences of the frame's language. */
  #applySettings() {
    const settings = toFrameSettings(this)
    const tags = this.#language.follow(settings.locale)
    this.#$settings.set({ ...settings, ...tags, text: createText(this.#language.table, tags, this.messages) })
    if (this.#deferred === undefined) return
    const deferred = this.#deferred === null ? null : this.#deferred.provide(settings.locale, this.messages)
    this.#context.setValue({ ...this.#context.value, deferred })
  }

  #follow(recovery: Recovery, before: Recovery | undefined) {
    const problem = 'problem' in recovery ? recovery.problem?.code : undefined
    const headline = this.shadowRoot?.querySelector('cart-recovery-status')
    if ((problem && problem !== this.problem) || 'notice' in recovery)
      setTimeout(() => headline?.scrollIntoView({ block: 'nearest' }))
    this.problem = problem
    this.#show()
    const notice = noticeOf(recovery, before)
    if (notice) this.dispatchEvent(notice)
    // The deferred part is loaded once the lines are painted, before a tap needs it: by then the network may be gone.
    if (!/^(idle|recovering)$/.test(recovery.status))
      requestAnimationFrame(() => setTimeout(() => this.#loadDeferred()))
  }

  #show() {
    const { status } = this.store.$recovery.get()
    const isAsking = (status === 'ready' || status === 'restored') && isSigningIn(this.store.$pendingAction.get())
    this.status = isAsking ? 'signing-in' : status
    this.#internals.states.clear()
    this.#internals.states.add(this.status)
    this.requestUpdate()
    this.#keepFocus()
  }

  /** When a change of state removes the focused control, the headline gets the focus. Otherwise `<body>` would. */
  #keepFocus() {
    const hadFocus = this.shadowRoot?.activeElement != null
    setTimeout(() => {
      if (hadFocus && !this.shadowRoot?.activeElement) this.shadowRoot?.querySelector('cart-recovery-status')?.focus()
    })
  }

  #loadDeferred(): Promise<DeferredPart | undefined> {
    this.#loading ??= import('./frame/deferred.ts')
      .then(({ attachDeferred }) => {
        this.#deferred = attachDeferred(this, this.store, this.#refresh)
        this.#refresh()
        return this.#deferred
      })
      .catch(() => {
        // An open cart works without this part, and the next tap tries again. A cart that waits for a sign-in does not.
        this.#loading = undefined
        this.#deferred = null
        this.#refresh()
        if (this.store.$recovery.get().status === 'signing-in') this.store.fail('upstream-down')
        return undefined
      })
    return this.#loading
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery': CartRecoveryElement
  }
}
