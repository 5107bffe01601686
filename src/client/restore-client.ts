import type { LineItemChoice, RestoreAnswer, UndoAnswer, UndoRequest } from '../contract/browser.ts'
import { restore, undo } from '../contract/restoring/endpoints.browser.ts'
import { createAsk, type RecoveryClientOptions, type WriteOptions } from './ask.ts'
import type { Result } from './result.ts'

/** What saves a cart, and takes that back. A client of its own, because no cart needs it before a tap. */
export interface RestoreClient {
  /** Puts the chosen lines back into the shop's cart. Call it again with the same choices while an outcome is `pending`. */
  restore(
    request: { cartHandle: string; revision?: string; lineItems: readonly LineItemChoice[]; coupon?: string },
    options?: WriteOptions,
  ): Promise<Result<RestoreAnswer>>
  /** Reverses one `restore` by the `undo` of its answer, within ten minutes; later it fails with `undo-over`. */
  undo(request: UndoRequest, options?: WriteOptions): Promise<Result<UndoAnswer>>
}

/** Makes a client for one proxy, with the same options as `createRecoveryClient`. */
export function createRestoreClient(options: RecoveryClientOptions): RestoreClient {
  const ask = createAsk(options)
  return {
    restore: (body, settings) => ask(restore, { body, ...settings }),
    undo: (body, settings) => ask(undo, { body, ...settings }),
  }
}
