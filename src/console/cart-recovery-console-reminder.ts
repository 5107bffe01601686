import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { styles } from './cart-recovery-console-reminder.styles.ts'
import { ConsoleController } from './frame/context.ts'
import { type Draft, type Reminder, toRequest } from './state/reminder.ts'
import { knownOf } from './state/remote-data.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { bones, problemNotice } from './templates/notices.ts'
import { formatShare } from './text/format.ts'
import { messages } from './text/messages.ts'

const words = messages.reminder

/**
 * Writes a reminder about one cart: fields and a preview, then a confirmation that says to whom, then what became of it.
 * What was confirmed is sent once, however often the button is pressed.
 */
export class CartRecoveryConsoleReminderElement extends LitElement {
  static override styles = [base, controls, styles]

  readonly #console = new ConsoleController(this, ({ reminder, $cart }) => [reminder.$reminder, $cart])
  #shown: Reminder['status'] | undefined

  protected override render() {
    const { store } = this.#console
    const reminder = store?.reminder.$reminder.get()
    if (!store || !reminder || reminder.status === 'idle') return nothing
    return html`<div class="view">
      <button
        type="button" class="button quiet back" @click=${() => store.open({ name: 'cart', id: reminder.cartId })}
      >${words.back}</button>
      ${this.#renderStep(reminder)}
    </div>`
  }

  /** Every step has a heading of its own, and whoever took the step is there. */
  protected override updated(_changed: PropertyValues) {
    const reminder = this.#console.store?.reminder.$reminder.get()
    const before = this.#shown
    this.#shown = reminder?.status
    const isStep = before !== undefined && before !== this.#shown && this.#shown !== 'sending'
    const isRepeat = before === 'sending' && this.#shown === 'confirming'
    if (reminder?.status === 'writing' && reminder.problem && before === 'sending') this.#focusWrongField()
    else if (isStep && !isRepeat) this.renderRoot.querySelector<HTMLElement>('h2')?.focus()
  }

