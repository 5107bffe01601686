import type { Quota } from '../../adapter/quota.ts'

/** How long to wait after a refusal, in milliseconds: the announced header, or the common one. */
export function toRetryAfter(headers: Headers): number | undefined {
  const seconds = number(headers.get('x-ratelimit-retry-after') ?? headers.get('retry-after'))
  return seconds === undefined ? undefined : seconds * 1000
}

/** What is left of a key's quota, once the planned limits are there. `Reset` is Unix time. */
export function toQuota(headers: Headers): Quota | undefined {
  const left = number(headers.get('x-ratelimit-remaining'))
  const limit = number(headers.get('x-ratelimit-limit'))
  const reset = number(headers.get('x-ratelimit-reset'))
  if (left === undefined || limit === undefined || reset === undefined) return undefined
  return { left, limit, resetMs: Math.min(60_000, Math.max(0, reset * 1000 - Date.now())) }
}

function number(text: string | null): number | undefined {
  const value = Number(text ?? Number.NaN)
  return Number.isFinite(value) && value >= 0 ? value : undefined
}
