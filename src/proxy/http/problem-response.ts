import type { Problem, ProblemCode } from '../../contract/index.ts'
import { problems } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import { describe, type Log } from '../log.ts'
import { StoreDownError } from '../stores/store-down-error.ts'

/** Where an error was thrown, for the log. */
export interface ErrorScene {
  store: string
  route: string
  log: Log
  debug?: boolean
}

/** Turns any error into an answer: a problem for the caller, and a log line with its causes. Called in one place only. */
export function toProblemResponse(error: unknown, { store, route, log, debug }: ErrorScene): Response {
  const known = toRecoveryError(error)
  const { code } = known
  const { status, title } = problems[code]
  const supportCode = makeSupportCode()
  const fields = { store, route, status, code, supportCode, cause: describe(error, debug) }
  // That a store lacks an ability is no failure, and callers can ask for it as often as they like.
  if (status >= 500 && code !== 'not-supported') log.error(fields, title)
  else log.info(fields, title)
  const problem: Problem = {
    type: `urn:cart-recovery:problem:${code}`,
    title,
    status,
    code,
    supportCode,
    ...(known.detail !== undefined && { detail: known.detail }),
    ...(known.retryAfterSeconds !== undefined && { retryAfterSeconds: known.retryAfterSeconds }),
    ...(known.again && { again: known.again }),
    ...(known.cart && { cart: known.cart }),
    ...(known.outcomes && { outcomes: known.outcomes }),
    ...(known.undo !== undefined && { undo: known.undo }),
  }
  const headers = new Headers({ 'content-type': 'application/problem+json; charset=utf-8' })
  if (known.retryAfterSeconds !== undefined) headers.set('retry-after', String(known.retryAfterSeconds))
  return new Response(JSON.stringify(problem), { status, headers })
}

/** The error that the caller is told of: a platform's failure becomes one of ours, any other a bare defect. */
export function toRecoveryError(error: unknown): RecoveryError {
  if (error instanceof RecoveryError) return error
  if (error instanceof StoreDownError) return new RecoveryError('store-down', { cause: error, retryAfterSeconds: 5 })
  if (!(error instanceof UpstreamError)) return new RecoveryError('internal-error', { cause: error })
  const { failure, status, retryAfterMs } = error
  const retryAfterSeconds = retryAfterMs === undefined ? undefined : Math.max(1, Math.ceil(retryAfterMs / 1000))
  let code: ProblemCode = 'upstream-down'
  if (status === 429 || failure === 'quota-reserved') code = 'busy'
  else if (error.isUncertain) code = 'unconfirmed'
  return new RecoveryError(code, {
    cause: error,
    retryAfterSeconds: retryAfterSeconds ?? (code === 'busy' ? 5 : undefined),
  })
}

// Crockford's base 32: no two digits look or sound alike when they are read out over the telephone.
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Finds the log line of a problem that a shopper quotes: `7K3M-Q0XD`. */
function makeSupportCode(): string {
  const text = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => digits[byte % 32]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}
