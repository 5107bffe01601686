import type { AnswerHeaders } from './upstream/platform-fetch.ts'

/**
 * How long `Retry-After` asks to wait, in milliseconds. It holds seconds or a date; a date is compared with the answer's
 * own where it has one, since two clocks seldom agree.
 */
export function toRetryAfter(headers: AnswerHeaders, now = Date.now()): number | undefined {
  const text = headers.get('retry-after')?.trim()
  if (!text) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000
  const until = Date.parse(text)
  const answeredAt = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(until) ? undefined : Math.max(0, until - (Number.isNaN(answeredAt) ? now : answeredAt))
}
