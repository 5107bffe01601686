import { html, LitElement, nothing } from 'lit'

import type { ProblemCode } from '../contract/browser.ts'
import { formatSeconds } from '../format/index.ts'
import { isSigningIn, type PendingActionState, type SentCode } from '../state/index.ts'
import { styles } from './cart-recovery-sign-in.styles.ts'
import type { Deferred, FrameView, Rare } from './frame/context.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'
import { answerText } from './text/problem-text.ts'

// The length every platform sends, submitted once typed. A code of another length goes by the button.
const codeLength = 6

/** The deferred part once this element's sentences are there. */
type PhonePart = Deferred & { rare: Rare }

/**
 * Asks for a phone number, then for the code that was sent there, below the button that needs it. After the code the pending
 * action completes itself; if it fails, the problem is shown here.
 *
 * @csspart country-input - The country that the phone number is dialled in.
 * @csspart phone-input - Where the phone number goes.
 * @csspart code-input - Where the code goes.
 */
export class CartRecoverySignInElement extends LitElement {
  static override styles = [base, button, styles]
  static override properties = {
    isIncomplete: { state: true },
    countries: { state: true },
  }

  /** The shopper submitted an empty field, or something that cannot be a phone number or a code. */
  private isIncomplete = false
  /** What knows the countries, in a file of its own. Where that is lost (null), a number has to name its country. */
  private countries?: typeof import('./text/phone-country.ts') | null
  readonly #frame = new FrameController(this, '$pendingAction')
  #ticker: ReturnType<typeof setTimeout> | undefined
  #lastQuestion: unknown
  #hadFocus = false
  #room = 0

