import { html } from 'hono/html'

import type { Html } from './page.ts'

/** How a state is looked at. The first value of each is what most shoppers have. */
const choices = {
  theme: ['auto', 'light', 'dark'],
  dir: ['ltr', 'rtl'],
  text: ['100', '125', '150', '200'],
  width: ['full', '320', '360', '480', '768'],
} as const

const labels: Record<keyof typeof choices, string> = {
  theme: 'Theme',
  dir: 'Direction',
  text: 'Text size, %',
  width: 'Width, px',
}

export type View = { [Name in keyof typeof choices]: string }

/** Reads the view from a permalink; what is unknown there is what most shoppers have. */
export function readView(query: URLSearchParams): View {
  const entries = Object.entries(choices).map(([name, values]) => {
    const wanted = query.get(name)
    return [name, values.find((value) => value === wanted) ?? values[0]]
  })
  return Object.fromEntries(entries) as View
}

/** The part of a permalink that holds a view, without what needs no saying. */
export function viewQuery(view: View): [string, string][] {
  return Object.entries(view).filter(([name, value]) => value !== choices[name as keyof View][0])
}

/** A form that works without scripts: the choices are the query. */
export function viewForm(view: View): Html {
  return html`<form class="view" method="get">
  ${Object.entries(choices).map(
    ([name, values]) => html`<label>${labels[name as keyof View]}
    <select name="${name}">
    ${values.map((value) => html`<option${value === view[name as keyof View] ? html` selected` : ''}>${value}</option>`)}
    </select>
  </label>`,
  )}
  <button class="plain">Show</button>
</form>`
}
