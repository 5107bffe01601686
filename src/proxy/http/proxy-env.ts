import type { ProblemCode } from '../../contract/index.ts'
import type { RecoveryEnd } from '../adapter/observation.ts'

/** What the server knows of a request besides the request itself. */
export interface FetchContext {
  /** The network address that text messages are counted by. */
  address?: string | undefined
  /**
   * Keeps a serverless runtime alive: for what goes on after the answer, and for a request whose caller has left, so that no
   * change is broken off half-way.
   */
  waitUntil?: ((work: Promise<unknown>) => void) | undefined
}

/** What Hono carries along with each request. */
export interface ProxyEnv {
  Bindings: FetchContext
  Variables: {
    /** What the log calls the route. Set before anything can fail, and read by the one error handler. */
    route?: string
    /** Of the problem that is answered. */
    code?: ProblemCode
    /** How far the answer brings the shopper, for those who observe. */
    end?: RecoveryEnd
  }
}
