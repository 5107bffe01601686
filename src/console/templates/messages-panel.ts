import { html, nothing } from 'lit'

import type { MerchantSummary } from '../../contract/browser.ts'
import { formatNumber } from '../../format/index.ts'
import type { ConsoleSettings } from '../frame/context.ts'
import { refusalText } from '../text/problem-text.ts'

/** Messages that were sent, shoppers who said no to them, and what did not go out by its reason, the most frequent first. */
export function messagesPanel(
  { messages, refusals, before, days }: MerchantSummary,
  openMessages: () => void,
  { text, locale }: ConsoleSettings,
) {
  const isSent = ({ status }: MerchantSummary['messages'][number]) => status === 'sent'
  const toHint = (count: number) => text('summary.refusalsHint', { count })
  return html`<section class="panel" aria-labelledby="messages-title">
    <h3 id="messages-title">${text('views.messages')}</h3>
    <dl class="tallies">
      <div>
        <dt>${text('messageStatus.sent')}</dt>
        <dd class="number">${formatNumber(sum(messages.filter(isSent)), locale)}</dd>
      </div>
      <div>
        <dt>${text('summary.refusals')}</dt>
        <dd>${toHint(refusals)}</dd>
        ${before ? html`<dd class="muted small">${text('summary.before', { value: toHint(before.refusals), count: days.length })}</dd>` : nothing}
      </div>
    </dl>
    ${messages.length > 0 ? unsent(messages, openMessages, text) : nothing}
  </section>`
}

function unsent(messages: MerchantSummary['messages'], openMessages: () => void, text: ConsoleSettings['text']) {
  const all = messages.filter(({ status }) => status === 'withheld' || status === 'failed')
  const groups = [...Map.groupBy(all, ({ reason = '' }) => reason)]
    .map(([reason, rows]) => ({ reason, count: sum(rows) }))
    .toSorted((one, other) => other.count - one.count)
  return html`<h4>${text('summary.unsent')}</h4>
    ${
      groups.length === 0
        ? html`<p class="muted small">${text('summary.nothingUnsent')}</p>`
        : html`<ul class="reasons">
            ${groups.map(
              ({ reason, count }) => html`<li>
                <b class="number">${text('summary.unsentHint', { count })}</b>
                <span>${refusalText(reason, text)}</span>
              </li>`,
            )}
          </ul>
          <button type="button" class="button quiet" @click=${openMessages}>${text('summary.unsentStep')}</button>`
    }`
}

const sum = (messages: MerchantSummary['messages']) => messages.reduce((all, { count }) => all + count, 0)
