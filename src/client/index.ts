// Entry: the typed client.

export { adoptInShop } from './adopt-in-shop.ts'
export {
  type Ask,
  type AskOptions,
  type ClientEndpoint,
  createAsk,
  type RecoveryClientOptions,
  type WriteOptions,
} from './ask.ts'
export { type CartClient, createCartClient } from './cart-client.ts'
export { isCheckoutUrl } from './checkout-url.ts'
export { createIdempotencyKey } from './idempotency-key.ts'
export {
  forgetHandle,
  hasKept,
  type KeptHandle,
  keepHandle,
  type PageMemory,
  readHandle,
  readMark,
} from './kept-handle.ts'
export { type AddressBar, consumeLink, type Link, type LinkSource } from './link.ts'
export { createRecoveryClient, type RecoveryClient } from './recovery-client.ts'
export { type RequestOptions, type Route, request } from './request.ts'
export { createRestoreClient, type RestoreClient } from './restore-client.ts'
export { localProblem, type Result } from './result.ts'
export { createShopperClient, type ShopperClient } from './shopper-client.ts'
export { defaultEndpoint, startRecovery } from './start-recovery.ts'
