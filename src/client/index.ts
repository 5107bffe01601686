export { type Asked, toResult } from './answer.ts'
export { isCheckoutUrl } from './checkout-url.ts'
export { createIdempotencyKey } from './idempotency-key.ts'
export { forgetHandle, hasKept, isMarked, type KeptHandle, keepHandle, type Memory, readHandle } from './kept-handle.ts'
export { type AddressBar, consumeLink, type Link } from './link.ts'
export { type PostOptions, post } from './post.ts'
export {
  createRecoveryClient,
  type RecoveryClient,
  type RecoveryClientOptions,
  type WriteOptions,
} from './recovery-client.ts'
export { localProblem, type Result } from './result.ts'
export { createShopperClient, type ShopperClient, type SignInRequest } from './shopper-client.ts'
