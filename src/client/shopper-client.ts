import {
  type BackInStockAnswer,
  type Consent,
  type ConsentAnswer,
  isBackInStockAnswer,
  isConsentAnswer,
  isSignInCodeAnswer,
  type SignInCodeAnswer,
} from '../contract/browser.ts'
import { createAsk } from './ask.ts'
import type { RecoveryClientOptions, WriteOptions } from './recovery-client.ts'
import type { Result } from './result.ts'

export type SignInRequest =
  | { cartHandle: string; phone: string; code: string }
  | { cartHandle: string; shopperToken: string }

/** What the proxy does for a shopper whom it knows. A client of its own, because most carts never need it. */
export interface ShopperClient {
  /** Asks for a code by text message. */
  signInCode(request: { cartHandle: string; phone: string }, options?: WriteOptions): Promise<Result<SignInCodeAnswer>>
  /** With the code, or with a token of the shop's own sign-in. There is nothing to answer: the session stays there. */
  signIn(request: SignInRequest, options?: WriteOptions): Promise<Result<undefined>>
  backInStock(
    request: { cartHandle: string; lineItemIds: readonly string[]; subscribed: boolean },
    options?: WriteOptions,
  ): Promise<Result<BackInStockAnswer>>
  /** Records what the shopper agrees to, or no longer; a channel left out stays as it is. */
  consent(request: { cartHandle: string; channels: Consent }, options?: WriteOptions): Promise<Result<ConsentAnswer>>
}

/** Makes a client for one proxy, with the same options as `createRecoveryClient`. */
export function createShopperClient(options: RecoveryClientOptions): ShopperClient {
  const { write } = createAsk(options)
  return {
    signInCode: (request, settings) => write('/sign-in/code', request, isSignInCodeAnswer, settings),
    signIn: (request, settings) => write('/sign-in', request, isNothing, settings),
    backInStock: (request, settings) => write('/back-in-stock', request, isBackInStockAnswer, settings),
    consent: (request, settings) => write('/consent', request, isConsentAnswer, settings, 'PUT'),
  }
}

function isNothing(value: unknown): value is undefined {
  return value === undefined
}
