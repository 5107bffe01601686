import { html, LitElement, nothing, type PropertyValues } from 'lit'

import { maxReminderLength, maxSubjectLength } from '../contract/browser.ts'
import { formatMoney, joinSentences } from '../format/index.ts'
import { styles } from './cart-recovery-console-reminder.styles.ts'
import { ConsoleController } from './frame/context.ts'
import { type Reminder, type ReminderDraft, toRequest } from './state/reminder.ts'
import { latestValue } from './state/remote-data.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { problemNotice, skeleton } from './templates/notices.ts'
import { formatShare } from './text/format.ts'
import type { ConsoleText } from './text/messages.ts'
import { refusalText } from './text/problem-text.ts'

/**
 * Writes a reminder about one cart in three steps: fields with a preview, a confirmation that names the recipient, and
 * the result. A confirmed reminder is sent once, however often the button is pressed.
 */
export class CartRecoveryConsoleReminderElement extends LitElement {
  static override styles = [base, controls, styles]

  readonly #console = new ConsoleController(this, ({ reminder, $cart }) => [reminder.$reminder, $cart])
  #renderedStatus: Reminder['status'] | undefined

  protected override render(): unknown {
    const { store } = this.#console
    const reminder = store?.reminder.$reminder.get()
    const { text } = this.#console.settings ?? {}
    if (!store || !text || !reminder || reminder.status === 'idle') return nothing
    return html`<div class="view">
      <button
        type="button" class="button quiet back" @click=${() => store.open({ name: 'cart', id: reminder.cartId })}
      >${text('reminder.back')}</button>
      ${this.#renderStep(reminder, text)}
    </div>`
  }

  /** Moves the focus to the heading of each new step, or to the field that was refused. */
  protected override updated(_changed: PropertyValues) {
    const reminder = this.#console.store?.reminder.$reminder.get()
    const before = this.#renderedStatus
    this.#renderedStatus = reminder?.status
    const isStep = before !== undefined && before !== this.#renderedStatus && this.#renderedStatus !== 'sending'
    const isRepeat = before === 'sending' && this.#renderedStatus === 'confirming'
    if (reminder?.status === 'writing' && reminder.problem && before === 'sending') this.#focusWrongField()
    else if (isStep && !isRepeat) this.renderRoot.querySelector<HTMLElement>('h2')?.focus()
  }

