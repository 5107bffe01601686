import { html, LitElement, nothing } from 'lit'

import type { MessageChannel } from '../contract/browser.ts'
import type { ConsentState } from '../state/index.ts'
import { styles } from './cart-recovery-consent.styles.ts'
import type { Deferred } from './frame/context.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'

// In the order on the page.
const channels: readonly MessageChannel[] = ['whatsapp', 'sms', 'email']

/**
 * Asks for the shopper's consent to reminders, channel by channel, and lets them withdraw it. No box is ticked beforehand,
 * and a box is ticked only once that is saved. Renders nothing where the store offers no channel.
 *
 * @csspart consent - The boxes and their explanation.
 */
export class CartRecoveryConsentElement extends LitElement {
  static override styles = [base, button, styles]

  readonly #frame = new FrameController(this)
  #unlisten: (() => void) | undefined

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.#unlisten?.()
    this.#unlisten = undefined
  }

  protected override render(): unknown {
    const { deferred, settings } = this.#frame.view ?? {}
    if (!deferred || !settings) return nothing
    const { text, consent } = deferred
    this.#unlisten ??= consent.$consent.listen(() => this.requestUpdate())
    const state = consent.$consent.get()
    const key = state.status === 'saved' && !state.agreed ? 'revoked' : state.status
    const offered = channels.filter((channel) => typeof state.saved[channel] === 'boolean')
    if (!offered.length) return nothing
    return html`
      <div part="consent" role="group" aria-label=${text('reminders')} aria-describedby="meaning">
        ${offered.map((channel) => this.#renderChannel(channel, state, text))}
        <p id="meaning" class="muted small">${text('consent')}</p>
        <p class="small ${state.status}" role="status">${key === 'idle' ? nothing : text(`consent.${key}`)} ${'about' in state && state.about ? html`<bdi>${state.about}</bdi>` : nothing}</p>
        ${
          state.status === 'failed'
            ? html`<button type="button" class="button" @click=${() => consent.choose(state.channel, state.agreed)}>
                ${settings.text('tryAgain')}
              </button>`
            : nothing
        }
      </div>
    `
  }

  #renderChannel(channel: MessageChannel, state: ConsentState, text: Deferred['text']) {
    const isSaving = state.status === 'saving' && state.channel === channel
    return html`<label>
      <input
        type="checkbox" name=${channel} .checked=${state.saved[channel] === true} aria-busy=${isSaving ? 'true' : nothing}
        @click=${(event: Event) => this.#handleClick(event, channel)}
      />
      <span>${text(`remindBy.${channel}`)}</span>
    </label>`
  }

  /** The box stays as it was until the choice is saved. */
  #handleClick(event: Event, channel: MessageChannel) {
    event.preventDefault()
    const consent = this.#frame.view?.deferred?.consent
    consent?.choose(channel, consent.$consent.get().saved[channel] !== true)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-consent': CartRecoveryConsentElement
  }
}
