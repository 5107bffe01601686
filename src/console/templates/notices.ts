import { html, nothing } from 'lit'

import type { MerchantCartStatus, MerchantMessage, MessageStatus, Problem } from '../../contract/browser.ts'
import { formatNumber } from '../../format/index.ts'
import { formatMoment } from '../text/format.ts'
import { messages } from '../text/messages.ts'

const mood = {
  abandoned: 'watch',
  opened: '',
  'checked-out': '',
  recovered: 'good',
  closed: 'muted',
  pending: '',
  sent: 'good',
  unconfirmed: 'watch',
  cancelled: 'muted',
  withheld: 'watch',
  failed: 'bad',
} satisfies Record<MerchantCartStatus | MessageStatus, string>

/** Where a cart or a message stands. The word says it; the colour only helps to find it. */
export function cartPill(status: MerchantCartStatus) {
  return html`<span class="pill ${mood[status]}">${messages.cartStatus[status]}</span>`
}

export function messagePill(status: MessageStatus) {
  return html`<span class="pill ${mood[status]}">${messages.messageStatus[status]}</span>`
}

/** Why a message stands where it stands, and what comes next. */
export function messageDetails({ status, reason, attempts, nextAttemptAt }: MerchantMessage, locale: string): string {
  const next =
    status === 'pending' && nextAttemptAt ? messages.reports.nextAttempt(formatMoment(nextAttemptAt, locale)) : ''
  const count = attempts > 0 ? messages.reports.attempts(attempts, formatNumber(attempts, locale)) : ''
  const why = status === 'unconfirmed' ? messages.reports.unconfirmed : reason ? messages.refusal(reason) : ''
  return [why, [count, next].filter(Boolean).join(', ')].filter(Boolean).join(' ')
}

/** What went wrong, in plain words, with the code that a log holds, and a way on where there is one. */
export function problemNotice(problem: Problem, retry?: () => void, words = messages.problem(problem.code)) {
  return html`<div class="notice critical" role="alert">
    <h3>${words.title}</h3>
    <p>${words.sentence}</p>
    ${problem.supportCode ? html`<p class="muted small">${messages.supportCode} <bdi>${problem.supportCode}</bdi></p>` : nothing}
    ${
      retry && words.again !== false
        ? html`<button type="button" class="button" @click=${retry}>
            ${problem.code === 'unconfirmed' ? messages.readAgain : messages.tryAgain}
          </button>`
        : nothing
    }
  </div>`
}

interface Empty {
  title: string
  sentence: string
  step?: string
}

/** Nothing to show, and what to do about it. */
export function emptyState({ title, sentence, step }: Empty, act?: () => void) {
  return html`<div class="empty">
    <h3>${title}</h3>
    <p class="muted">${sentence}</p>
    ${step && act ? html`<button type="button" class="button" @click=${act}>${step}</button>` : nothing}
  </div>`
}

/** Stands where rows will be. What is on its way is said by the live region. */
export function bones(count: number) {
  return html`<div class="bones" aria-hidden="true">${Array.from({ length: count }, () => html`<span class="bone"></span>`)}</div>`
}

interface Pages {
  page: number
  hasNext: boolean
  locale: string
  next: () => void
  previous: () => void
}

/** Leads through a list, where it has more than one page. */
export function pager({ page, hasNext, locale, next, previous }: Pages) {
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

interface Choice {
  id: string
  label: string
  value: string
  options: readonly (readonly [value: string, label: string])[]
  choose: (value: string) => void
}

/** A list to choose from, under its label. */
export function chooser({ id, label, value, options, choose }: Choice) {
  const handle = ({ target }: Event) => target instanceof HTMLSelectElement && choose(target.value)
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${handle}>
      ${options.map(([option, words]) => html`<option value=${option} .selected=${option === value}>${words}</option>`)}
    </select>
  </div>`
}