  #renderStep(reminder: Exclude<Reminder, { status: 'idle' }>, text: ConsoleText) {
    switch (reminder.status) {
      case 'writing':
        return this.#renderForm(reminder, text)
      case 'confirming':
      case 'sending':
        return this.#renderConfirmation(reminder, text)
      case 'refused':
        return this.#renderEnd(text('reminder.refused'), refusalText(reminder.refusal, text), 'critical')
      default: {
        const { status } = reminder
        const tone = status === 'sent' ? 'positive' : ''
        return this.#renderEnd(text(`reminder.${status}.title`), text(`reminder.${status}.sentence`), tone)
      }
    }
  }

  #renderForm({ draft, problem }: Extract<Reminder, { status: 'writing' }>, text: ConsoleText) {
    const wrong = problem ? (problem.detail ?? '') : undefined
    const field = (name: 'subject' | 'message' | 'offerDiscount') => wrong?.includes(name) ?? false
    return html`
      <h2 tabindex="-1">${text('reminder.title')}</h2>
      ${problem && !['subject', 'message', 'offerDiscount'].some((name) => wrong?.includes(name)) ? problemNotice(problem, text) : nothing}
      <div class="columns">
        <form class="fields" @submit=${this.#handleReview} @input=${this.#handleInput}>
          <div class="field">
            <label for="subject">${text('reminder.subject')}</label>
            <input
              id="subject" name="subject" required maxlength=${maxSubjectLength} autocomplete="off" dir="auto" .value=${draft.subject}
              aria-invalid=${field('subject') ? 'true' : nothing} aria-describedby="subject-problem"
            >
            ${wrongField('subject-problem', text, field('subject'))}
          </div>
          <div class="field">
            <label for="message">${text('reminder.message')}</label>
            <textarea
              id="message" name="message" required maxlength=${maxReminderLength} rows="9" dir="auto" .value=${draft.message}
              aria-invalid=${field('message') ? 'true' : nothing} aria-describedby="message-hint message-problem"
            ></textarea>
            <p id="message-hint" class="muted small">${text('reminder.messageHint', { link: '{link}' })}</p>
            ${wrongField('message-problem', text, field('message'))}
          </div>
          <div class="field">
            <label for="offer">${text('reminder.offer')}</label>
            <input
              id="offer" name="offerDiscount" class="percent" type="number" min="1" max="100" step="1" inputmode="numeric"
              .value=${draft.offerDiscount}
              aria-invalid=${field('offerDiscount') ? 'true' : nothing} aria-describedby="offer-hint offer-problem"
            >
            <p id="offer-hint" class="muted small">${this.#offerHint(draft, text)}</p>
            ${wrongField('offer-problem', text, field('offerDiscount'))}
          </div>
          <div>
            <label class="check">
              <input type="checkbox" name="consent" required .checked=${draft.consent} aria-describedby="consent-hint">
              <span>${text('reminder.consent')}</span>
            </label>
            <p id="consent-hint" class="muted small">${text('reminder.consentHint')}</p>
          </div>
          <div class="buttons">
            <button class="button primary"><span>${text('reminder.review')}</span></button>
          </div>
        </form>
        ${this.#renderPreview(draft, text)}
      </div>
    `
  }

  /** What an offer is, and what it takes off this cart where its total is known. */
  #offerHint(draft: ReminderDraft, text: ConsoleText): string {
    const { store, settings } = this.#console
    const { offerDiscount } = toRequest(draft)
    const total = store && latestValue(store.$cart.get())?.cart.total
    const hint = text('reminder.offerHint')
    if (!settings || !total || !offerDiscount || offerDiscount < 1 || offerDiscount > 100) return hint
    const { locale, language } = settings
    const amount = formatMoney({ ...total, amount: Math.round((total.amount * offerDiscount) / 100) }, locale)
    const cost = text('reminder.offerCost', { percent: formatShare(offerDiscount, 100, locale), amount })
    return joinSentences([hint, cost], language)
  }

  #renderPreview(draft: ReminderDraft, text: ConsoleText) {
    const { subject, message, offerDiscount } = toRequest(draft)
    const { locale = 'en' } = this.#console.settings ?? {}
    const body = message.includes('{link}') ? message : `${message}\n\n{link}`
    // What will be sent, shown as text: markup that was typed is not rendered.
    return html`<section class="preview" aria-labelledby="preview">
      <h3 id="preview">${text('reminder.preview')}</h3>
      <div class="letter">
        <p class="subject" dir="auto">${subject || '\u00a0'}</p>
        <p class="text" dir="auto">${body.split('{link}').map((piece, index) => (index > 0 ? [html`<span class="link">${text('reminder.previewLink')}</span>`, piece] : piece))}</p>
        ${offerDiscount ? html`<p class="offer" dir="auto">${text('reminder.previewOffer', { percent: formatShare(offerDiscount, 100, locale) })}</p>` : nothing}
      </div>
    </section>`
  }

  #renderConfirmation(reminder: Extract<Reminder, { status: 'confirming' | 'sending' }>, text: ConsoleText) {
    const { store } = this.#console
    const cart = store && latestValue(store.$cart.get())
    if (!store || !cart) return skeleton(4)
    const to = cart.customer?.email
    const isSending = reminder.status === 'sending'
    const problem = 'problem' in reminder ? reminder.problem : undefined
    return html`
      <h2 tabindex="-1">${text('reminder.confirmTitle')}</h2>
      <p>${to ? text('reminder.confirm', { to: `\u200e${to}` }) : text('reminder.confirmUnknown')}</p>
      ${this.#renderPreview(reminder.draft, text)}
      ${problem ? html`<p class="muted">${text('reminder.notSentYet')}</p>${problemNotice(problem, text)}` : nothing}
      <div class="buttons">
        <button
          type="button" class="button primary" aria-disabled=${isSending ? 'true' : 'false'}
          @click=${() => void store.reminder.send()}
        ><span>${text(isSending ? 'reminder.sending' : 'reminder.send')}</span></button>
        <button
          type="button" class="button" aria-disabled=${isSending ? 'true' : 'false'} @click=${store.reminder.backToWriting}
        >${text('reminder.edit')}</button>
      </div>
    `
  }

  #renderEnd(title: string, sentence: string, tone: string) {
    return html`<div class="notice ${tone}">
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
    const missing = this.#console.settings?.text('reminder.missing') ?? ''
    // The browser accepts a required field that holds only spaces.
    for (const field of this.renderRoot.querySelectorAll<HTMLInputElement>('#subject, #message')) {
      field.setCustomValidity(field.value.trim() === '' ? missing : '')
      if (!field.reportValidity()) return
    }
    this.#console.store?.reminder.review()
  }
}

function wrongField(id: string, text: ConsoleText, isWrong: boolean) {
  return html`<p id=${id} class="problem" role="alert">${isWrong ? text('reminder.wrongField') : nothing}</p>`
}

function isChecked(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  return field instanceof HTMLInputElement && field.checked
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console-reminder': CartRecoveryConsoleReminderElement
  }
}
