import { UpstreamError, type UpstreamFailure } from '../upstream-error.ts'
import { NotUtf8Error, TooLargeError } from './read-body.ts'

/** A call that ended without an answer, and why. */
export interface FailedCall {
  /** Platform, method and route. */
  label: string
  isWrite: boolean
  /** Its caller's time is over, or the caller has left. */
  isGivenUp: boolean
  /** Its own time is over. */
  isLate: boolean
  origin: string
}

/** Every way a call can fail, as one kind of error. Runtimes name network failures differently; here they are one. */
export function toUpstreamError(
  cause: unknown,
  { label, isWrite, isGivenUp, isLate, origin }: FailedCall,
): UpstreamError {
  if (cause instanceof UpstreamError) return isWrite ? cause.with({ isWrite }) : cause
  const [failure, text]: [UpstreamFailure, string] = isGivenUp
    ? ['given-up', 'the caller did not wait for the answer']
    : isLate
      ? ['timeout', 'no whole answer in time']
      : cause instanceof TooLargeError
        ? ['too-large', `answer ${cause.message}`]
        : cause instanceof SyntaxError
          ? ['not-json', 'the answer is not JSON']
          : cause instanceof NotUtf8Error
            ? ['unexpected-shape', 'the answer is not UTF-8']
            : ['unreachable', 'could not be reached, or the connection broke']
  return new UpstreamError(failure, `${label}: ${text}`, { cause, isWrite, wasNotSent: hasNoConnection(cause), origin })
}

// What runtimes call a connection that never came about.
const noConnection = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/
// The system's calls that make one. The same codes end a connection that had carried the request: `read EHOSTUNREACH`.
const connecting = /^(connect|getaddrinfo)$/

function hasNoConnection(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false
  // Several addresses of one name were tried, each in vain.
  if (error instanceof AggregateError) return error.errors.every((one) => hasNoConnection(one, depth + 1))
  if ('code' in error && noConnection.test(String(error.code)))
    return !('syscall' in error) || connecting.test(String(error.syscall))
  return hasNoConnection(error.cause, depth + 1)
}