  override async connectedCallback() {
    super.connectedCallback()
    this.countries = await import('./text/phone-country.ts').catch(() => null)
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    clearTimeout(this.#ticker)
  }

  protected override willUpdate() {
    this.#hadFocus = this.shadowRoot?.activeElement != null
    // The next question, and the answer to the last one, take the room of the question before: nothing below moves.
    const pending = this.#frame.view?.store.$pendingAction.get()
    const isUnderWay = pending?.status === 'running' || (pending !== undefined && isSigningIn(pending))
    this.#room = isUnderWay ? Math.max(this.#room, this.offsetHeight) : 0
    this.style.minBlockSize = this.#room ? `${this.#room}px` : ''
  }

  protected override render(): unknown {
    const { view } = this.#frame
    const pending = view?.store.$pendingAction.get()
    const { rare } = view?.deferred ?? {}
    if (!view?.deferred || !rare || !pending) return nothing
    const deferred: PhonePart = { ...view.deferred, rare }
    if (pending.status === 'running' && this.#room) return html`<div class="form"></div>`
    if (!isSigningIn(pending)) return this.#renderProblem(view, deferred, pending)
    const code = pending.status === 'sending' ? pending.before : pending.status === 'phone' ? undefined : pending
    return code ? this.#renderCode(view, deferred, pending, code) : this.#renderPhone(view, deferred, pending)
  }

  protected override updated() {
    const pending = this.#frame.view?.store.$pendingAction.get()
    clearTimeout(this.#ticker)
    if (pending && secondsLeft(pending)) this.#ticker = setTimeout(() => this.requestUpdate(), 1000)
    // A new question, or the same one again because the answer was wrong, gets the focus.
    const input = this.#input
    if (!input && this.#hadFocus) this.#returnFocus()
    const question = pending && 'problem' in pending ? pending.problem : input?.name
    if (!input || question === undefined || question === this.#lastQuestion) return
    const isFirst = this.#lastQuestion === undefined
    this.#lastQuestion = question
    // A link asked this one, not a tap: the headline above it is read first.
    if (isFirst && isOpening(pending)) return
    input.focus()
    input.select()
  }

  #renderPhone(view: FrameView, deferred: PhonePart, pending: PendingActionState) {
    const { text } = deferred.rare
    // The list of countries would push down what is drawn before it.
    if (deferred.shopper.phoneCountries && this.countries === undefined) return nothing
    const isBusy = pending.status === 'sending'
    const countries = this.#renderCountries(view, deferred)
    return html`<form novalidate aria-labelledby="title" @submit=${this.#handlePhone}>
      <h3 id="title" aria-level=${levelBelow(view)}>${text('phoneTitle')}</h3>
      <p id="purpose" class="muted small">${purposeOf(view, text, pending)}</p>
      ${countries}
      <label for="phone">${text('phone')}</label>
      <input
        id="phone" part="phone-input" name="tel" type="tel" inputmode="tel" required
        autocomplete=${countries ? 'tel-national' : 'tel'}
        aria-describedby="purpose hint problem" aria-invalid=${this.#isWrong(pending) ? 'true' : nothing} ?readonly=${isBusy}
        @input=${this.#handleNumber}
      />
      ${countries ? nothing : html`<p id="hint" class="muted small">${text('phoneHint')}</p>`}
      ${this.#renderProblem(view, deferred, pending, 'phone-incomplete')}
      <div class="buttons">
        <button class="button primary" aria-disabled=${isBusy ? 'true' : nothing}>
          <span>${text(isBusy ? 'sending' : 'sendCode')}</span>
        </button>
        ${this.#renderWayOut(view, deferred, pending)}
      </div>
    </form>`
  }

  #renderCountries({ settings }: FrameView, { shopper: { phoneCountries }, rare: { text } }: PhonePart) {
    if (!phoneCountries || !this.countries) return undefined
    const likely = this.countries.likelyCountry(phoneCountries, settings.locale)
    return html`<label for="country">${text('phoneCountry')}</label>
      <select id="country" part="country-input" name="country" autocomplete="tel-country-code">
        ${this.countries
          .countryNames(phoneCountries, settings.language)
          .map(([code, name]) => html`<option value=${code} ?selected=${code === likely}>${name}</option>`)}
      </select>`
  }

  #renderCode(view: FrameView, deferred: PhonePart, pending: PendingActionState, code: SentCode) {
    const { text } = deferred.rare
    const seconds = secondsLeft(pending)
    const isBusy = pending.status !== 'code'
    const again = seconds
      ? text('sendAgainIn', { time: formatSeconds(seconds, view.settings.locale) })
      : text('sendAgain')
    return html`<form novalidate aria-labelledby="title" @submit=${this.#handleCode}>
      <h3 id="title" aria-level=${levelBelow(view)}>${text('codeTitle')}</h3>
      <p id="purpose" class="muted small" role="status">
        ${text(code.again ? 'sentAgainTo' : 'sentTo', { phone: code.sentTo })}
      </p>
      <label for="code">${deferred.text('code')}</label>
      <input
        id="code" part="code-input" name="one-time-code" inputmode="numeric" autocomplete="one-time-code" required
        aria-describedby="purpose problem" aria-invalid=${this.#isWrong(pending) ? 'true' : nothing} ?readonly=${isBusy}
        @input=${this.#handleTyped}
      />
      ${this.#renderProblem(view, deferred, pending, 'code-wrong')}
      <div class="buttons">
        <button class="button primary" aria-disabled=${isBusy ? 'true' : nothing}>
          <span>${pending.status === 'checking' ? deferred.text('checking') : text('confirm')}</span>
        </button>
        <button
          type="button" class="button quiet" aria-disabled=${seconds || isBusy ? 'true' : nothing}
          @click=${this.#handleAgain}
        >${again}</button>
        <button type="button" class="button quiet" @click=${this.#handleOtherPhone}>${text('otherPhone')}</button>
        ${this.#renderWayOut(view, deferred, pending)}
      </div>
    </form>`
  }

  /** Signing in is never forced: a tap can be dropped, and a shopper who followed a link can go shopping. */
  #renderWayOut({ settings }: FrameView, { rare: { text } }: PhonePart, pending: PendingActionState) {
    return isOpening(pending)
      ? html`<a class="button quiet" href=${settings.shopUrl}>${settings.text('continueShopping')}</a>`
      : html`<button type="button" class="button quiet" @click=${this.#handleNotNow}>${text('notNow')}</button>`
  }

  /** The problem, below the field. An incomplete answer is shown like a wrong one. */
  #renderProblem(view: FrameView, deferred: PhonePart, pending: PendingActionState, incomplete?: ProblemCode) {
    const code = this.isIncomplete ? incomplete : 'problem' in pending ? pending.problem?.code : undefined
    const sentence = code && answerText(code, view.settings, deferred)
    return html`<p id="problem" class="problem small" role="alert">${sentence}</p>`
  }

