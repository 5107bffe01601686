import { html, nothing } from 'lit'

import type { Problem } from '../../contract/browser.ts'
import type { ConsoleText } from '../text/messages.ts'
import { problemText } from '../text/problem-text.ts'

/** What went wrong, with the support code that the log holds, and a button where trying again can help. */
export function problemNotice(problem: Problem, text: ConsoleText, retry?: () => void) {
  const { title, sentence, again } = problemText(problem, text)
  return html`<div class="notice critical" role="alert">
    <h3>${title}</h3>
    <p>${sentence}</p>
    ${problem.supportCode ? html`<p class="muted small">${text('supportCode', { code: problem.supportCode })}</p>` : nothing}
    ${
      retry && again
        ? html`<button type="button" class="button" @click=${retry}>
            ${text(problem.code === 'unconfirmed' ? 'readAgain' : 'tryAgain')}
          </button>`
        : nothing
    }
  </div>`
}

type Empty = 'summary' | 'carts' | 'messageList'

/** Says that there is nothing to show, and offers what to do about it. */
export function emptyState(
  about: `${Empty}.empty` | 'carts.emptyFilter' | 'messageList.emptyFilter',
  text: ConsoleText,
  act: () => void,
) {
  return emptyNotice(text(`${about}.title`), text(`${about}.sentence`), { label: text(`${about}.step`), act })
}

/** The same with other words. */
export function emptyNotice(title: string, sentence: string, step?: { label: string; act: () => void }) {
  return html`<div class="empty">
    <h3>${title}</h3>
    <p class="muted">${sentence}</p>
    ${step ? html`<button type="button" class="button" @click=${step.act}>${step.label}</button>` : nothing}
  </div>`
}

/** Placeholders for rows. Screen readers skip them: the live region says that something is loading. */
export function skeleton(rows: number) {
  return html`<div class="skeletons" aria-hidden="true">${Array.from({ length: rows }, () => html`<span class="skeleton"></span>`)}</div>`
}
