import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { styles } from './cart-recovery-console-sign-in.styles.ts'
import { ConsoleController } from './frame/context.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { problemNotice } from './templates/notices.ts'

/**
 * Asks for a merchant key, at first and again when a session has ended.
 *
 * @slot - Text or controls of the page below the form.
 */
export class CartRecoveryConsoleSignInElement extends LitElement {
  static override styles = [base, controls, styles]

  readonly #console = new ConsoleController(this, ({ $session }) => [$session])
  #wasBusy = false

  protected override render(): unknown {
    const { text } = this.#console.settings ?? {}
    const session = this.#console.store?.$session.get()
    if (!text || !session || session.status === 'signed-in') return nothing
    const isAgain = session.status === 'ended' || (session.status === 'signing-in' && session.again)
    const isBusy = session.status === 'signing-in'
    const problem = 'problem' in session ? session.problem : undefined
    const isUnknownKey = problem?.code === 'unauthorized'
    return html`<form @submit=${this.#handleSubmit} class="fields">
      <div>
        <h2 tabindex="-1">${text(isAgain ? 'signIn.endedTitle' : 'signIn.title')}</h2>
        <p class="muted">${text(isAgain ? 'signIn.ended' : 'signIn.lede')}</p>
      </div>
      <div class="field">
        <label for="key">${text('signIn.key')}</label>
        <input
          id="key" name="key" type="password" required autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr"
          aria-invalid=${isUnknownKey ? 'true' : nothing} aria-describedby="hint problem" ?readonly=${isBusy}
        >
        <p id="problem" class="problem" role="alert">${isUnknownKey ? text('signIn.unknownKey') : nothing}</p>
        <p id="hint" class="muted small">${text('signIn.hint')}</p>
      </div>
      ${problem && !isUnknownKey ? problemNotice(problem, text) : nothing}
      <button class="button primary" aria-disabled=${isBusy ? 'true' : 'false'}>
        <span>${text(isBusy ? 'signIn.busy' : 'signIn.submit')}</span>
      </button>
      <slot></slot>
    </form>`
  }

  protected override updated(_changed: PropertyValues) {
    const session = this.#console.store?.$session.get()
    const isBack = this.#wasBusy && session?.status !== 'signing-in'
    this.#wasBusy = session?.status === 'signing-in'
    if (isBack && session && 'problem' in session) this.focus()
  }

  override focus() {
    this.renderRoot.querySelector('input')?.focus()
  }

  readonly #handleSubmit = (event: Event) => {
    event.preventDefault()
    const key = this.renderRoot.querySelector('input')?.value.trim()
    if (key) void this.#console.store?.signIn(key)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console-sign-in': CartRecoveryConsoleSignInElement
  }
}
