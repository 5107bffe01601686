import { toResult } from './answer.ts'
import { createIdempotencyKey } from './idempotency-key.ts'
import { type Route, request } from './request.ts'
import type { Result } from './result.ts'

/** How a client reaches its proxy. */
export interface RecoveryClientOptions {
  /** Base path or URL of the proxy. Read again for every request. */
  readonly endpoint: string
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch
  /** After this long a request is given up, its answer included. @default 12_000 */
  timeoutMs?: number
  /** @default navigator.onLine */
  isOnline?: () => boolean
}

/** For a request that can change something. */
export interface WriteOptions {
  /**
   * Names one decision of the user: sent with the same key again, the proxy does it once.
   *
   * @default a new one for every call
   */
  idempotencyKey?: string
}

/** An endpoint as `contract/endpoints.browser.ts` has it. */
export interface ClientEndpoint<Answer> {
  readonly route: Route
  readonly isAnswer: (value: unknown) => value is Answer
}

export interface AskOptions extends WriteOptions {
  body?: unknown
  /** Beside the ones every request has. */
  headers?: Record<string, string>
  /** The same request, already sent by an earlier script. */
  running?: Promise<Response> | undefined
}

/** Sends one request and checks its answer. Never rejects: a failure is a result. */
export type Ask = <Answer>(endpoint: ClientEndpoint<Answer>, options?: AskOptions) => Promise<Result<Answer>>

/**
 * Makes the function through which all methods of a client reach the proxy. Nothing is repeated by itself.
 * `defaultTimeoutMs` counts where the options have no limit.
 */
export function createAsk(options: RecoveryClientOptions, defaultTimeoutMs?: number): Ask {
  const isOnline = options.isOnline ?? (() => globalThis.navigator?.onLine !== false)
  return ({ route, isAnswer }, { body, headers, idempotencyKey, running } = {}) => {
    const { endpoint, fetch, timeoutMs = defaultTimeoutMs } = options
    const { write } = route
    const sent =
      running ??
      request(endpoint, route, {
        body,
        headers: { ...headers, ...(write && { 'Idempotency-Key': idempotencyKey ?? createIdempotencyKey() }) },
        timeoutMs,
        fetch,
      })
    return toResult(sent, { isAnswer, write, isOnline })
  }
}
