import { type AnswerHeaders, headerNumber, type Quota } from '../../adapter/index.ts'

/** How long to wait after a refusal, in milliseconds: the announced header, or the common one. */
export function toRetryAfter(headers: AnswerHeaders): number | undefined {
  const seconds = headerNumber(
    headers,
    headers.get('x-ratelimit-retry-after') === null ? 'retry-after' : 'x-ratelimit-retry-after',
  )
  return seconds === undefined ? undefined : seconds * 1000
}

/** What is left of a key's quota, once the planned limits are there. `Reset` is Unix time. */
export function toQuota(headers: AnswerHeaders): Quota | undefined {
  const left = headerNumber(headers, 'x-ratelimit-remaining')
  const limit = headerNumber(headers, 'x-ratelimit-limit')
  const reset = headerNumber(headers, 'x-ratelimit-reset')
  if (left === undefined || limit === undefined || reset === undefined) return undefined
  return { left, limit, resetMs: Math.min(60_000, Math.max(0, reset * 1000 - Date.now())) }
}
