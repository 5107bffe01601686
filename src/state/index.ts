// Entry: the stores of the widget.

export { diffCarts, type LineDifference } from './cart/cart-diff.ts'
export { type Change, toAllChoices } from './cart/choices.ts'
export { type LineView, toLines } from './cart/lines.ts'
export { type PriceChanges, type Summary, toSummary } from './cart/summary.ts'
export type { RecoveryStoreOptions } from './cart-session.ts'
export { createDeferredActions, type DeferredActions } from './deferred.ts'
export { createFrameStore, createPageStore, openPage } from './page-store.ts'
export { isSigningIn, type PendingAction, type PendingActionState, type SentCode } from './pending-action.ts'
export { createReadAgain, type ReadAgain } from './read-again.ts'
export {
  type Attempt,
  type CheckoutNotice,
  isEnd,
  type OpenCart,
  openOf,
  type Recovery,
  type RecoveryStatus,
  type Written,
} from './recovery.ts'
export { createRecoveryStore, type RecoveryStore } from './recovery-store.ts'
export { applyCoupon } from './restoring/coupon.ts'
export { type CartLink, createCartLink } from './shopper/cart-link.ts'
export { type ConsentChoice, type ConsentState, createConsent } from './shopper/consent.ts'
export { createShopper, type Shopper, type ShopperOptions } from './shopper/shopper.ts'
export { createSubstitutes, type Substitutes } from './substitutes/substitutes.ts'
