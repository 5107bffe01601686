import type {
  AvailabilityAnswer,
  CheckoutAnswer,
  CheckoutRequest,
  LineItemChoice,
  RecoverAnswer,
} from '../contract/browser.ts'
import { availability, checkout, recover } from '../contract/endpoints.browser.ts'
import { createAsk, type RecoveryClientOptions, type WriteOptions } from './ask.ts'
import type { LinkSource } from './link.ts'
import type { Result } from './result.ts'

/** What opens a cart and checks it out. All that a page needs of the proxy until a tap saves the cart. */
export interface CartClient {
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
}

/** Makes a client for one proxy, with the same options as `createRecoveryClient`. */
export function createCartClient(options: RecoveryClientOptions): CartClient {
  const ask = createAsk(options)
  return {
    recover: (link, running) => ask(recover, { body: typeof link === 'string' ? { token: link } : link, running }),
    availability: (cartHandle, shopperToken, lineItems) =>
      ask(availability, { body: { cartHandle, shopperToken, lineItems } }),
    checkout: (body, settings) => ask(checkout, { body, ...settings }),
  }
}
