/** How many requests a platform takes in a window of fixed length. */
export interface RequestQuota {
  requests: number
  windowMs: number
}

/** Counts requests in windows that begin with the first request. */
export function createRequestWindow(): {
  /** What the caller must wait, in milliseconds; 0 lets the request in and counts it. */
  take(quota: RequestQuota, now: number): number
  reset(): void
} {
  let startedAt = Number.NEGATIVE_INFINITY
  let used = 0
  return {
    take({ requests, windowMs }, now) {
      // A clock that was set back starts a new window too.
      if (now >= startedAt + windowMs || now < startedAt) {
        startedAt = now
        used = 0
      }
      if (used >= requests) return startedAt + windowMs - now
      used += 1
      return 0
    },
    reset() {
      startedAt = Number.NEGATIVE_INFINITY
      used = 0
    },
  }
}
