import { html, LitElement, nothing } from 'lit'
import { state } from 'lit/decorators.js'
import { formatNumber } from '../format/index.ts'
import { styles } from './cart-recovery-status.styles.ts'
import { CheckoutRequestEvent, RestoreRequestEvent, toEventLineItems, UndoRequestEvent } from './events.ts'
import type { FrameView } from './frame/context.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'
import { changeAnnouncement } from './text/change-announcement.ts'
import { type Headline, toHeadline } from './text/headline.ts'
import type { Step } from './text/next-steps.ts'

/**
 * Where things are: what is happening, what went wrong, what to do next. Says it aloud too, once per action.
 *
 * @csspart status - Title, sentence and next steps.
 * @csspart retry-button - The first next step, where it is a button.
 * @fires cart-recovery-checkout-request - The shopper tries the checkout again. Cancelable.
 * @fires cart-recovery-restore-request - The shopper tries keeping the cart again. Cancelable.
 * @fires cart-recovery-undo-request - The shopper tries undoing again. Cancelable.
 */
export class CartRecoveryStatusElement extends LitElement {
  static override styles = [base, button, styles]

  @state() private announcement = ''
  readonly #frame = new FrameController(this, '$recovery', '$change', '$pendingAction')
  #headline: Headline | undefined
  #said = ''
  #saidChange: unknown
  #timer: ReturnType<typeof setTimeout> | undefined
  #ticker: ReturnType<typeof setTimeout> | undefined

  /** Moves the focus here, for whoever stood on something that is gone. */
  override focus() {
    this.renderRoot.querySelector('h2')?.focus()
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
    clearTimeout(this.#ticker)
  }

  protected override willUpdate() {
    const { view } = this.#frame
    if (!view) return
    this.#headline = view.deferred?.headline(view) ?? toHeadline(view.recovery, view.summary, view.settings)
    this.#announce(view)
  }

  protected override render() {
    const isWaiting = this.#frame.view?.recovery.status === 'recovering'
    // Words of their own while waiting, in a box of their own: longer ones that follow then move nothing.
    return html`
      <p class="unseen" role="status">${this.announcement}</p>
      ${isWaiting ? html`<div>${this.#renderHeadline()}</div>` : this.#renderHeadline()}
    `
  }

  protected override updated() {
    // The countdown on the button is only for the eye, a second at a time.
    clearTimeout(this.#ticker)
    if (this.#secondsLeft()) this.#ticker = setTimeout(() => this.requestUpdate(), 1000)
  }

  #renderHeadline() {
    const headline = this.#headline
    if (!headline) return nothing
    return html`<div part="status" class=${headline.urgent ? 'urgent' : ''}>
      <h2 tabindex="-1">${headline.title}</h2>
      <p class="muted">${headline.sentence}</p>
      ${
        headline.steps.length
          ? html`<div class="steps">
              ${headline.notify ? html`<cart-recovery-back-in-stock></cart-recovery-back-in-stock>` : nothing}
              ${headline.steps.map(this.#renderStep)}
            </div>`
          : nothing
      }
    </div>`
  }

  readonly #renderStep = (step: Step, index: number) => {
    const look = index === 0 && !this.#headline?.notify ? 'button primary' : 'button'
    if (step.kind === 'link') return html`<a class=${look} href=${step.href}><span>${step.label}</span></a>`
    const seconds = step.kind === 'retry' ? this.#secondsLeft() : 0
    const settings = this.#frame.view?.settings
    const label =
      seconds && settings ? settings.messages.tryAgainIn(formatNumber(seconds, settings.locale)) : step.label
    return html`<button
      part="retry-button"
      class=${look}
      aria-disabled=${seconds ? 'true' : nothing}
      @click=${() => !seconds && this.#run(step)}
    ><span>${label}</span></button>`
  }

  #run(step: Step) {
    const { view } = this.#frame
    if (!view) return
    const { store, recovery } = view
    const { kind } = step
    if (kind === 'run') return step.run()
    if (kind === 'restore-all-lines') return store.restoreAllLines()
    if (kind === 'refresh') return store.refresh()
    const attempt = recovery.status === 'failed' ? recovery.attempt : 'refresh'
    const chosen = toEventLineItems(store.$lines.get())
    if (attempt === 'checkout') this.dispatchEvent(new CheckoutRequestEvent(chosen))
    else if (attempt === 'text-checkout') this.dispatchEvent(new CheckoutRequestEvent(chosen, 'text'))
    else if (attempt === 'restore') this.dispatchEvent(new RestoreRequestEvent(chosen))
    else if (attempt === 'undo') this.dispatchEvent(new UndoRequestEvent())
    else store.retry()
  }

  #secondsLeft(): number {
    const recovery = this.#frame.view?.recovery
    const retryAt = recovery?.status === 'failed' ? (recovery.retryAt ?? 0) : 0
    return Math.max(0, Math.ceil((retryAt - Date.now()) / 1000))
  }

  /** Says the newest thing once: what the shopper did to a line, or else what stands in the title. */
  #announce({ store, summary, settings }: FrameView) {
    const change = store.$change.get()
    const text = this.#headline ? `${this.#headline.title}. ${this.#headline.sentence}` : ''
    let words = text === this.#said ? '' : text
    this.#said = text
    if (change && change !== this.#saidChange && summary) {
      words = `${changeAnnouncement(change, summary, settings)} ${words}`.trim()
    }
    this.#saidChange = change
    if (!words) return
    clearTimeout(this.#timer)
    // The region has to stand on the page before its words change, or some screen readers stay silent.
    this.#timer = setTimeout(() => {
      this.announcement = words
    }, 100)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-status': CartRecoveryStatusElement
  }
}
