import { html, nothing } from 'lit'

import type { Problem } from '../../contract/browser.ts'
import { messages } from '../text/messages.ts'

/** What went wrong, with the support code that the log holds, and a button where trying again can help. */
export function problemNotice(problem: Problem, retry?: () => void) {
  const { title, sentence, again } = messages.problem(problem.code, problem.detail)
  return html`<div class="notice critical" role="alert">
    <h3>${title}</h3>
    <p>${sentence}</p>
    ${problem.supportCode ? html`<p class="muted small">${messages.supportCode} <bdi>${problem.supportCode}</bdi></p>` : nothing}
    ${
      retry && again !== false
        ? html`<button type="button" class="button" @click=${retry}>
            ${problem.code === 'unconfirmed' ? messages.readAgain : messages.tryAgain}
          </button>`
        : nothing
    }
  </div>`
}

interface EmptyState {
  title: string
  sentence: string
  /** The label of the button. */
  step?: string
}

/** Says that there is nothing to show, and offers what to do about it. */
export function emptyState({ title, sentence, step }: EmptyState, act?: () => void) {
  return html`<div class="empty">
    <h3>${title}</h3>
    <p class="muted">${sentence}</p>
    ${step && act ? html`<button type="button" class="button" @click=${act}>${step}</button>` : nothing}
  </div>`
}

/** Placeholders for rows. Screen readers skip them: the live region says that something is loading. */
export function skeleton(rows: number) {
  return html`<div class="skeletons" aria-hidden="true">${Array.from({ length: rows }, () => html`<span class="skeleton"></span>`)}</div>`
}
