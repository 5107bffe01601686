import { observationChannel, type QuotaObservation } from '../observation.ts'
import { UpstreamError } from '../upstream-error.ts'

/** What a platform says of the calls left in its current window. */
export interface Quota {
  left: number
  limit: number
  resetMs: number
}

/** Then one call asks how long it really is: a wrong number would close the shop. */
const maxClosedMs = 60_000

const observed = observationChannel<QuotaObservation>('cart-recovery:quota')

/**
 * Leaves a share of a platform's quota to the store's other apps: once only that share is left, calls are refused until
 * the platform's window ends.
 */
export function createQuotaGuard(name: string, reservedShare: number) {
  let closedUntil = 0
  return {
    check() {
      const retryAfterMs = closedUntil - performance.now()
      if (retryAfterMs <= 0) return
      throw new UpstreamError('quota-reserved', `${name}: the rest of the quota is left to other apps`, {
        retryAfterMs,
      })
    },
    record(quota: Quota | undefined) {
      if (!quota) return
      observed.publish({ platform: name, ...quota })
      if (quota.left > quota.limit * reservedShare) return
      closedUntil = performance.now() + Math.min(quota.resetMs, maxClosedMs)
    },
  }
}
