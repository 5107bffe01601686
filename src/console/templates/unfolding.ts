import { html, nothing } from 'lit'

import type { ConsoleText } from '../text/messages.ts'

/** A list of which the first rows are shown, or all of them. */
export interface Unfolding {
  /** The id of its heading, by which the button is told from those of other lists. */
  list: string
  /** How many are shown at first. */
  first: number
  isWhole: boolean
  toggle: () => void
}

/** Shows the rest of a list, or folds it again; nothing for one that is short. */
export function unfoldButton(count: number, { list, first, isWhole, toggle }: Unfolding, text: ConsoleText) {
  if (count <= first) return nothing
  return html`<button type="button" class="button quiet" aria-expanded=${isWhole ? 'true' : 'false'} aria-describedby=${list} @click=${toggle}>
    ${isWhole ? text('summary.showFewer') : text('summary.showAll', { count })}
  </button>`
}
