import { html, LitElement, type PropertyValues } from 'lit'
import { property } from 'lit/decorators.js'
import { atom } from 'nanostores'

import {
  createRecoveryClient,
  forgetHandle,
  isCheckoutUrl,
  isMarked,
  keepHandle,
  type Link,
  readHandle,
} from '../client/index.ts'
import type { ProblemCode } from '../contract/browser.ts'
import { createRecoveryStore, type Recovery, type RecoveryStatus, type RecoveryStore } from '../state/index.ts'
import { base } from './base.styles.ts'
import { styles } from './cart-recovery.styles.ts'
import { toChosen } from './chosen.ts'
import { frameContext } from './context.ts'
import { provide } from './context-request.ts'
import { CheckoutEvent } from './events.ts'
import { $frames } from './frames.ts'
import { noticeOf } from './notices.ts'
import { RequestWatch } from './request-watch.ts'
import { toSettings } from './settings.ts'

/**
 * Turns the link in an abandoned-cart message into the shopper's cart again: every line tells the truth, and
 * one tap ends at the checkout. Shows its content while there is no cart to open.
 *
 * @slot - Words for a page that was opened without a link.
 * @slot footer - Words below the buttons: delivery, returns, trust.
 * @csspart status - Title, sentence and next steps.
 * @csspart retry-button - The first next step, where it is a button.
 * @csspart line-item - One row.
 * @csspart image - The picture of a row.
 * @csspart name - The name of a row.
 * @csspart options - Size, colour and the like.
 * @csspart quantity - The stepper of a row.
 * @csspart remove-button - Takes a row out, and puts it back.
 * @csspart price - What a row costs.
 * @csspart price-change - Says that a price is another than before.
 * @csspart availability - Whether a row can be had.
 * @csspart summary - The box with the total.
 * @csspart offer - The discount that came with the message.
 * @csspart checkout-button - Goes to the checkout.
 * @csspart restore-button - Keeps shopping with this cart.
 * @csspart undo-button - Takes the last saving back.
 * @cssprop [--cart-recovery-accent=currentColor] - Ground of the main button.
 * @cssprop [--cart-recovery-on-accent] - Words on it. White or black by the ground's lightness.
 * @cssprop [--cart-recovery-background] - Ground behind the bar at the bottom. White or black by the text's lightness.
 * @cssprop [--cart-recovery-positive] - Words of good news.
 * @cssprop [--cart-recovery-caution] - Words of news to look at.
 * @cssprop [--cart-recovery-critical] - Words of bad news.
 * @cssprop [--cart-recovery-radius=0.75em] - Corners.
 * @cssprop [--cart-recovery-gap=1.25em] - Space between things.
 * @cssprop [--cart-recovery-inset=1em] - Space left and right.
 * @cssprop [--cart-recovery-max-width] - 40em in one column, 66em in two.
 * @cssprop [--cart-recovery-min-height=100svh] - Keeps what follows on the page from jumping.
 * @cssstate idle - No cart to open. One such state per `status`.
 * @fires cart-recovery-recovered - A link opened a cart.
 * @fires cart-recovery-restored - The shopper's lines were written to the cart.
 * @fires cart-recovery-checkout - The shopper is about to leave for the checkout.
 * @fires cart-recovery-failed - Something could not be done.
 * @example
 * <cart-recovery endpoint="/cart-recovery" shop-url="/" contact-url="/contact"></cart-recovery>
 */
export class CartRecoveryElement extends LitElement {
  static override styles = [base, styles]

  /** Base path or URL of the proxy. */
  @property() endpoint = '/cart-recovery'
  /** The query key that holds the link's token. */
  @property({ attribute: 'token-param' }) tokenParam = 't'
  /** Language of numbers and amounts; the nearest `lang` if there is none. */
  @property() locale?: string | null
  /** Where shopping goes on. */
  @property({ attribute: 'shop-url' }) shopUrl?: string | null
  /** Where a shopper signs in. */
  @property({ attribute: 'sign-in-url' }) signInUrl?: string | null
  /** Where a shopper gets help: a page, `mailto:` or `tel:`. */
  @property({ attribute: 'contact-url' }) contactUrl?: string | null
  /** Where things are. Read only. */
  @property({ reflect: true }) status: RecoveryStatus = 'idle'
  /** What stands in the way, if anything. Read only. */
  @property({ reflect: true }) problem?: ProblemCode | undefined

