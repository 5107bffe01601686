/** How many requests a platform accepts in a window of fixed length. */
export interface RequestQuota {
  requests: number
  windowMs: number
}

/** What a request found: whether it is let in, how many more would be, and when the window ends. */
export interface WindowTurn {
  allowed: boolean
  left: number
  /** Milliseconds until the next window. A refused caller has to wait this long. */
  resetMs: number
}

export interface RequestWindow {
  /** Counts a request if it is let in. */
  count(quota: RequestQuota, now: number): WindowTurn
  reset(): void
}

/** Counts requests in windows that begin with the first request. */
export function createRequestWindow(): RequestWindow {
  let startedAt = Number.NEGATIVE_INFINITY
  let used = 0
  return {
    count({ requests, windowMs }, now) {
      // A clock that was set back starts a new window too.
      if (now >= startedAt + windowMs || now < startedAt) {
        startedAt = now
        used = 0
      }
      const allowed = used < requests
      if (allowed) used += 1
      return { allowed, left: requests - used, resetMs: startedAt + windowMs - now }
    },
    reset() {
      startedAt = Number.NEGATIVE_INFINITY
      used = 0
    },
  }
}
