import type {
  BackInStockAnswer,
  ConsentAnswer,
  ConsentRequest,
  LeaveAnswer,
  RemindersAnswer,
  ShareAnswer,
  ShareRequest,
  SignInAnswer,
  SignInCodeAnswer,
  SignInCodeRequest,
  SignInRequest,
} from '../contract/browser.ts'
import { recover } from '../contract/endpoints.browser.ts'
import {
  backInStock,
  consent,
  leave,
  reminders,
  share,
  signIn,
  signInCode,
} from '../contract/shopper-endpoints.browser.ts'
import { createAsk, type RecoveryClientOptions, type WriteOptions } from './ask.ts'
import type { LinkSource } from './link.ts'
import { request } from './request.ts'
import type { Result } from './result.ts'

/**
 * What the proxy does for a shopper whom it knows. A client of its own, because most carts never need it. Its methods resolve
 * to a `Result` and never reject, as those of `RecoveryClient`.
 */
export interface ShopperClient {
  /** Sends a code by text message. The answer is the same for known and unknown numbers. */
  signInCode(request: SignInCodeRequest, options?: WriteOptions): Promise<Result<SignInCodeAnswer>>
  /**
   * Signs the cart in, with the code or with a token of the shop's own sign-in. Only the answer's new handle is signed in: go
   * on with that one. Fails with `code-wrong` where number and code do not go together.
   */
  signIn(request: SignInRequest, options?: WriteOptions): Promise<Result<SignInAnswer>>
  /** Opens a cart that was ordered, by its link or by its handle. The answer is for `RecoveryClient.recover`. */
  orderAgain(link: LinkSource | { cartHandle: string }): Promise<Response>
  /** Subscribes to lines of a cart, or ends that. Fails with `sign-in-needed` where the cart is not signed in. */
  backInStock(
    request: { cartHandle: string; revision?: string | undefined; lineItemIds: readonly string[]; subscribed: boolean },
    options?: WriteOptions,
  ): Promise<Result<BackInStockAnswer>>
  /** Records the shopper's choice of message channels. A channel that is left out keeps its choice. */
  consent(request: ConsentRequest, options?: WriteOptions): Promise<Result<ConsentAnswer>>
  /** Makes a link to the cart that the shopper may copy. Fails with `busy` once there were three. */
  share(request: ShareRequest, options?: WriteOptions): Promise<Result<ShareAnswer>>
  /** Ends what this browser keeps of the cart's link in a cookie. */
  leave(cartHandle: string): Promise<Result<LeaveAnswer>>
  /** Which messages about the cart this page may agree to, and where they would go. */
  reminders(cartHandle: string): Promise<Result<RemindersAnswer>>
}

/** Makes a client for one proxy, with the same options as `createRecoveryClient`. */
export function createShopperClient(options: RecoveryClientOptions): ShopperClient {
  const ask = createAsk(options)
  return {
    signInCode: (body, settings) => ask(signInCode, { body, ...settings }),
    signIn: (body, settings) => ask(signIn, { body, ...settings }),
    orderAgain: (link) => {
      const { endpoint, fetch, timeoutMs } = options
      return request(endpoint, recover.route, { body: { ...link, again: true }, fetch, timeoutMs })
    },
    backInStock: (body, settings) => ask(backInStock, { body, ...settings }),
    consent: (body, settings) => ask(consent, { body, ...settings }),
    share: (body, settings) => ask(share, { body, ...settings }),
    leave: (cartHandle) => ask(leave, { body: { cartHandle } }),
    reminders: (cartHandle) => ask(reminders, { body: { cartHandle } }),
  }
}
