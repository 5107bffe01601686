import type { RequestWindow } from '../http/request-window.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { VesuvioPayFailure } from './failure.ts'

/**
 * Counts a request and gives the headers of its answer. Source: /docs/rate-limiting, which calls limits planned; the
 * reading `off` counts nothing.
 */
export function requireQuota(
  window: RequestWindow,
  { world, readings, clock }: SandboxContext,
): Record<string, string> {
  if (readings.get('vesuviopayRateLimits') === 'off') return {}
  const { quota } = world.accounts.vesuviopay
  const now = clock()
  const { allowed, left, resetMs } = window.count(quota, now)
  if (!allowed) throw rateLimited(quota.requests, now + resetMs, resetMs)
  return limitHeaders(quota.requests, left, now + resetMs)
}

/** The 429 that the rate-limit page announces. */
export function rateLimited(limit: number, resetAt: number, waitMs: number): VesuvioPayFailure {
  const seconds = Math.ceil(waitMs / 1000)
  const headers = { ...limitHeaders(limit, 0, resetAt), 'X-RateLimit-Retry-After': String(seconds) }
  return new VesuvioPayFailure(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests.', { retryAfter: seconds }, headers)
}

function limitHeaders(limit: number, remaining: number, resetAt: number): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(Math.ceil(resetAt / 1000)),
  }
}
