import { html } from 'lit'

interface SelectField {
  id: string
  label: string
  value: string
  options: readonly (readonly [value: string, label: string])[]
  choose: (value: string) => void
}

/** A `<select>` below its label. */
export function selectField({ id, label, value, options, choose }: SelectField) {
  const handleChange = ({ target }: Event) => target instanceof HTMLSelectElement && choose(target.value)
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${handleChange}>
      ${options.map(([option, text]) => html`<option value=${option} .selected=${option === value}>${text}</option>`)}
    </select>
  </div>`
}
