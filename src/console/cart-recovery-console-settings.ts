import { html, LitElement, nothing, type PropertyValues } from 'lit'

import type { AbandonedCartSettings } from '../contract/browser.ts'
import { styles } from './cart-recovery-console-settings.styles.ts'
import { ConsoleController } from './frame/context.ts'
import { knownOf } from './state/remote-data.ts'
import { type Saving, type SettingName, type SettingsForm, settingNames } from './state/settings-view.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { bones, chooser, emptyState, problemNotice } from './templates/notices.ts'
import { settingControl } from './templates/setting-field.ts'
import { messages } from './text/messages.ts'

const words = messages.settings

/**
 * A platform's own abandoned-cart settings, of the store and of each channel. A channel's form says of every setting
 * whether it is the store's, and which value that is.
 */
export class CartRecoveryConsoleSettingsElement extends LitElement {
  static override styles = [base, controls, styles]

  readonly #console = new ConsoleController(this, ({ settings }) => [
    settings.$form,
    settings.$saving,
    settings.$target,
  ])
  #before: Saving | undefined

  protected override render() {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const form = store.settings.$form.get()
    const value = knownOf(form)
    const isUnsupported = form.status === 'failed' && form.problem.code === 'not-supported'
    return html`<div class="view">
      <div class="head">
        <div>
          <h2 tabindex="-1">${(!isUnsupported && settings.settingsLabel) || words.title}</h2>
          <p class="muted">${words.lede}</p>
        </div>
        ${isUnsupported ? nothing : this.#renderTarget()}
      </div>
      ${
        isUnsupported
          ? emptyState(words.unsupported)
          : form.status === 'failed'
            ? problemNotice(form.problem, store.reload)
            : nothing
      }
      ${value && !isUnsupported ? this.#renderForm(value) : form.status === 'failed' ? nothing : bones(6)}
    </div>`
  }

  /** The proxy's no leads to the field it is about. */
  protected override updated(_changed: PropertyValues) {
    const saving = this.#console.store?.settings.$saving.get()
    if (saving !== this.#before && saving?.status === 'failed') {
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    }
    this.#before = saving
  }

  #renderTarget() {
    const { store, settings } = this.#console
    if (!store || !settings || settings.channels.length === 0) return nothing
    const target = store.settings.$target.get()
    return html`<div class="filters">
      ${chooser({
        id: 'target',
        label: words.whose,
        value: target.kind === 'channel' ? target.id : '',
        options: [['', words.store], ...settings.channels.map((id) => [id, words.channel(id)] as const)],
        choose: (id) => store.settings.choose(id ? { kind: 'channel', id } : { kind: 'store' }),
      })}
    </div>`
  }

  #renderForm({ store, draft }: SettingsForm) {
    const { settings } = this.#console.store ?? {}
    if (!settings) return nothing
    const saving = settings.$saving.get()
    const isChannel = settings.$target.get().kind === 'channel'
    const own = settingNames.filter((name) => draft[name] !== null).length
    const wrong = wrongField(saving)
    const isSaving = saving.status === 'saving'
    return html`<form @submit=${this.#handleSave}>
      ${isChannel ? html`<p class="overrides">${words.overrides(own)}</p>` : nothing}
      ${messages.settingGroups.map(
        ({ title, names }) => html`<fieldset>
          <legend>${title}</legend>
          ${names.map((name) =>
            settingControl({
              name,
              value: draft[name],
              inherited: isChannel ? store[name] : undefined,
              problem: name === wrong ? words.wrongField : '',
              edit: (value) => settings.edit({ [name]: value }),
            }),
          )}
        </fieldset>`,
      )}
      <div class="end">
        ${this.#renderSaved(saving, wrong)}
        <button class="button primary" aria-disabled=${isSaving ? 'true' : 'false'}>
          <span>${isSaving ? words.saving : words.save}</span>
        </button>
      </div>
    </form>`
  }

  #renderSaved(saving: Saving, wrong: SettingName | undefined) {
    if (saving.status === 'failed') {
      if (wrong) return html`<p class="problem">${words.failed}</p>`
      // What was typed stays: only after a lost answer it has to be read again.
      const { problem } = saving
      return problemNotice(problem, problem.code === 'unconfirmed' ? this.#console.store?.reload : undefined)
    }
    if (saving.status !== 'saved') return nothing
    const kept = saving.kept.map((name) => messages.settingWords[name].label).join('; ')
    return html`<p class="notice positive">${kept ? words.savedBut(kept) : words.saved}</p>`
  }

  readonly #handleSave = (event: Event) => {
    event.preventDefault()
    void this.#console.store?.settings.save()
  }
}

/** Which field the proxy's no is about: it says its name, and in a longer one a shorter one may be. */
function wrongField(saving: Saving): SettingName | undefined {
  if (saving.status !== 'failed' || saving.problem.code !== 'invalid-request') return undefined
  const { detail = '' } = saving.problem
  return settingNames.find((name: keyof AbandonedCartSettings) => new RegExp(`\\b${name}\\b`).test(detail))
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console-settings': CartRecoveryConsoleSettingsElement
  }
}
