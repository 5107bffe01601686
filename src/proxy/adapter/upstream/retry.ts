import {
  DelegateBackoff,
  ExponentialBackoff,
  fullJitterGenerator,
  handleWhen,
  type IBackoff,
  type IPolicy,
  type IRetryBackoffContext,
  retry,
} from 'cockatiel'

import { UpstreamError } from '../upstream-error.ts'

/** Where a platform asks for a longer wait, the read fails at once: a shopper should not wait for it on a page. */
export const maxWaitMs = 2000

const jitter = new ExponentialBackoff({ generator: fullJitterGenerator, initialDelay: 150, maxDelay: 1000 })

/** Two further tries of a read, with full jitter, but never sooner than the platform's own headers ask for. */
export function retryReads(): IPolicy {
  return retry(handleWhen(isWorthRepeating), {
    maxAttempts: 2,
    backoff: new DelegateBackoff<IRetryBackoffContext<unknown>, IBackoff<unknown>>(({ result }, previous) => {
      const state = previous?.next(undefined) ?? jitter.next()
      const retryAfterMs = 'error' in result && result.error instanceof UpstreamError ? result.error.retryAfterMs : 0
      return { delay: (retryAfterMs ?? 0) + state.duration, state }
    }),
  })
}

function isWorthRepeating(error: unknown): boolean {
  return error instanceof UpstreamError && error.isTransient && (error.retryAfterMs ?? 0) <= maxWaitMs
}