  #renderStep(reminder: Exclude<Reminder, { status: 'idle' }>) {
    switch (reminder.status) {
      case 'writing':
        return this.#renderForm(reminder)
      case 'confirming':
      case 'sending':
        return this.#renderConfirmation(reminder)
      case 'refused':
        return this.#renderEnd(words.refused, messages.refusal(reminder.why), 'critical')
      default: {
        const { title, sentence } = words[reminder.status]
        return this.#renderEnd(title, sentence, reminder.status === 'sent' ? 'positive' : '')
      }
    }
  }

  #renderForm({ draft, problem }: Extract<Reminder, { status: 'writing' }>) {
    const wrong = problem ? (problem.detail ?? '') : undefined
    const field = (name: 'subject' | 'message' | 'offerDiscount') => wrong?.includes(name) ?? false
    return html`
      <h2 tabindex="-1">${words.title}</h2>
      ${problem && !['subject', 'message', 'offerDiscount'].some((name) => wrong?.includes(name)) ? problemNotice(problem) : nothing}
      <div class="columns">
        <form class="fields" @submit=${this.#handleReview} @input=${this.#handleInput}>
          <div class="field">
            <label for="subject">${words.subject}</label>
            <input
              id="subject" name="subject" required maxlength="255" autocomplete="off" dir="auto" .value=${draft.subject}
              aria-invalid=${field('subject') ? 'true' : nothing} aria-describedby="subject-problem"
            >
            ${wrongField('subject-problem', field('subject'))}
          </div>
          <div class="field">
            <label for="message">${words.message}</label>
            <textarea
              id="message" name="message" required maxlength="5000" rows="9" dir="auto" .value=${draft.message}
              aria-invalid=${field('message') ? 'true' : nothing} aria-describedby="message-hint message-problem"
            ></textarea>
            <p id="message-hint" class="muted small">${words.messageHint}</p>
            ${wrongField('message-problem', field('message'))}
          </div>
          <div class="field">
            <label for="offer">${words.offer}</label>
            <input
              id="offer" name="offerDiscount" class="percent" type="number" min="1" max="100" step="1" inputmode="numeric"
              .value=${draft.offerDiscount}
              aria-invalid=${field('offerDiscount') ? 'true' : nothing} aria-describedby="offer-hint offer-problem"
            >
            <p id="offer-hint" class="muted small">${words.offerHint}</p>
            ${wrongField('offer-problem', field('offerDiscount'))}
          </div>
          <div>
            <label class="check">
              <input type="checkbox" name="consent" required .checked=${draft.consent} aria-describedby="consent-hint">
              <span>${words.consent}</span>
            </label>
            <p id="consent-hint" class="muted small">${words.consentHint}</p>
          </div>
          <div class="buttons">
            <button class="button primary"><span>${words.review}</span></button>
          </div>
        </form>
        ${this.#renderPreview(draft)}
      </div>
    `
  }

  #renderPreview(draft: Draft) {
    const { subject, message, offerDiscount } = toRequest(draft)
    const { locale = 'en' } = this.#console.settings ?? {}
    const text = message.includes('{link}') ? message : `${message}\n\n{link}`
    // The same text that is sent, as text: what looks like markup is only what somebody typed.
    return html`<section class="preview" aria-labelledby="preview">
      <h3 id="preview">${words.preview}</h3>
      <div class="letter">
        <p class="subject" dir="auto">${subject || '\u00a0'}</p>
        <p class="text" dir="auto">${text.split('{link}').map((piece, index) => (index > 0 ? [html`<span class="link">${words.previewLink}</span>`, piece] : piece))}</p>
        ${offerDiscount ? html`<p class="offer" dir="auto">${words.previewOffer(formatShare(offerDiscount, 100, locale))}</p>` : nothing}
      </div>
    </section>`
  }

  #renderConfirmation(reminder: Extract<Reminder, { status: 'confirming' | 'sending' }>) {
    const { store } = this.#console
    const cart = store && knownOf(store.$cart.get())
    if (!store || !cart) return bones(4)
    const isSending = reminder.status === 'sending'
    const problem = 'problem' in reminder ? reminder.problem : undefined
    return html`
      <h2 tabindex="-1">${words.confirmTitle}</h2>
      <p><bdi>${words.confirm(isolate(cart.customer?.email ?? words.toUnknown))}</bdi></p>
      ${this.#renderPreview(reminder.draft)}
      ${problem ? html`<p class="muted">${words.notSentYet}</p>${problemNotice(problem)}` : nothing}
      <div class="buttons">
        <button
          type="button" class="button primary" aria-disabled=${isSending ? 'true' : 'false'}
          @click=${() => void store.reminder.send()}
        ><span>${isSending ? words.sending : words.send}</span></button>
        <button
          type="button" class="button" aria-disabled=${isSending ? 'true' : 'false'} @click=${store.reminder.backToWriting}
        >${words.edit}</button>
      </div>
    `
  }

  #renderEnd(title: string, sentence: string, look: string) {
    return html`<div class="notice ${look}">
      <h2 tabindex="-1">${title}</h2>
      <p>${sentence}</p>
    </div>`
  }

  #focusWrongField() {
    const wrong = this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')
    ;(wrong ?? this.renderRoot.querySelector<HTMLElement>('h2'))?.focus()
  }

  readonly #handleInput = ({ target }: Event) => {
    const reminder = this.#console.store?.reminder
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
    target.setCustomValidity('')
    reminder?.edit(target.name === 'consent' ? { consent: isChecked(target) } : { [target.name]: target.value })
  }

  readonly #handleReview = (event: Event) => {
    event.preventDefault()
    // A field of spaces is filled for the browser, and empty for everybody else.
    for (const field of this.renderRoot.querySelectorAll<HTMLInputElement>('#subject, #message')) {
      field.setCustomValidity(field.value.trim() === '' ? words.missing : '')
      if (!field.reportValidity()) return
    }
    this.#console.store?.reminder.review()
  }
}

function wrongField(id: string, isWrong: boolean) {
  return html`<p id=${id} class="problem" role="alert">${isWrong ? words.wrongField : nothing}</p>`
}

function isChecked(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  return field instanceof HTMLInputElement && field.checked
}

/** A masked address keeps its direction between words of another one. */
function isolate(text: string): string {
  return `\u2068${text}\u2069`
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console-reminder': CartRecoveryConsoleReminderElement
  }
}
