import type { Quota } from '../../adapter/quota.ts'

/** How long to wait after a refusal: the larger of what the two headers say, in milliseconds. */
export function toRetryAfter(headers: Headers): number | undefined {
  const waits = [
    seconds(headers.get('x-retry-after')),
    seconds(headers.get('retry-after')),
    number(headers.get('x-rate-limit-time-reset-ms')),
  ].filter((wait) => wait !== undefined)
  return waits.length > 0 ? Math.max(...waits) : undefined
}

/** What is left of the 30-second window that all apps of a store share. */
export function toQuota(headers: Headers): Quota | undefined {
  const left = number(headers.get('x-rate-limit-requests-left'))
  const limit = number(headers.get('x-rate-limit-requests-quota'))
  const resetMs = number(headers.get('x-rate-limit-time-reset-ms'))
  return left === undefined || limit === undefined || resetMs === undefined ? undefined : { left, limit, resetMs }
}

function number(text: string | null): number | undefined {
  const value = Number(text ?? Number.NaN)
  return Number.isFinite(value) && value >= 0 ? value : undefined
}

function seconds(text: string | null): number | undefined {
  const value = number(text)
  return value === undefined ? undefined : value * 1000
}
