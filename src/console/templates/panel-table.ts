import { html } from 'lit'

import type { ConsoleSettings } from '../frame/context.ts'

/** The numbers of a chart as a table, folded. */
export function panelTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  { text }: Pick<ConsoleSettings, 'text'>,
) {
  return html`<details>
    <summary>${text('summary.table')}</summary>
    <table>
      <caption class="visually-hidden">${caption}</caption>
      <thead><tr>${columns.map((name, index) => html`<th scope="col" class=${index > 0 ? 'end' : ''}>${name}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) => html`<tr>
            <th scope="row"><bdi>${name}</bdi></th>
            ${cells.map((cell) => html`<td class="end amounts"><bdi>${cell || text('none')}</bdi></td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`
}
