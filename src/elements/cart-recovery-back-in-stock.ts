import { html, LitElement, nothing } from 'lit'
import { isSigningIn, type LineView, type PendingActionState } from '../state/index.ts'
import { styles } from './cart-recovery-back-in-stock.styles.ts'
import { BackInStockRequestEvent, toEventLineItem } from './events/back-in-stock-events.ts'
import type { FrameView } from './frame/context.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'
import { icon } from './styles/icons.ts'
import { textOf } from './text/headline.ts'

/**
 * Subscribes to a sold-out line, and takes that back. Without a line it is about all sold-out lines at once. Where a phone
 * number is needed, the form for it opens right here.
 *
 * @csspart subscribe-button - Subscribes to the line.
 * @csspart unsubscribe-button - Takes that back.
 * @fires cart-recovery-back-in-stock-request - The shopper wants to be told when items are back in stock, or no longer. Cancelable.
 */
export class CartRecoveryBackInStockElement extends LitElement {
  static override styles = [base, button, styles]
  static override properties = {
    line: { attribute: false },
  }

  /** The line to watch. @default all that are sold out */
  line?: LineView

  readonly #frame = new FrameController(this, '$recovery', '$pendingAction')
  #hadFocus = false

  protected override willUpdate() {
    this.#hadFocus = this.shadowRoot?.activeElement != null
  }

  protected override render(): unknown {
    const { view } = this.#frame
    if (!view?.deferred) return nothing
    const { text } = view.deferred
    const { line } = this
    if (line?.lineItem.subscribed) {
      return html`
        <span class="row">
          <span class="listed">${icon('check')}${text('onTheList')}</span>
          ${this.#renderButton(view, [line], false, text('stop'), text('stopOf', { item: line.lineItem.name }))}
        </span>
        ${this.#renderAnswer(view)}
      `
    }
    if (line) {
      const label = text('notifyMeOf', { item: line.lineItem.name })
      return html`${this.#renderButton(view, [line], true, text('notifyMe'), label)} ${this.#renderAnswer(view)}`
    }
    const lines = view.store.$lines.get().filter(({ notifiable, lineItem }) => notifiable && !lineItem.subscribed)
    if (lines.length < 2) return nothing
    const label = text('notifyAll', { count: lines.length })
    return html`${this.#renderButton(view, lines, true, label)} ${this.#renderAnswer(view)}`
  }

  protected override updated() {
    this.hidden = !this.renderRoot.firstElementChild
    // The form that had the focus was closed: the focus goes back to the button that opened it.
    if (this.#hadFocus && !this.shadowRoot?.activeElement) this.focus()
    this.#hadFocus = false
  }

  override focus() {
    this.renderRoot.querySelector('button')?.focus()
  }

  #renderButton(view: FrameView, lines: readonly LineView[], subscribe: boolean, text: string, label?: string) {
    const { store, summary, deferred } = view
    const state = store.$pendingAction.get()
    const isMine = this.#isMine(state)
    const isBusy = isMine && state.status === 'running'
    const isOpen = isMine && isSigningIn(state) && deferred?.rare
    const isAll = summary?.itemCount === 0 && summary.notifiableCount === lines.length
    return html`<button
      part=${subscribe ? 'subscribe-button' : 'unsubscribe-button'}
      class=${subscribe ? (isAll ? 'button primary' : 'button') : 'button quiet stop'}
      aria-label=${isBusy || !label ? nothing : label}
      aria-expanded=${isOpen ? 'true' : nothing}
      aria-disabled=${isBusy ? 'true' : nothing}
      @click=${() => this.#handleClick(lines, subscribe)}
    ><span>${isBusy ? deferred?.text('oneMoment') : text}</span></button>`
  }

  /** The result of the tap, right below it: a question, or a problem. */
  #renderAnswer({ store, settings: { text }, deferred }: FrameView) {
    const state = store.$pendingAction.get()
    if (!this.#isMine(state)) return nothing
    // The form and its sentences are lost, and the next tap tries again.
    if (deferred?.rare === null && (isSigningIn(state) || state.status === 'failed')) {
      const code = 'problem' in state && state.problem?.code === 'offline' ? 'offline' : 'other'
      return html`<p class="small" role="alert">${text('announce.headline', textOf(text, code))}</p>`
    }
    // A problem is a sentence below the button. The form is as wide as the row.
    const isWide = this.line && state.status !== 'failed'
    return html`<cart-recovery-sign-in class=${isWide ? 'wide' : nothing}></cart-recovery-sign-in>`
  }

  #handleClick(lines: readonly LineView[], subscribe: boolean) {
    const { store, deferred } = this.#frame.view ?? {}
    const state = store?.$pendingAction.get()
    if (!state || !this.#isMine(state)) return this.#ask(lines, subscribe)
    if (isSigningIn(state) && deferred?.rare) deferred.shopper.dismiss()
    else if (state.status !== 'running') this.#ask(lines, subscribe)
  }

  #ask(lines: readonly LineView[], subscribe: boolean) {
    const lineItems = lines.map(({ lineItem }) => lineItem)
    this.dispatchEvent(new BackInStockRequestEvent(lineItems.map(toEventLineItem), subscribe))
  }

  #isMine(state: PendingActionState) {
    if (state.status === 'idle' || state.action.kind !== 'back-in-stock') return false
    const [id, ...others] = state.action.lineItemIds
    return this.line ? id === this.line.lineItem.id && others.length === 0 : others.length > 0
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-back-in-stock': CartRecoveryBackInStockElement
  }
}
