import type * as z from 'zod'

import { observationChannel, type UpstreamObservation } from '../observation.ts'
import { UpstreamError } from '../upstream-error.ts'
import { createBreaker } from './breaker.ts'
import { requireTime } from './deadline.ts'
import { toUpstreamError } from './failures.ts'
import {
  type AnswerHeaders,
  type PlatformAnswer,
  type PlatformFetch,
  platformFetch,
  type UpstreamRequest,
} from './platform-fetch.ts'
import { createQuotaGuard, type Quota } from './quota.ts'
import { readJson } from './read-body.ts'
import { retryRead } from './retry.ts'
import { startTimeLimit } from './time-limit.ts'

export interface UpstreamOptions {
  /** The platform's name, for messages. */
  name: string
  /** Absolute URL with a trailing slash; no call can leave it. */
  base: string
  /** Sent with every call; nothing of the browser's request is. */
  headers: Record<string, string>
  /** @default globalThis.fetch */
  fetch?: PlatformFetch | undefined
  /** Milliseconds for one attempt, headers and body together. @default 2500 */
  attemptMs?: number
  /** @default 1 MiB */
  limitBytes?: number
  /** How long the platform wants us to wait, in milliseconds, from the headers of a refusal. */
  retryAfter?: (headers: AnswerHeaders) => number | undefined
  /** What is left of the quota that this platform shares among all apps of a store. */
  quota?: (headers: AnswerHeaders) => Quota | undefined
  /** The part of that quota which is left to the store's other apps, from 0 to 1. @default 0.3 */
  reservedQuota?: number | undefined
  /** The platform's own name for a failure, out of the body of a refusal. */
  errorCode?: (body: unknown) => string | undefined
  /**
   * The status that a refusal stands for, where its body tells more than its status line: an error that came with 200, a
   * limit that came with 400. Undefined where the status line says it all.
   */
  refusalStatus?: (body: unknown, status: number) => number | undefined
}

/** One call. `route` names it in messages and logs, without any value. */
export interface UpstreamCall<Schema extends z.ZodType> {
  path: string
  route: string
  answer: Schema
  signal: AbortSignal
  /** Some platforms read by POST. @default 'GET' */
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  /** Besides the platform's own: a shopper's authorisation. */
  headers?: Record<string, string>
  /** Reads the body of a success, for an answer that need not be JSON. @default as JSON */
  readBody?: (answer: PlatformAnswer, limitBytes: number) => Promise<unknown>
}

/** A platform's HTTP API as adapters see it. Both verbs throw `UpstreamError`. */
export interface Upstream {
  /** Reads, at most three times. */
  read<Schema extends z.ZodType>(call: UpstreamCall<Schema>): Promise<z.infer<Schema>>
  /** Writes, once. */
  write<Schema extends z.ZodType>(
    call: UpstreamCall<Schema> & { method: 'POST' | 'PUT' | 'DELETE' },
  ): Promise<z.infer<Schema>>
  /** The `Date` header of the latest answer, refusals included. */
  readonly lastDate: string | undefined
}

const calls = observationChannel<UpstreamObservation>('cart-recovery:upstream')

