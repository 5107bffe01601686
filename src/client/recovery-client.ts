import type {
  AvailabilityAnswer,
  CheckoutAnswer,
  CheckoutRequest,
  LineItemChoice,
  RecoverAnswer,
  RestoreAnswer,
  UndoAnswer,
  UndoRequest,
} from '../contract/browser.ts'
import { availability, checkout, recover, restore, undo } from '../contract/endpoints.browser.ts'
import { createAsk, type RecoveryClientOptions, type WriteOptions } from './ask.ts'
import type { LinkSource } from './link.ts'
import type { Result } from './result.ts'

/**
 * The proxy as the browser sees it: a method for each endpoint. Every method resolves to a `Result` and never rejects.
 * Nothing is repeated by itself.
 */
export interface RecoveryClient {
  /**
   * Opens the cart behind a link: a token, or what the page's address had. The answer's `cartHandle` stands for it in every
   * further call. `running` is the same request, already sent by an earlier script.
   */
  recover(link: string | LinkSource, running?: Promise<Response>): Promise<Result<RecoverAnswer>>
  /**
   * Reads the cart again, with fresh stock. With the shop's `shopperToken` it opens a signed-in customer's cart. `lineItems` are
   * the shopper's choices: a line of which there are fewer says how many.
   */
  availability(
    cartHandle: string,
    shopperToken?: string,
    lineItems?: readonly LineItemChoice[],
  ): Promise<Result<AvailabilityAnswer>>
  /**
   * Applies the chosen lines and gives the address of the checkout, for a single use. Fails with `stock-moved` and the new
   * cart where anything changed since the cart of the request's `revision` was displayed. A problem with `undo` wrote lines
   * before it failed.
   */
  checkout(request: CheckoutRequest, options?: WriteOptions): Promise<Result<CheckoutAnswer>>
  /** Puts the chosen lines back into the shop's cart. Call it again with the same choices while an outcome is `pending`. */
  restore(
    request: { cartHandle: string; revision?: string; lineItems: readonly LineItemChoice[]; coupon?: string },
    options?: WriteOptions,
  ): Promise<Result<RestoreAnswer>>
  /** Reverses one `restore` by the `undo` of its answer, within ten minutes; later it fails with `undo-over`. */
  undo(request: UndoRequest, options?: WriteOptions): Promise<Result<UndoAnswer>>
}

/**
 * Makes a client for one proxy.
 *
 * @example
 * const client = createRecoveryClient({ endpoint: '/cart-recovery' })
 * const result = await client.recover(token)
 * if (result.ok) show(result.value.cart)
 */
export function createRecoveryClient(options: RecoveryClientOptions): RecoveryClient {
  const ask = createAsk(options)
  return {
    recover: (link, running) => ask(recover, { body: typeof link === 'string' ? { token: link } : link, running }),
    availability: (cartHandle, shopperToken, lineItems) =>
      ask(availability, { body: { cartHandle, shopperToken, lineItems } }),
    checkout: (body, settings) => ask(checkout, { body, ...settings }),
    restore: (body, settings) => ask(restore, { body, ...settings }),
    undo: (body, settings) => ask(undo, { body, ...settings }),
  }
}
