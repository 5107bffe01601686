import { html } from 'hono/html'

import { directionOf } from '../../src/locales/direction.ts'
import { locales } from '../../src/locales/locales.ts'
import { pseudoLanguage } from '../pseudo-locale.ts'
import type { Html } from './page.ts'

/** How a state is looked at. The first value of each is what most shoppers have. */
const choices = {
  theme: ['auto', 'light', 'dark'],
  lang: ['en', ...Object.keys(locales), pseudoLanguage],
  dir: ['ltr', 'rtl'],
  text: ['100', '125', '150', '200'],
  width: ['full', '320', '360', '480', '768'],
} as const

const labels: Record<keyof typeof choices, string> = {
  theme: 'Theme',
  lang: 'Language',
  dir: 'Direction',
  text: 'Text size, %',
  width: 'Width, px',
}

/** A choice for each switch of the QA page. */
export type View = { [Name in keyof typeof choices]: string }

/** Reads the view from a permalink. An unknown value falls back to the state's, then to the default. */
export function readView(query: URLSearchParams, preset: Partial<View> = {}): View {
  const entries = Object.entries(choices).map(([name, values]) => {
    const chosen = query.get(name)
    return [name, values.find((value) => value === chosen) ?? usual(name as keyof View, preset)]
  })
  return Object.fromEntries(entries) as View
}

/** The query of a permalink: the values that differ from the state's and the defaults. */
export function viewQuery(view: View, preset: Partial<View> = {}): [string, string][] {
  return Object.entries(view).filter(([name, value]) => value !== usual(name as keyof View, preset))
}

function usual(name: keyof View, preset: Partial<View>): string {
  return preset[name] ?? choices[name][0]
}

/** A form that works without scripts: the choices are the query. */
export function viewForm(view: View): Html {
  return html`<form class="view" method="get">
  ${Object.entries(choices).map(
    ([name, values]) => html`<label>${labels[name as keyof View]}
    <select name="${name}">
    ${[...new Set([...values, view[name as keyof View]])].map((value) => html`<option${name === 'lang' ? html` data-dir="${directionOf(value)}"` : ''}${value === view[name as keyof View] ? html` selected` : ''}>${value}</option>`)}
    </select>
  </label>`,
  )}
  <button class="plain">Show</button>
</form>`
}
