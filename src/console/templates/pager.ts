import { html, nothing } from 'lit'

import type { ConsoleText } from '../text/messages.ts'

interface Pager {
  page: number
  hasNext: boolean
  text: ConsoleText
  next: () => void
  previous: () => void
}

/** Buttons to the next and the previous page. Nothing where a list has only one. */
export function pager({ page, hasNext, text, next, previous }: Pager) {
  if (page === 1 && !hasNext) return nothing
  const step = (isThere: boolean, label: string, go: () => void) =>
    html`<button type="button" class="button" aria-disabled=${isThere ? 'false' : 'true'} @click=${() => isThere && go()}>
      ${label}
    </button>`
  return html`<nav class="pager" aria-label=${text('page', { page })}>
    ${step(page > 1, text('previous'), previous)}
    <p class="muted small">${text('page', { page })}</p>
    ${step(hasNext, text('next'), next)}
  </nav>`
}
