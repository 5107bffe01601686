import type { ProblemCode } from '../../contract/index.ts'
import type { RecoveryEnd } from '../adapter/observation.ts'

/** What the server knows of a request besides the request itself. Deno, Bun and `@hono/node-server` pass it by themselves. */
export interface FetchContext {
  /**
   * The caller's network address, where a runtime says it for certain. Limits by address count by it, and `trustedHops` is not
   * asked. What is no text, such as the method of that name of Bun's server, is ignored.
   */
  address?: string | object | null | undefined
  /** The other end of the connection, which may be a proxy. So Deno passes it. */
  remoteAddr?: { hostname?: string } | undefined
  /** The same as Bun passes it. */
  requestIP?: ((request: Request) => { address: string } | null) | undefined
  /** The same as `getRequestListener` and `serve` of `@hono/node-server` pass it, and with it Express and Fastify. */
  incoming?: { socket?: { remoteAddress?: string | undefined } } | undefined
  /**
   * Keeps a serverless runtime alive: for what goes on after the answer, and for a request whose caller has left, so that no
   * change is broken off half-way.
   */
  waitUntil?: ((work: Promise<unknown>) => void) | undefined
}

/** What Cloudflare Workers pass as a third argument. */
export interface ExecutionContext {
  waitUntil(work: Promise<unknown>): void
}

/**
 * What a runtime passed with a request. With a third argument it is Workers: the second one is the bindings, which say nothing of
 * the caller, and Cloudflare's edge has written `CF-Connecting-IP` over what the caller sent.
 */
export function toFetchContext(
  { headers }: Request,
  second: FetchContext,
  execution: ExecutionContext | undefined,
): FetchContext {
  if (typeof execution?.waitUntil !== 'function') return second
  const address = headers.get('cf-connecting-ip') ?? undefined
  return { address, waitUntil: (work) => execution.waitUntil(work) }
}

/** What Hono carries along with each request. */
export interface ProxyEnv {
  Bindings: {
    waitUntil: FetchContext['waitUntil']
    /** What the caller is counted by. */
    address: string | undefined
    /** Limits by address do not work as they should: a proxy stands before this one that `trustedHops` does not count. */
    forwardedUncounted: boolean
  }
  Variables: {
    /** What the log calls the route. Set before anything can fail, and read by the one error handler. */
    route?: string
    /** Of the problem that is answered. */
    code?: ProblemCode
    /** How far the answer brings the shopper, for those who observe. */
    end?: RecoveryEnd
  }
}
