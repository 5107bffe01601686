import type { ProblemCode } from '../../contract/index.ts'
import type { RecoveryEnd } from '../adapter/observation.ts'

/** What the server knows of a request besides the request itself. */
export interface FetchContext {
  /**
   * The caller's network address, where a runtime says it for certain. Limits by address count by it, and `trustedHops` is not
   * asked.
   */
  address?: string | undefined
  /** The other end of the connection, which may be a proxy. Deno passes it by itself. */
  remoteAddr?: { hostname?: string } | undefined
  /** The same as Bun passes it by itself. */
  requestIP?: ((request: Request) => { address: string } | null) | undefined
  /**
   * Keeps a serverless runtime alive: for what goes on after the answer, and for a request whose caller has left, so that no
   * change is broken off half-way.
   */
  waitUntil?: ((work: Promise<unknown>) => void) | undefined
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
