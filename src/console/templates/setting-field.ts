import { html, nothing } from 'lit'

import type { AbandonedCartSettings, ChannelCartSettings } from '../../contract/browser.ts'
import type { SettingName } from '../state/settings-view.ts'
import { messages } from '../text/messages.ts'

type Value = ChannelCartSettings[SettingName]
type Own = AbandonedCartSettings[SettingName]

export interface SettingControl {
  name: SettingName
  value: Value
  /** The store's value, where this is a channel's. */
  inherited: Own | undefined
  /** What the proxy had against it. */
  problem: string
  edit: (value: Value) => void
}

const words = messages.settings
/** What stands for "as the store" in a list. No value of a setting is empty. */
const asStore = ''

/** One setting with its label. Of a channel it can also be the store's; then it says what that is. */
export function settingControl(control: SettingControl) {
  const { name, value, inherited, problem } = control
  const { label, hint } = messages.settingWords[name]
  const isOwn = inherited !== undefined && value !== null
  return html`<div class="field">
    <div class="words">
      <label for=${name}>${label}</label>
      ${isOwn ? html`<span class="pill">${words.ownValue}</span>` : nothing}
      ${hint ? html`<p id="${name}-hint" class="muted small">${hint}</p>` : nothing}
    </div>
    <div class="value">
      ${isListed(name) ? list(control) : typed(control)}
      <p id="${name}-problem" class="problem" role="alert">${problem}</p>
    </div>
  </div>`
}

/** Yes or no, or one of two ways. */
function list({ name, value, inherited, problem, edit }: SettingControl) {
  const choices: readonly Own[] =
    name === 'merchant_abandoned_cart_email_frequency_type' ? ['digest', 'individual'] : [true, false]
  const handle = ({ target }: Event) => {
    if (!(target instanceof HTMLSelectElement)) return
    edit(choices.find((choice) => String(choice) === target.value) ?? null)
  }
  return html`<select
    id=${name} aria-invalid=${problem ? 'true' : nothing} aria-describedby="${name}-hint ${name}-problem" @change=${handle}
  >
    ${inherited === undefined ? nothing : html`<option value=${asStore} .selected=${value === null}>${words.asStore(inWords(inherited))}</option>`}
    ${choices.map((choice) => html`<option value=${String(choice)} .selected=${value === choice}>${inWords(choice)}</option>`)}
  </select>`
}

/** An address or a number; a channel first says whether it has one of its own. */
function typed({ name, value, inherited, problem, edit }: SettingControl) {
  const isNumber = name === 'merchant_abandoned_cart_digest_email_frequency'
  const parse = (text: string) => (isNumber ? Number(text) : text.trim())
  const handleOwn = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) edit(target.value === asStore ? null : (inherited ?? null))
  }
  const handleInput = ({ target }: Event) => {
    if (target instanceof HTMLInputElement && target.value !== '') edit(parse(target.value))
  }
  const describedBy = `${name}-hint ${name}-problem`
  const isInvalid = problem ? 'true' : nothing
  const field = () =>
    isNumber
      ? html`<input
          id=${name} type="number" inputmode="numeric" min="2" max="1000" step="1" required .value=${String(value)}
          aria-invalid=${isInvalid} aria-describedby=${describedBy} @input=${handleInput}
        >`
      : html`<input
          id=${name} type="email" required autocomplete="off" dir="ltr" .value=${String(value)}
          aria-invalid=${isInvalid} aria-describedby=${describedBy} @input=${handleInput}
        >`
  if (inherited === undefined) return field()
  const { label } = messages.settingWords[name]
  return html`
    <select id=${value === null ? name : `${name}-own`} aria-label=${label} @change=${handleOwn}>
      <option value=${asStore} .selected=${value === null}>${words.asStore(inWords(inherited))}</option>
      <option value="own" .selected=${value !== null}>${words.ownValue}</option>
    </select>
    ${value === null ? nothing : field()}
  `
}

function isListed(name: SettingName): boolean {
  return name !== 'merchant_email_address' && name !== 'merchant_abandoned_cart_digest_email_frequency'
}

function inWords(value: Own): string {
  if (typeof value === 'boolean') return value ? words.on : words.off
  return value === 'digest' || value === 'individual' ? words[value] : String(value)
}
