import { html, LitElement, nothing, type PropertyValues } from 'lit'

import type { AbandonedCartSettings } from '../contract/browser.ts'
import { formatList } from '../format/index.ts'
import { styles } from './cart-recovery-console-settings.styles.ts'
import { ConsoleController } from './frame/context.ts'
import { latestValue } from './state/remote-data.ts'
import { type Saving, type SettingName, type SettingsForm, settingNames } from './state/settings-view.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { emptyNotice, problemNotice, skeleton } from './templates/notices.ts'
import { selectField } from './templates/select-field.ts'
import { settingField } from './templates/setting-field.ts'
import type { ConsoleText } from './text/messages.ts'

/** The fieldsets of the form. */
const groups: readonly { title: 'settings.shoppers' | 'settings.us'; names: readonly SettingName[] }[] = [
  {
    title: 'settings.shoppers',
    names: [
      'enable_notification',
      'email_customer_until_cart_is_recovered',
      'marketing_emails_require_customer_consent',
    ],
  },
  {
    title: 'settings.us',
    names: [
      'email_merchant_when_cart_is_abandoned',
      'email_merchant_when_cart_is_converted',
      'merchant_email_address',
      'merchant_abandoned_cart_email_frequency_type',
      'merchant_abandoned_cart_digest_email_frequency',
    ],
  },
]

/**
 * A platform's own abandoned-cart settings, of the store and of each channel. A channel's form shows for every setting
 * whether it takes the store's value, and what that is.
 */
export class CartRecoveryConsoleSettingsElement extends LitElement {
  static override styles = [base, controls, styles]

  readonly #console = new ConsoleController(this, ({ settingsView: settings }) => [
    settings.$form,
    settings.$saving,
    settings.$target,
  ])
  #renderedSaving: Saving | undefined

  protected override render(): unknown {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const { text } = settings
    const form = store.settingsView.$form.get()
    const value = latestValue(form)
    const isUnsupported = form.status === 'failed' && form.problem.code === 'not-supported'
    return html`<div class="view">
      <div class="head">
        <div>
          <h2 tabindex="-1">${(!isUnsupported && settings.settingsLabel) || text('settings.title')}</h2>
          <p class="muted">${text('settings.lede')}</p>
        </div>
        ${isUnsupported ? nothing : this.#renderTarget()}
      </div>
      ${
        isUnsupported
          ? emptyNotice(text('settings.unsupported.title'), text('settings.unsupported.sentence'))
          : form.status === 'failed'
            ? problemNotice(form.problem, text, store.reload)
            : nothing
      }
      ${value && !isUnsupported ? this.#renderForm(value, text) : form.status === 'failed' ? nothing : skeleton(6)}
    </div>`
  }

  /** Moves the focus to the field that was refused. */
  protected override updated(_changed: PropertyValues) {
    const saving = this.#console.store?.settingsView.$saving.get()
    if (saving !== this.#renderedSaving && saving?.status === 'failed') {
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    }
    this.#renderedSaving = saving
  }

  #renderTarget() {
    const { store, settings } = this.#console
    if (!store || !settings || settings.channels.length === 0) return nothing
    const { text } = settings
    const target = store.settingsView.$target.get()
    return html`<div class="filters">
      ${selectField({
        id: 'target',
        label: text('settings.whose'),
        value: target.kind === 'channel' ? target.id : '',
        options: [
          ['', text('settings.store')],
          ...settings.channels.map((id) => [id, text('settings.channel', { id })] as const),
        ],
        choose: (id) => store.settingsView.choose(id ? { kind: 'channel', id } : { kind: 'store' }),
      })}
    </div>`
  }

  #renderForm({ store, draft }: SettingsForm, text: ConsoleText) {
    const { settingsView: settings } = this.#console.store ?? {}
    if (!settings) return nothing
    const saving = settings.$saving.get()
    const isChannel = settings.$target.get().kind === 'channel'
    const own = settingNames.filter((name) => draft[name] !== null).length
    const wrong = wrongField(saving)
    const isSaving = saving.status === 'saving'
    return html`<form @submit=${this.#handleSave}>
      ${isChannel ? html`<p class="overrides">${text('settings.overrides', { count: own })}</p>` : nothing}
      ${groups.map(
        ({ title, names }) => html`<fieldset>
          <legend>${text(title)}</legend>
          ${names.map((name) =>
            settingField({
              name,
              value: draft[name],
              inherited: isChannel ? store[name] : undefined,
              problem: name === wrong ? text('settings.wrongField') : '',
              edit: (value) => settings.edit({ [name]: value }),
              text,
            }),
          )}
        </fieldset>`,
      )}
      <div class="end">
        ${this.#renderSaved(saving, wrong, text)}
        <button class="button primary" aria-disabled=${isSaving ? 'true' : 'false'}>
          <span>${text(isSaving ? 'settings.saving' : 'settings.save')}</span>
        </button>
      </div>
    </form>`
  }

  #renderSaved(saving: Saving, wrong: SettingName | undefined, text: ConsoleText) {
    if (saving.status === 'failed') {
      if (wrong) return html`<p class="problem">${text('settings.failed')}</p>`
      // What was typed is kept. After a lost answer the settings have to be loaded again.
      const { problem } = saving
      return problemNotice(problem, text, problem.code === 'unconfirmed' ? this.#console.store?.reload : undefined)
    }
    if (saving.status !== 'saved') return nothing
    const { language = 'en' } = this.#console.settings ?? {}
    const names = formatList(
      saving.adjusted.map((name) => text(`setting.${name}`)),
      language,
    )
    return html`<p class="notice positive">${names ? text('settings.savedBut', { names }) : text('settings.saved')}</p>`
  }

  readonly #handleSave = (event: Event) => {
    event.preventDefault()
    void this.#console.store?.settingsView.save()
  }
}

/** The setting that the proxy's refusal names. Whole words, because one name can be part of another. */
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
