import { type AnswerHeaders, headerNumber, type Quota } from '../../adapter/index.ts'

/** How long to wait after a refusal, in milliseconds: the largest of what the three headers say. */
export function toRetryAfter(headers: AnswerHeaders): number | undefined {
  const waits = [
    toMs(headerNumber(headers, 'x-retry-after')),
    toMs(headerNumber(headers, 'retry-after')),
    headerNumber(headers, 'x-rate-limit-time-reset-ms'),
  ].filter((wait) => wait !== undefined)
  return waits.length > 0 ? Math.max(...waits) : undefined
}

/** What is left of the 30-second window that all apps of a store share. */
export function toQuota(headers: AnswerHeaders): Quota | undefined {
  const left = headerNumber(headers, 'x-rate-limit-requests-left')
  const limit = headerNumber(headers, 'x-rate-limit-requests-quota')
  const resetMs = headerNumber(headers, 'x-rate-limit-time-reset-ms')
  return left === undefined || limit === undefined || resetMs === undefined ? undefined : { left, limit, resetMs }
}

const toMs = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000)
