import { html } from 'lit'

import type { MerchantCartStatus, MerchantMessage, MessageStatus } from '../../contract/browser.ts'
import { formatNumber } from '../../format/index.ts'
import { formatMoment } from '../text/format.ts'
import { messages } from '../text/messages.ts'

const tones = {
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

/** The status of a cart. The word carries the meaning; the colour only helps to find it. */
export function cartPill(status: MerchantCartStatus) {
  return html`<span class="pill ${tones[status]}">${messages.cartStatus[status]}</span>`
}

/** The status of a message, like `cartPill`. */
export function messagePill(status: MessageStatus) {
  return html`<span class="pill ${tones[status]}">${messages.messageStatus[status]}</span>`
}

/** Why a message has its status, how often it was tried, and when it is tried next. */
export function messageDetails({ status, reason, attempts, nextAttemptAt }: MerchantMessage, locale: string): string {
  const next =
    status === 'pending' && nextAttemptAt ? messages.messageList.nextAttempt(formatMoment(nextAttemptAt, locale)) : ''
  const count = attempts > 0 ? messages.messageList.attempts(attempts, formatNumber(attempts, locale)) : ''
  const why = status === 'unconfirmed' ? messages.messageList.unconfirmed : reason ? messages.refusal(reason) : ''
  return [why, [count, next].filter(Boolean).join(', ')].filter(Boolean).join(' ')
}
