import type { ApiOperation } from '../http/operation.ts'

/** An operation of the application API. Sources are pages of https://buzzbip.com/developers. */
export interface Operation extends ApiOperation {
  /** Whether the call needs a token; the log-in gives one. */
  needsToken: boolean
}
