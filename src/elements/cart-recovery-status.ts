import { html, LitElement, nothing } from 'lit'
import { joinSentences } from '../format/index.ts'
import { styles } from './cart-recovery-status.styles.ts'
import type { FrameView } from './frame/context.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'
import { type Headline, toHeadline } from './text/headline.ts'
import type { Step } from './text/next-steps.ts'

/**
 * The state of the cart: what is happening, what went wrong, what to do next. It is announced too, once per action.
 *
 * @csspart status - Title, sentence and next steps.
 * @csspart retry-button - The first next step, where it is a button.
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
    const { recovery, summary, settings, deferred } = view
    // A problem's own words are on their way: until they are here, or lost, what was said before stays.
    const isOnItsWay = recovery.status === 'failed' && deferred !== null && deferred?.rare === undefined
    if (isOnItsWay && this.#headline) return
    const built = isOnItsWay ? ({ status: 'recovering', source: 'link' } as const) : recovery
    // After it was saved, checked out or lost, the cart's headline is news again.
    if (recovery.status !== 'ready') this.#lastOfCart = ''
    const rarer = isOnItsWay ? undefined : deferred?.headline(view)
    this.#headline = rarer ?? toHeadline(built, summary, settings)
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
    if (this.#headline?.steps.some(isWaiting)) this.#ticker = setTimeout(() => this.requestUpdate(), 1000)
  }

  #renderHeadline() {
    const headline = this.#headline
    if (!headline) return nothing
    const [before, code, after] = headline.supportCode ?? []
    return html`<div part="status" class=${headline.urgent ? 'urgent' : ''}>
      <h2 tabindex="-1" aria-level=${this.#frame.view?.settings.headingLevel ?? nothing}>${headline.title}</h2>
      <p class="muted"><bdi>${headline.sentence}</bdi></p>
      ${code ? html`<p class="muted small code">${before}<bdi>${code}</bdi>${after}</p>` : nothing}
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
    const waits = isWaiting(step)
    return html`<button
      part="retry-button"
      class=${appearance}
      aria-disabled=${waits ? 'true' : nothing}
      @click=${() => !waits && this.#run(step)}
    ><span>${step.label}</span></button>`
  }

  #run(step: Step) {
    const { view } = this.#frame
    if (!view) return
    const { store, deferred } = view
    if (step.kind === 'run') step.run()
    else if (deferred) deferred.runStep(step, view)
    else if (step.kind === 'refresh') store.refresh()
    else store.retry()
  }

  /**
   * Announces the newest thing once: the shopper's edit of a line, or else the headline. The cart's own, which comes back after the
   * result of an action was read, is not news.
   */
  #announce(view: FrameView, isOfCart: boolean) {
    const { store, settings, deferred } = view
    const change = store.$change.get()
    const { title, sentence } = this.#headline ?? {}
    const text = title ? settings.text('announce.headline', { title, sentence: sentence ?? '' }) : ''
    let announcement = text === this.#lastHeadline || (isOfCart && text === this.#lastOfCart) ? '' : text
    this.#lastHeadline = text
    if (isOfCart) this.#lastOfCart = text
    if (change && change !== this.#lastChange)
      announcement = joinSentences([deferred?.announcement(change, view), announcement], settings.language)
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

const isWaiting = (step: Step) => 'waits' in step && step.waits

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-status': CartRecoveryStatusElement
  }
}