/**
 * A `fetch` that keeps promises: a time limit over headers and body, a size limit, a schema, no redirect followed,
 * reads repeated with jitter, a circuit breaker, and a part of the quota left to the store's other apps.
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { name, base, headers, attemptMs = 2500, limitBytes = 2 ** 20, reservedQuota = 0.3 } = options
  const origin = new URL(base)
  const breaker = createBreaker(name)
  const quotaGuard = createQuotaGuard(name, reservedQuota)
  let lastDate: string | undefined

  /** One try: what it ended with is told to operators. */
  async function attempt<Schema extends z.ZodType>(call: UpstreamCall<Schema>, isWrite: boolean) {
    const { operation, url, request } = prepare(call)
    const label = `${name} ${operation}`
    const startedAt = performance.now()
    const observe = (end: Pick<UpstreamObservation, 'status' | 'failure'>) => {
      if (calls.hasSubscribers)
        calls.publish({ platform: name, operation, durationMs: performance.now() - startedAt, ...end })
    }
    try {
      const { status, data } = await breaker.run(() => send({ label, url, request, call, isWrite }))
      observe({ status })
      return data
    } catch (error) {
      if (error instanceof UpstreamError) observe(toEnd(error))
      throw error
    }
  }

  function prepare({ path, route, method = 'GET', body, headers: more }: UpstreamCall<z.ZodType>) {
    const operation = `${method} ${route}`
    const url = new URL(path, origin)
    // A mistake of ours must not become a request.
    if (!url.href.startsWith(origin.href) && !climbing.test(path))
      throw new TypeError(`${name} ${operation}: the path leaves the platform's base URL`)
    const request: Omit<UpstreamRequest, 'signal'> = {
      method,
      headers: { ...headers, ...more, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      call: { platform: name, operation },
    }
    return { operation, url, request }
  }

  async function send<Schema extends z.ZodType>({ label, url, request, call, isWrite }: PreparedCall<Schema>) {
    const { signal } = call
    requireSendable(call, label, isWrite)
    quotaGuard.check()
    const limit = startTimeLimit(signal, attemptMs)
    const answering = async () => {
      const response = await (options.fetch ?? platformFetch)(url, { ...request, signal: limit.signal })
      lastDate = response.headers.get('date') ?? undefined
      quotaGuard.record(options.quota?.(response.headers))
      return { status: response.status, data: await parse(response, label, call) }
    }
    try {
      return await Promise.race([answering(), limit.ended])
    } catch (cause) {
      const isGivenUp = signal.aborted && !limit.isOver
      throw toUpstreamError(cause, { label, isWrite, isGivenUp, isLate: limit.isOver, origin: new URL(url).origin })
    } finally {
      limit.stop()
    }
  }

  async function parse<Schema extends z.ZodType>(response: PlatformAnswer, label: string, call: UpstreamCall<Schema>) {
    const { answer, readBody = readJson } = call
    if (!response.ok) {
      // Read to its end, so that the connection can be used again. Of what it says only the code is kept.
      const refusal = await readJson(response, limitBytes).catch(() => undefined)
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        throw new UpstreamError('redirect', `${label}: answered with a redirect, which is not followed`)
      }
      throw refused(response, refusal, label, options.refusalStatus?.(refusal, response.status) ?? response.status)
    }
    const body = await readBody(response, limitBytes)
    const status = options.refusalStatus?.(body, response.status)
    if (status !== undefined) throw refused(response, body, label, status)
    const result = answer.safeParse(body)
    if (result.success) return result.data
    const [issue] = result.error.issues
    const where = issue?.path.join('.') || 'the body'
    throw new UpstreamError('unexpected-shape', `${label}: ${where} is not as documented (${issue?.code})`, { body })
  }

  function refused(response: PlatformAnswer, body: unknown, label: string, status: number): UpstreamError {
    const code = options.errorCode?.(body)
    const answered = response.ok ? `a refusal with ${response.status}` : response.status
    return new UpstreamError('status', `${label}: answered ${answered}${code ? ` ${code}` : ''}`, {
      status,
      retryAfterMs: options.retryAfter?.(response.headers),
      code,
      body,
    })
  }

  return {
    get lastDate() {
      return lastDate
    },
    read: (call) => retryRead(() => attempt(call, false), call.signal),
    async write(call) {
      requireTime(call.signal)
      return attempt(call, true)
    },
  }
}

interface PreparedCall<Schema extends z.ZodType> {
  label: string
  url: URL
  request: Omit<UpstreamRequest, 'signal'>
  call: UpstreamCall<Schema>
  isWrite: boolean
}

/** A segment that stands for its parent, or for nothing. */
const climbing = /(?:^|\/)(?:\.|%2e){1,2}(?=[/?#]|$)/i

/** Throws where the call can be known not to leave: that is no failure of the platform's. */
function requireSendable({ path, signal, headers }: UpstreamCall<z.ZodType>, label: string, isWrite: boolean): void {
  const notSent = { isWrite, wasNotSent: true }
  // An id that a platform told us, or a webhook, and that would lead to another address.
  if (climbing.test(path)) throw new UpstreamError('not-sendable', `${label}: the path leaves its place`, notSent)
  if (signal.aborted) throw new UpstreamError('given-up', `${label}: given up before it was sent`, notSent)
  try {
    if (headers) new Headers(headers)
  } catch (cause) {
    throw new UpstreamError('not-sendable', `${label}: a header cannot be sent`, { ...notSent, cause })
  }
}

/** How a call ended, for operators. A refusal is its status. */
const toEnd = ({ failure, status = 0 }: UpstreamError) => (failure === 'status' ? { status } : { failure })
