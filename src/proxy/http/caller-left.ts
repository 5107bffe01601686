import { UpstreamError } from '../adapter/upstream-error.ts'
import type { ErrorScene } from './problem-response.ts'

/** The caller hung up before all of the request had arrived, or before its answer was there. Not a failure of ours. */
export class CallerLeftError extends Error {
  override readonly name = 'CallerLeftError'

  constructor(cause: unknown) {
    super('the caller left', { cause })
  }
}

/** What a read failed with: `CallerLeftError` where it ended only because its caller left. */
export function toReadError(error: unknown, { signal }: Request): unknown {
  if (!signal.aborted) return error
  const wasGivenUp = error === signal.reason || (error instanceof UpstreamError && error.failure === 'given-up')
  return wasGivenUp ? new CallerLeftError(error) : error
}

/** What web servers log for such a request; it reaches no one. */
export const leftStatus = 499

export function toCallerLeftResponse({ store, route, log }: ErrorScene): Response {
  const status = leftStatus
  log.info({ store, route, status }, 'The caller left before the answer')
  return new Response(null, { status })
}
