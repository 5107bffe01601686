import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { styles } from './cart-recovery-console-sign-in.styles.ts'
import { ConsoleController } from './frame/context.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { problemNotice } from './templates/notices.ts'
import { messages } from './text/messages.ts'

const text = messages.signIn

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
    const session = this.#console.store?.$session.get()
    if (!session || session.status === 'signed-in') return nothing
    const isAgain = session.status === 'ended' || (session.status === 'signing-in' && session.again)
    const isBusy = session.status === 'signing-in'
    const problem = 'problem' in session ? session.problem : undefined
    const isUnknownKey = problem?.code === 'unauthorized'
    return html`<form @submit=${this.#handleSubmit} class="fields">
      <div>
        <h2 tabindex="-1">${isAgain ? text.endedTitle : text.title}</h2>
        <p class="muted">${isAgain ? text.ended : text.lede}</p>
      </div>
      <div class="field">
        <label for="key">${text.key}</label>
        <input
          id="key" name="key" type="password" required autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr"
          aria-invalid=${isUnknownKey ? 'true' : nothing} aria-describedby="hint problem" ?readonly=${isBusy}
        >
        <p id="problem" class="problem" role="alert">${isUnknownKey ? text.unknownKey : nothing}</p>
        <p id="hint" class="muted small">${text.hint}</p>
      </div>
      ${problem && !isUnknownKey ? problemNotice(problem) : nothing}
      <button class="button primary" aria-disabled=${isBusy ? 'true' : 'false'}>
        <span>${isBusy ? text.busy : text.submit}</span>
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
