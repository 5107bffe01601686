/**
 * How a call to a platform failed. `status`: it answered with one that is not a success. `given-up`: the caller left, or its
 * time was over. `not-sendable`: a header of the call holds what no header may.
 */
export type UpstreamFailure =
  | 'status'
  | 'unreachable'
  | 'timeout'
  | 'redirect'
  | 'too-large'
  | 'not-json'
  | 'unexpected-shape'
  | 'given-up'
  | 'not-sendable'
  | 'circuit-open'
  | 'quota-reserved'

export interface UpstreamErrorOptions {
  cause?: unknown
  status?: number | undefined
  retryAfterMs?: number | undefined
  /** The platform's own name for it. */
  code?: string | undefined
  /** The call could change something. */
  isWrite?: boolean
  /** No connection was made, or the call was never begun. */
  wasNotSent?: boolean
  /** Where the call went. For the check-up alone: no log line has it. */
  origin?: string | undefined
  /** What the platform answered, as it is. Nothing prints it by itself. */
  body?: unknown
}

/** A day. A platform that names a wrong number is asked again all the same. */
const maxRetryAfterMs = 24 * 60 * 60 * 1000

/** The call left, and what came back, if anything, does not tell how it ended. */
const sentWithoutAnswer = /^(redirect|too-large|unexpected-shape|given-up)$/

/**
 * A platform's failure. Adapters turn the ones they understand into a `RecoveryError`; the rest become
 * `busy`, `unconfirmed` or `upstream-down` in `onError`. Its message names platform, method and route, never a value
 * out of a request or an answer.
 */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  readonly failure: UpstreamFailure
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined
  readonly code: string | undefined
  readonly isWrite: boolean
  readonly wasNotSent: boolean
  readonly origin: string | undefined
  // Private, so that no inspection of the error shows it.
  readonly #body: unknown

  constructor(failure: UpstreamFailure, message: string, options: UpstreamErrorOptions = {}) {
    const { cause, status, retryAfterMs, code, isWrite = false, wasNotSent = false, origin, body } = options
    super(message, { cause })
    this.failure = failure
    this.status = status
    this.retryAfterMs = retryAfterMs === undefined ? undefined : Math.min(retryAfterMs, maxRetryAfterMs)
    this.code = code
    this.isWrite = isWrite
    this.wasNotSent = wasNotSent
    this.origin = origin
    this.#body = body
  }

  /** The same failure, with more known about it. */
  with(options: UpstreamErrorOptions): UpstreamError {
    return new UpstreamError(this.failure, this.message, { ...this, cause: this.cause, body: this.#body, ...options })
  }

  /** The platform's answer, for `redactBody` only. */
  get body(): unknown {
    return this.#body
  }

  /** The message of a check-up: the merchant also reads the address where nothing answered. */
  get findingText(): string {
    const isSilent = this.failure === 'unreachable' || this.failure === 'timeout'
    return `${this.message}${isSilent && this.origin ? ` (${this.origin})` : ''}`
  }

  /** The platform may succeed a moment later: a read may be sent again. */
  get isTransient(): boolean {
    if (this.failure === 'status') return [429, 500, 502, 503, 504].includes(this.status ?? 0)
    return ['unreachable', 'timeout', 'not-json'].includes(this.failure)
  }

  /**
   * The platform does not work, as opposed to being busy, refusing this call, or answering about this one cart what cannot be
   * read. Counts for the breaker.
   */
  get isOutage(): boolean {
    return this.isTransient && this.status !== 429
  }

  /** The platform does not let us in: key, password, or what the account may do. Every other call would end the same way. */
  get isAccessRefused(): boolean {
    return this.failure === 'status' && (this.status === 401 || this.status === 403)
  }

  /** The platform certainly did nothing: it was not reached, or refused before doing anything. A message may be sent again. */
  get wasNotTaken(): boolean {
    if (this.wasNotSent || this.isAccessRefused) return true
    if (this.failure === 'status') return [429, 503].includes(this.status ?? 0)
    return this.failure === 'circuit-open' || this.failure === 'quota-reserved'
  }

  /** A write that failed like this may have been done all the same: read before writing again. */
  get isUncertain(): boolean {
    return this.isWrite && !this.wasNotSent && (this.isOutage || sentWithoutAnswer.test(this.failure))
  }
}