  /** What the widget knows and can do. For a shop's own elements. */
  readonly store: RecoveryStore = createRecoveryStore(createRecoveryClient(readingEndpoint(this)), {
    keep: (kept) => keepHandle(window, kept),
    forget: () => forgetHandle(window),
    acceptsCheckoutUrl: (url) => isCheckoutUrl(url, location.href),
  })

  private readonly internals = this.attachInternals()
  private readonly $settings = atom(toSettings(this))

  constructor() {
    super()
    provide(this, frameContext, { store: this.store, $settings: this.$settings })
    new RequestWatch(this, {
      'cart-recovery-checkout-request': () => this.checkout(),
      'cart-recovery-restore-request': () => this.store.restore(),
      'cart-recovery-undo-request': () => this.store.undo(),
    })
    this.store.$recovery.listen((recovery, before) => this.follow(recovery, before))
  }

  override connectedCallback() {
    super.connectedCallback()
    window.addEventListener('pageshow', this.handlePageShow)
    $frames.set([...$frames.get(), this])
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    window.removeEventListener('pageshow', this.handlePageShow)
    $frames.set($frames.get().filter((frame) => frame !== this))
  }

  /**
   * Opens the cart of a link, or else the one this tab had open before a reload. `running` is the link's first
   * request, where an earlier script already sent it.
   */
  arrive(link?: Link, running?: Promise<Response>): void {
    const { store } = this
    if (link?.kind === 'token') store.recover(link.token, running)
    else if (link?.kind === 'handle') store.adopt(link.cartHandle)
    else if (link) store.fail('invalid-link')
    else if (this.status === 'idle') this.resume()
  }

  /** Applies the lines and goes to the checkout, unless the shop or the proxy has something against it. */
  async checkout(): Promise<void> {
    const lines = toChosen(this.store.$lines.get())
    const url = await this.store.checkout()
    if (url === undefined) return
    this.dispatchEvent(new CheckoutEvent(lines))
    location.assign(url)
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!this.hasUpdated || [...changed.keys()].some((key) => key !== 'status' && key !== 'problem')) {
      this.$settings.set(toSettings(this))
    }
  }

  protected override render() {
    const { status } = this
    if (status === 'idle') return html`<slot></slot>`
    const hasItems = status !== 'failed' && Boolean(this.store.$summary.get()?.itemCount)
    const isPaired = status === 'recovering' || hasItems
    return html`
      <div class=${isPaired ? 'layout paired' : 'layout'}>
        <div class="main">
          <cart-recovery-status exportparts="status, retry-button"></cart-recovery-status>
          <cart-recovery-line-items
            exportparts="line-item, image, name, options, quantity, remove-button, price, price-change, availability"
          ></cart-recovery-line-items>
        </div>
        <div class="aside">
          <cart-recovery-summary exportparts="summary, offer"></cart-recovery-summary>
          <cart-recovery-checkout exportparts="checkout-button, restore-button, undo-button"></cart-recovery-checkout>
          <slot name="footer"></slot>
        </div>
      </div>
    `
  }

  private resume() {
    const kept = readHandle(window)
    if (kept) this.store.resume(kept)
    else if (isMarked(window)) this.store.fail('link-needed')
  }

  /** Back from the checkout, or from anywhere else, out of the browser's memory. */
  private readonly handlePageShow = (event: PageTransitionEvent) => {
    if (event.persisted) this.store.comeBack()
  }

  private follow(recovery: Recovery, before: Recovery | undefined) {
    this.status = recovery.status
    this.problem = 'problem' in recovery ? recovery.problem?.code : undefined
    this.internals.states.clear()
    this.internals.states.add(recovery.status)
    this.requestUpdate()
    if (recovery.status !== before?.status) this.holdFocus()
    const notice = noticeOf(recovery, before)
    if (notice) this.dispatchEvent(notice)
  }

  /** Whoever stood on a button that goes with its state is taken to the words that say why, and sees them. */
  private holdFocus() {
    const hadFocus = this.shadowRoot?.activeElement != null
    setTimeout(() => {
      const words = this.shadowRoot?.querySelector('cart-recovery-status')
      if (this.problem) words?.scrollIntoView({ block: 'nearest' })
      if (hadFocus && !this.shadowRoot?.activeElement) words?.focus()
    })
  }
}

/** The client reads the endpoint for every request, so an attribute that is set later counts. */
function readingEndpoint(frame: { endpoint: string }) {
  return {
    get endpoint() {
      return frame.endpoint
    },
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery': CartRecoveryElement
  }
}
