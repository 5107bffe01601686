import { html, nothing } from 'lit'

import type { ChannelCartSettings, StoredCartSettings } from '../../contract/browser.ts'
import type { SettingName } from '../state/settings-view.ts'
import { type ConsoleText, messages } from '../text/messages.ts'

type Value = ChannelCartSettings[SettingName]
type StoreValue = StoredCartSettings[SettingName]

export interface SettingField {
  name: SettingName
  value: Value
  /** The store's value, in a channel's form. */
  inherited: StoreValue | undefined
  /** Why the proxy refused the value; empty if it did not. */
  problem: string
  edit: (value: Value) => void
  text: ConsoleText
}

/** The option "as the store". No setting has an empty value of its own. */
const inheritedOption = ''

/** One setting with its label. In a channel's form it can take the store's value, which is then shown. */
export function settingField(control: SettingField) {
  const { name, value, inherited, problem, text } = control
  const hint = hintOf(name, text)
  const isOwn = inherited !== undefined && value !== null
  return html`<div class="field">
    <div class="label-text">
      <label for=${name}>${text(`setting.${name}`)}</label>
      ${isOwn ? html`<span class="pill">${text('settings.ownValue')}</span>` : nothing}
      ${hint ? html`<p id="${name}-hint" class="muted small">${hint}</p>` : nothing}
    </div>
    <div class="value">
      ${isListed(name) ? selectInput(control) : typedInput(control)}
      <p id="${name}-problem" class="problem" role="alert">${problem}</p>
    </div>
  </div>`
}

/** A setting with two values. */
function selectInput({ name, value, inherited, problem, edit, text }: SettingField) {
  const choices: readonly StoreValue[] =
    name === 'merchant_abandoned_cart_email_frequency_type' ? ['digest', 'individual'] : [true, false]
  const handle = ({ target }: Event) => {
    if (!(target instanceof HTMLSelectElement)) return
    edit(choices.find((choice) => String(choice) === target.value) ?? null)
  }
  return html`<select
    id=${name} aria-invalid=${problem ? 'true' : nothing} aria-describedby="${name}-hint ${name}-problem" @change=${handle}
  >
    ${value === null || inherited !== undefined ? html`<option value=${inheritedOption} .selected=${value === null}>${inherited === undefined ? text('settings.notTold') : text('settings.asStore', { value: toText(inherited, text) })}</option>` : nothing}
    ${choices.map((choice) => html`<option value=${String(choice)} .selected=${value === choice}>${toText(choice, text)}</option>`)}
  </select>`
}

/** An address or a number. In a channel's form a list comes first, to choose between the store's value and its own. */
function typedInput({ name, value, inherited, problem, edit, text }: SettingField) {
  const isNumber = name === 'merchant_abandoned_cart_digest_email_frequency'
  const parse = (typed: string) => (isNumber ? Number(typed) : typed.trim())
  const handleOwn = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement)
      edit(target.value === inheritedOption ? null : (inherited ?? (isNumber ? 2 : '')))
  }
  const handleInput = ({ target }: Event) => {
    if (target instanceof HTMLInputElement && target.value !== '') edit(parse(target.value))
  }
  const describedBy = `${name}-hint ${name}-problem`
  const isInvalid = problem ? 'true' : nothing
  const field = () =>
    isNumber
      ? html`<input
          id=${name} type="number" inputmode="numeric" min="2" max="1000" step="1" required .value=${String(value ?? '')}
          aria-invalid=${isInvalid} aria-describedby=${describedBy} @input=${handleInput}
        >`
      : html`<input
          id=${name} type="email" required autocomplete="off" dir="ltr" .value=${String(value ?? '')}
          aria-invalid=${isInvalid} aria-describedby=${describedBy} @input=${handleInput}
        >`
  if (inherited === undefined) return field()
  return html`
    <select id=${value === null ? name : `${name}-own`} aria-label=${text(`setting.${name}`)} @change=${handleOwn}>
      <option value=${inheritedOption} .selected=${value === null}>${text('settings.asStore', { value: toText(inherited, text) })}</option>
      <option value="own" .selected=${value !== null}>${text('settings.ownValue')}</option>
    </select>
    ${value === null ? nothing : field()}
  `
}

function isListed(name: SettingName): boolean {
  return name !== 'merchant_email_address' && name !== 'merchant_abandoned_cart_digest_email_frequency'
}

function toText(value: StoreValue, text: ConsoleText): string {
  if (value === null || value === '') return text('settings.notTold')
  if (typeof value === 'boolean') return text(value ? 'settings.on' : 'settings.off')
  return value === 'digest' || value === 'individual' ? text(`settings.${value}`) : String(value)
}

type HintedSetting = keyof typeof messages extends infer Key
  ? Key extends `setting.${infer Name}.hint`
    ? Name
    : never
  : never

function hintOf(name: string, text: ConsoleText): string {
  return hasHint(name) ? text(`setting.${name}.hint`) : ''
}

const hasHint = (name: string): name is HintedSetting => `setting.${name}.hint` in messages
