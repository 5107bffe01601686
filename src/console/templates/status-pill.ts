import { html } from 'lit'

import type { MerchantCartStatus, MerchantMessage, MessageStatus } from '../../contract/browser.ts'
import { joinSentences } from '../../format/index.ts'
import type { ConsoleSettings } from '../frame/context.ts'
import { formatMoment } from '../text/format.ts'
import type { ConsoleText } from '../text/messages.ts'
import { refusalText } from '../text/problem-text.ts'

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
export function cartPill(status: MerchantCartStatus, text: ConsoleText) {
  return html`<span class="pill ${tones[status]}">${text(`cartStatus.${status}`)}</span>`
}

/** The status of a message, like `cartPill`. */
export function messagePill(status: MessageStatus, text: ConsoleText) {
  return html`<span class="pill ${tones[status]}">${text(`messageStatus.${status}`)}</span>`
}

/** How a message reaches the shopper, and who sends it. */
export function messageWay(
  { channel, platform }: Pick<MerchantMessage, 'channel' | 'platform'>,
  { text, platformName }: ConsoleSettings,
): string {
  return text('via', { channel: text(`channel.${channel}`), platform: platformName(platform) })
}

/** Why a message has its status, how often it was tried, and when it is tried next. */
export function messageDetails(
  { status, reason, attempts, nextAttemptAt }: MerchantMessage,
  { text, language, locale }: ConsoleSettings,
): string {
  const when = status === 'pending' && nextAttemptAt ? formatMoment(nextAttemptAt, locale) : ''
  const why = status === 'unconfirmed' ? text('messageList.unconfirmed') : reason && refusalText(reason, text)
  const first = when && text('messageList.waits', { when })
  const tried = when
    ? text('messageList.nextAttempt', { count: attempts, when })
    : text('messageList.attempts', { count: attempts })
  // One attempt that went well needs no word.
  const isPlain = status === 'sent' && attempts === 1
  return joinSentences([why, attempts > 0 ? !isPlain && tried : first], language)
}