  #isWrong(pending: PendingActionState) {
    return (
      this.isIncomplete ||
      ('problem' in pending && /^(code-wrong|phone-incomplete|sms-refused)$/.test(pending.problem?.code ?? ''))
    )
  }

  get #input() {
    return this.renderRoot.querySelector('input')
  }

  get #select() {
    return this.renderRoot.querySelector('select')
  }

  get #shopper() {
    return this.#frame.view?.deferred?.shopper
  }

  readonly #handlePhone = (event: Event) => {
    event.preventDefault()
    const phone = this.#input?.value ?? ''
    const country = this.#select?.value
    const names = country || /^\D*(\+|00)/.test(phone)
    // The proxy knows each country's rules. Here only input that is no phone number anywhere is refused.
    if (this.#accept(Boolean(names) && digitsOf(phone).length > 3)) this.#shopper?.sendCode(phone, country)
  }

  /** A number that names its country, as autofill and pasting bring it, sets the country. */
  readonly #handleNumber = () => {
    const { deferred, settings } = this.#frame.view ?? {}
    const { phoneCountries } = deferred?.shopper ?? {}
    const select = this.#select
    if (!settings || !phoneCountries || !this.countries || !select) return
    const named = this.countries.countryOf(this.#input?.value ?? '', phoneCountries, select.value)
    select.value = named ?? (select.value || this.countries.likelyCountry(phoneCountries, settings.locale))
  }

  readonly #handleCode = (event?: Event) => {
    event?.preventDefault()
    const code = digitsOf(this.#input?.value)
    if (this.#accept(code.length > 2)) this.#shopper?.confirm(code)
  }

  readonly #handleTyped = () => {
    if (digitsOf(this.#input?.value).length === codeLength) this.#handleCode()
  }

  #accept(isComplete: boolean) {
    this.isIncomplete = !isComplete
    if (!isComplete) this.#input?.focus()
    return isComplete
  }

  readonly #handleAgain = () => {
    const pending = this.#frame.view?.store.$pendingAction.get()
    if (pending && !secondsLeft(pending)) this.#shopper?.sendCode()
  }

  readonly #handleOtherPhone = () => {
    this.isIncomplete = false
    this.#shopper?.changePhone()
  }

  readonly #handleNotNow = () => {
    this.#shopper?.dismiss()
    // Some browsers do not focus a button that is tapped, so `updated` would see no focus to return.
    this.#returnFocus()
  }

  /** Focuses the element that this form belongs to: its button is above. */
  #returnFocus() {
    const { host } = this.getRootNode() as ShadowRoot
    if (host instanceof HTMLElement) host.focus()
  }
}

/** Explains what the number is for. */
function purposeOf({ store }: FrameView, text: Rare['text'], state: PendingActionState) {
  if (state.status === 'idle') return nothing
  const { action } = state
  if (action.kind === 'text-checkout') return text('phoneForCheckout')
  if (action.kind === 'open-cart') return text('phoneForCart')
  if (!action.subscribed) return text('phoneForStop')
  const { lineItemIds } = action
  const line = store.$lines.get().find(({ lineItem }) => lineItem.id === lineItemIds[0])
  return text('phoneForItems', { count: lineItemIds.length, item: line?.lineItem.name ?? '' })
}

function isOpening(state: PendingActionState | undefined): boolean {
  return state !== undefined && 'action' in state && state.action.kind === 'open-cart'
}

function secondsLeft(state: PendingActionState): number {
  return 'resendAt' in state ? Math.max(0, Math.ceil((state.resendAt - Date.now()) / 1000)) : 0
}

/** The digits of the input, because a shopper may paste the whole message. */
function digitsOf(text = ''): string {
  return text.replace(/\D/g, '')
}

/** The form's heading is one level below the headline's. Without one from the shop its tag says so. */
function levelBelow({ settings: { headingLevel } }: FrameView) {
  return headingLevel === undefined ? nothing : Math.min(6, Number(headingLevel) + 1)
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-sign-in': CartRecoverySignInElement
  }
}
