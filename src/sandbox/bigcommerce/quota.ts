import type { SandboxContext } from '../sandbox-context.ts'
import type { BigCommerceAccount } from './account.ts'

/** One request counted against the store's quota. */
export interface QuotaTurn {
  allowed: boolean
  /** BigCommerce's headers: on every answer of the API. */
  headers: Record<string, string>
  resetMs: number
}

/** The headers of a refusal: what its reset header means is said in two ways. */
export function limitedHeaders(
  quota: BigCommerceAccount['quota'],
  resetMs: number,
  { readings }: SandboxContext,
): Record<string, string> {
  if (readings.get('limitedHeaders') === 'absent') return {}
  const isWhole = readings.get('limitReset') === 'window'
  return {
    ...quotaHeaders(quota, 0, isWhole ? quota.windowMs : resetMs),
    'X-Retry-After': String(Math.ceil(resetMs / 1000)),
  }
}

/** Counts requests in windows of fixed length that begin with the first request. */
export function createQuota(): { take(account: BigCommerceAccount, now: number): QuotaTurn; reset(): void } {
  let startedAt = Number.NEGATIVE_INFINITY
  let used = 0
  return {
    take({ quota }, now) {
      // A clock that was set back starts a new window too.
      if (now >= startedAt + quota.windowMs || now < startedAt) {
        startedAt = now
        used = 0
      }
      const allowed = used < quota.requests
      if (allowed) used += 1
      const resetMs = startedAt + quota.windowMs - now
      return { allowed, headers: quotaHeaders(quota, quota.requests - used, resetMs), resetMs }
    },
    reset() {
      startedAt = Number.NEGATIVE_INFINITY
      used = 0
    },
  }
}

export function quotaHeaders(
  quota: BigCommerceAccount['quota'],
  left: number,
  resetMs: number,
): Record<string, string> {
  return {
    'X-Rate-Limit-Time-Window-Ms': String(quota.windowMs),
    'X-Rate-Limit-Time-Reset-Ms': String(Math.ceil(resetMs)),
    'X-Rate-Limit-Requests-Quota': String(quota.requests),
    'X-Rate-Limit-Requests-Left': String(left),
  }
}
