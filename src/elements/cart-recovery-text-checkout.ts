import { html, LitElement, nothing } from 'lit'

import { formatList } from '../format/index.ts'
import { isSigningIn, openOf, type PendingActionState } from '../state/index.ts'
import { styles } from './cart-recovery-text-checkout.styles.ts'
import { checkoutRequest } from './events/events.ts'
import type { Deferred, FrameView, Rare } from './frame/context.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'
import { icon } from './styles/icons.ts'

/**
 * "Check out by text": sends the checkout link to the shopper's phone, and shows it here too. It lists the lines that cannot
 * be bought that way, says where a discount stays behind, and renders nothing where no line can. Once the link is sent there are
 * two: the one in the bar leads to the checkout, and this one says so in the room that its form had, so that nothing below it
 * moves.
 *
 * @csspart text-checkout-button - Sends the checkout link by text; afterwards, goes to the checkout.
 * @fires cart-recovery-checkout-request - The shopper wants to check out by text. Cancelable.
 */
export class CartRecoveryTextCheckoutElement extends LitElement {
  static override styles = [base, button, styles]
  static override properties = {
    isCopied: { state: true },
  }

  /** Whether the link is on the clipboard; undefined until the shopper taps "Copy link". */
  private isCopied?: boolean | undefined
  readonly #frame = new FrameController(this, '$recovery', '$pendingAction')
  #timer: ReturnType<typeof setTimeout> | undefined
  #room = 0

  override disconnectedCallback() {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override render(): unknown {
    const { view } = this.#frame
    if (!view?.deferred?.rare) return nothing
    const { text, rare } = view.deferred
    if (!('byText' in view.recovery)) return this.#renderButton(view, rare, text('oneMoment'))
    const isLinked = view.recovery.byText !== 'only'
    if (this.parentElement) return isLinked ? this.#renderLink(rare) : this.#renderSent(view, rare, text)
    return isLinked
      ? html`<div class="sent">${this.#renderSent(view, rare, text)}${this.#renderCopy(rare)}</div>`
      : nothing
  }

  protected override willUpdate() {
    const isSent = 'byText' in (this.#frame.view?.recovery ?? {})
    // Measured with the form still there.
    if (!isSent) this.#room = 0
    else this.#room ||= this.offsetHeight
    this.style.minBlockSize = this.parentElement || !this.#room ? '' : `${this.#room}px`
  }

  protected override firstUpdated() {
    // The form is about to close, or has just: its focus stays where the shopper looks.
    const { activeElement } = this.getRootNode() as ShadowRoot
    if (this.parentElement && (activeElement?.matches(this.localName) || document.activeElement === document.body))
      this.focus()
  }

  protected override updated() {
    const { recovery, deferred } = this.#frame.view ?? {}
    clearTimeout(this.#timer)
    if (recovery?.status !== 'finished' || recovery.expiresAt === undefined) return
    // A page that slept meanwhile is told as soon as it wakes up.
    this.#timer = setTimeout(() => deferred?.shopper.dropExpiredLink(), recovery.expiresAt - Date.now())
  }

  /** Focuses the button. The form below it calls this when it closes. */
  override focus() {
    this.renderRoot.querySelector('button')?.focus()
  }

  #renderButton({ store, recovery, settings }: FrameView, { text }: Rare, busy: string) {
    const pending = store.$pendingAction.get()
    const isBusy = isMine(pending) && pending.status === 'running'
    const isOpen = isMine(pending) && isSigningIn(pending)
    const left = store.$lines
      .get()
      .flatMap(({ lineItem, buyable }) => (lineItem.byText === false && buyable > 0 ? [lineItem.name] : []))
    const notes = [
      ...(left.length ? [text('notByText', { items: formatList(left, settings.language) })] : []),
      // Another platform's checkout, which knows nothing of a code.
      ...(/^(applied|at-checkout)$/.test(openOf(recovery)?.cart.offer?.status ?? '') ? [text('offerNotByText')] : []),
    ]
    return html`
      ${notes.length ? html`<div id="notes" class="muted small">${notes.map((note) => html`<p>${note}</p>`)}</div>` : nothing}
      <button
        part="text-checkout-button"
        class="button"
        aria-describedby=${notes.length ? 'notes' : nothing}
        aria-expanded=${isOpen ? 'true' : nothing}
        aria-disabled=${isBusy || !/^(ready|restored)$/.test(recovery.status) ? 'true' : nothing}
        @click=${this.#handleClick}
      ><span>${isBusy ? busy : text('textCheckout')}</span></button>
      ${isMine(pending) ? html`<cart-recovery-sign-in></cart-recovery-sign-in>` : nothing}
    `
  }

  #renderSent({ store, recovery, settings }: FrameView, { text }: Rare, deferredText: Deferred['text']) {
    const pending = store.$pendingAction.get()
    const sentTo = pending.status === 'completed' ? pending.sentTo : undefined
    // What is displayed of an offer was said to stay behind, before the tap.
    const codes = 'codesToEnter' in recovery && !recovery.open.cart.offer ? recovery.codesToEnter : undefined
    return html`
      ${codes ? html`<p class="small"><bdi>${deferredText('notice.codes', { codes: formatList(codes, settings.language) })}</bdi></p>` : nothing}
      ${sentTo ? html`<p class="sent-to small">${icon('check')}<bdi>${text('textedTo', { phone: sentTo })}</bdi></p>` : nothing}
    `
  }

  #renderLink({ text }: Rare) {
    return html`<button part="text-checkout-button" class="button primary" @click=${this.#handleClick}>
      <span>${text('goToCheckout')}</span>
    </button>`
  }

  #renderCopy({ text }: Rare) {
    return html`
      <button class="button quiet" @click=${this.#handleCopy}>
        ${text(this.isCopied ? 'copied' : 'copyLink')}
      </button>
      <p class="visually-hidden" role="status">
        ${this.isCopied === undefined ? nothing : text(this.isCopied ? 'copied' : 'copyFailed')}
      </p>
    `
  }

  readonly #handleClick = () => {
    const { store, recovery, deferred } = this.#frame.view ?? {}
    if (!store || !recovery) return
    const pending = store.$pendingAction.get()
    if (isMine(pending) && isSigningIn(pending)) deferred?.shopper.dismiss()
    else if (pending.status !== 'running' && /^(ready|restored|finished)$/.test(recovery.status)) {
      this.dispatchEvent(checkoutRequest(store, 'text'))
    }
  }

  readonly #handleCopy = async () => {
    try {
      // The store is asked again, so that the address is kept in one place only and stands in no markup.
      await navigator.clipboard.writeText((await this.#frame.view?.deferred?.shopper.checkout()) ?? '')
      this.isCopied = true
    } catch {
      this.isCopied = false
    }
  }
}

function isMine(state: PendingActionState) {
  return state.status !== 'idle' && state.action.kind === 'text-checkout'
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-text-checkout': CartRecoveryTextCheckoutElement
  }
}
