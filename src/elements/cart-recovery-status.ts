import { html, LitElement, nothing } from 'lit'
import { formatSeconds, joinSentences } from '../format/index.ts'
import { styles } from './cart-recovery-status.styles.ts'
import { checkoutRequest, restoreRequest, UndoRequestEvent } from './events.ts'
import type { FrameView } from './frame/context.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'
import { changeAnnouncement } from './text/change-announcement.ts'
import { type Headline, toHeadline } from './text/headline.ts'
import type { Step } from './text/next-steps.ts'

/**
 * The state of the cart: what is happening, what went wrong, what to do next. It is announced too, once per action.
 *
 * @csspart status - Title, sentence and next steps.
 * @csspart retry-button - The first next step, where it is a button.
 * @fires cart-recovery-checkout-request - The shopper tries the checkout again. Cancelable.
 * @fires cart-recovery-restore-request - The shopper tries keeping the cart again. Cancelable.
 * @fires cart-recovery-undo-request - The shopper wants undone what was written, or tries that again. Cancelable.
 */
export class CartRecoveryStatusElement extends LitElement {
  static override styles = [base, button, styles]
  static override properties = {
    announcement: { state: true },
  }

  private announcement = ''
  readonly #frame = new FrameController(this, '$recovery', '$change', '$pendingAction')
  #headline: Headline | undefined
  #lastHeadline = ''
  #lastOfCart = ''
  #lastChange: unknown
  #timer: ReturnType<typeof setTimeout> | undefined
  #ticker: ReturnType<typeof setTimeout> | undefined

  /** Focuses the title. The frame calls it when the focused control is removed. */
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
    // A problem's own words are on their way: until they are here, or lost, what was said before stays.
    const isOnItsWay = view.deferred === undefined || view.deferred?.rare === undefined
    if (view.recovery.status === 'failed' && view.deferred !== null && isOnItsWay && this.#headline) return
    const rarer = view.deferred?.headline(view)
    this.#headline = rarer ?? toHeadline(view.recovery, view.summary, view.settings)
    this.#announce(view, !rarer)
  }

  protected override render(): unknown {
    const isWaiting = this.#frame.view?.recovery.status === 'recovering'
    // While the cart loads, the headline is in a box of its own: a longer one that follows then moves nothing.
    return html`
      <p class="visually-hidden" role="status">${this.announcement}</p>
      ${isWaiting ? html`<div>${this.#renderHeadline()}</div>` : this.#renderHeadline()}
    `
  }

  protected override updated() {
    // The countdown on the button is not announced; it renders once a second.
    clearTimeout(this.#ticker)
    if (this.#secondsLeft()) this.#ticker = setTimeout(() => this.requestUpdate(), 1000)
  }

  #renderHeadline() {
    const headline = this.#headline
    if (!headline) return nothing
    return html`<div part="status" class=${headline.urgent ? 'urgent' : ''}>
      <h2 tabindex="-1" aria-level=${this.#frame.view?.settings.headingLevel ?? nothing}>${headline.title}</h2>
      <p class="muted"><bdi>${headline.sentence}</bdi></p>
      ${headline.supportCode ? html`<p class="muted small code">${this.#frame.view?.settings.text('supportCode', { code: headline.supportCode })}</p>` : nothing}
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
    const isSaved = this.#frame.view?.recovery.status === 'restored'
    const isSecondary = index > 0 || this.#headline?.notify || step.kind === 'undo' || isSaved
    const appearance = isSecondary ? 'button' : 'button primary'
    if (step.kind === 'link') return html`<a class=${appearance} href=${step.href}><span>${step.label}</span></a>`
    const seconds = step.kind === 'retry' ? this.#secondsLeft() : 0
    const settings = this.#frame.view?.settings
    const label =
      seconds && settings ? settings.text('tryAgainIn', { time: formatSeconds(seconds, settings.locale) }) : step.label
    return html`<button
      part="retry-button"
      class=${appearance}
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
    if (kind === 'undo') return this.dispatchEvent(new UndoRequestEvent())
    const attempt = recovery.status === 'failed' ? recovery.attempt : 'refresh'
    if (attempt === 'checkout') this.dispatchEvent(checkoutRequest(store))
    else if (attempt === 'text-checkout') this.dispatchEvent(checkoutRequest(store, 'text'))
    else if (attempt === 'restore') this.dispatchEvent(restoreRequest(store))
    else if (attempt === 'undo') this.dispatchEvent(new UndoRequestEvent())
    else store.retry()
  }

  #secondsLeft(): number {
    const recovery = this.#frame.view?.recovery
    const retryAt = recovery?.status === 'failed' ? (recovery.retryAt ?? 0) : 0
    return Math.max(0, Math.ceil((retryAt - Date.now()) / 1000))
  }

  /**
   * Announces the newest thing once: the shopper's edit of a line, or else the headline. The cart's own, which comes back after the
   * result of an action was read, is not news.
   */
  #announce({ store, summary, settings }: FrameView, isOfCart: boolean) {
    const change = store.$change.get()
    const { title, sentence } = this.#headline ?? {}
    const text = title ? settings.text('announce.headline', { title, sentence: sentence ?? '' }) : ''
    let announcement = text === this.#lastHeadline || (isOfCart && text === this.#lastOfCart) ? '' : text
    this.#lastHeadline = text
    if (isOfCart) this.#lastOfCart = text
    if (change && change !== this.#lastChange && summary) {
      announcement = joinSentences([changeAnnouncement(change, summary, settings), announcement], settings.language)
    }
    this.#lastChange = change
    if (!announcement) return
    clearTimeout(this.#timer)
    // Some screen readers stay silent unless the region is on the page before its text changes.
    this.#timer = setTimeout(() => {
      this.announcement = announcement
      // Emptied again, so that a shopper who reads the page from its beginning does not read it twice.
      this.#timer = setTimeout(() => {
        this.announcement = ''
      }, 3000)
    }, 100)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-status': CartRecoveryStatusElement
  }
}
