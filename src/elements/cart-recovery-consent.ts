import { html, LitElement, nothing } from 'lit'

import type { MessageChannel } from '../contract/browser.ts'
import { formatList } from '../format/index.ts'
import type { ConsentState } from '../state/index.ts'
import { styles } from './cart-recovery-consent.styles.ts'
import type { Deferred, FrameView } from './frame/context.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'

// In the order on the page.
const channels: readonly MessageChannel[] = ['whatsapp', 'sms', 'email']

/**
 * Asks for the shopper's consent to reminders, channel by channel, and lets them withdraw it. No box is ticked beforehand,
 * and a box is ticked only once that is saved. A box is there where its message can reach the shopper, this page may agree for
 * them, and the cart has something to buy, or nothing else tells what is back in stock; stopping all reminders is open to every
 * page. Renders nothing where the store offers no channel.
 *
 * @csspart consent - The boxes and their explanation.
 * @csspart stop-button - Stops all reminders.
 */
export class CartRecoveryConsentElement extends LitElement {
  static override styles = [base, button, styles]

  readonly #frame = new FrameController(this, '$recovery', '$change')
  #unlisten: (() => void) | undefined

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.#unlisten?.()
    this.#unlisten = undefined
  }

  protected override render(): unknown {
    const { view } = this.#frame
    if (!view?.deferred) return nothing
    const { consent, text } = view.deferred
    this.#unlisten ??= consent.$consent.listen(() => this.requestUpdate())
    const state = consent.$consent.get()
    const all = channels.filter((channel) => typeof state.saved[channel] === 'boolean')
    if (!all.length || view.recovery.status === 'failed') return nothing
    const isOffered = view.summary?.itemCount || state.backInStock
    const offered = isOffered ? all.filter((channel) => state.offered.includes(channel)) : []
    return html`
      <div part="consent" role="group" aria-label=${text('reminders')}>
        ${offered.map((channel) => this.#renderChannel(channel, state, text))}
        ${offered.length ? html`<p class="muted small">${text('consent')}</p>` : nothing}
        <button type="button" part="stop-button" class="stop muted small" @click=${() => consent.choose(all, false)}>
          ${text('stopAll', { channels: this.#list(all, view, text) })}
        </button>
        ${this.#renderState(state, view, text)}
      </div>
    `
  }

  #renderChannel(channel: MessageChannel, { status, saved, about, ...choice }: ConsentState, text: Deferred['text']) {
    const isSaving = status === 'saving' && 'channels' in choice && choice.channels.includes(channel)
    const address = about[channel === 'email' ? 'email' : 'phone']
    return html`<label>
      <input
        type="checkbox" name=${channel} .checked=${saved[channel] === true} aria-busy=${isSaving ? 'true' : nothing}
        @click=${(event: Event) => this.#handleClick(event, channel)}
      />
      <span>${text('remindBy', { channel: text(`channel.${channel}`) })} ${address ? html`<span class="muted small" dir="ltr">${address}</span>` : nothing}</span>
    </label>`
  }

  /** What became of the last choice. */
  #renderState(state: ConsentState, view: FrameView, text: Deferred['text']) {
    const { status } = state
    if (status === 'idle') return html`<p class="small" role="status"></p>`
    const key = status === 'saved' && !state.agreed ? 'revoked' : status
    const sentence = text(`consent.${key}`, { channels: this.#list(state.channels, view, text) })
    return html`<p class="small ${status}" role="status">${sentence}</p>
      ${
        status === 'failed'
          ? html`<button type="button" class="button" @click=${() => this.#choose(state.channels, state.agreed)}>
              ${view.settings.text('tryAgain')}
            </button>`
          : nothing
      }`
  }

  #list(some: readonly MessageChannel[], { settings }: FrameView, text: Deferred['text']) {
    return formatList(
      some.map((channel) => text(`channel.${channel}`)),
      settings.language,
    )
  }

  /** The box stays as it was until the choice is saved. */
  #handleClick(event: Event, channel: MessageChannel) {
    event.preventDefault()
    this.#choose([channel], this.#frame.view?.deferred?.consent.$consent.get().saved[channel] !== true)
  }

  #choose(some: readonly MessageChannel[], agreed: boolean) {
    this.#frame.view?.deferred?.consent.choose(some, agreed)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-consent': CartRecoveryConsentElement
  }
}
