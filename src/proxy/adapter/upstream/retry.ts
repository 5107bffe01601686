import { UpstreamError } from '../upstream-error.ts'

/** Where a platform asks for a longer wait, the read fails at once: a shopper should not wait for it on a page. */
export const maxWaitMs = 2000

const maxRetries = 2
const firstDelayMs = 150

/**
 * Runs a read, and up to twice more with full jitter where that may help, but never sooner than the platform's own headers
 * ask for. Throws what the last try threw.
 */
export async function retryRead<Value>(read: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
  for (let retries = 0; ; retries++) {
    try {
      return await read()
    } catch (error) {
      if (retries === maxRetries || signal.aborted || !isWorthRepeating(error)) throw error
      await delay((error.retryAfterMs ?? 0) + Math.random() * firstDelayMs * 2 ** retries, signal)
    }
  }
}

function isWorthRepeating(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.isTransient && (error.retryAfterMs ?? 0) <= maxWaitMs
}

/** Resolves after that time, or where the signal ends earlier. */
function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end, { once: true })
  })
}
