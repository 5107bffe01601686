import type { SandboxContext } from '../sandbox-context.ts'
import { VesuvioPayFailure } from './failure.ts'

/** Counts requests as the rate-limit page announces it. Does nothing while limits are only planned. */
export function createRateLimit(): { take(context: SandboxContext): Record<string, string>; reset(): void } {
  let startedAt = Number.NEGATIVE_INFINITY
  let used = 0
  return {
    take({ world, readings, clock }) {
      if (readings.get('vesuviopayRateLimits') === 'off') return {}
      const { quota } = world.accounts.vesuviopay
      const now = clock()
      if (now >= startedAt + quota.windowMs || now < startedAt) {
        startedAt = now
        used = 0
      }
      const resetAt = startedAt + quota.windowMs
      if (used >= quota.requests) throw rateLimited(quota.requests, resetAt, resetAt - now)
      used += 1
      return limitHeaders(quota.requests, quota.requests - used, resetAt)
    },
    reset() {
      startedAt = Number.NEGATIVE_INFINITY
      used = 0
    },
  }
}

/** The announced 429. */
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
