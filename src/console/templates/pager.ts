import { html, nothing } from 'lit'

import { formatNumber } from '../../format/index.ts'
import { messages } from '../text/messages.ts'

interface Pager {
  page: number
  hasNext: boolean
  locale: string
  next: () => void
  previous: () => void
}

/** Buttons to the next and the previous page. Nothing where a list has only one. */
export function pager({ page, hasNext, locale, next, previous }: Pager) {
  if (page === 1 && !hasNext) return nothing
  const step = (isThere: boolean, label: string, go: () => void) =>
    html`<button type="button" class="button" aria-disabled=${isThere ? 'false' : 'true'} @click=${() => isThere && go()}>
      ${label}
    </button>`
  return html`<nav class="pager" aria-label=${messages.page(formatNumber(page, locale))}>
    ${step(page > 1, messages.previous, previous)}
    <p class="muted small">${messages.page(formatNumber(page, locale))}</p>
    ${step(hasNext, messages.next, next)}
  </nav>`
}
