export { CartRecoveryElement } from './cart-recovery.ts'
export { CartRecoveryAvailabilityElement } from './cart-recovery-availability.ts'
export { CartRecoveryBackInStockElement } from './cart-recovery-back-in-stock.ts'
export { CartRecoveryCheckoutElement } from './cart-recovery-checkout.ts'
export { CartRecoveryConsentElement } from './cart-recovery-consent.ts'
export { CartRecoveryLineItemElement } from './cart-recovery-line-item.ts'
export { CartRecoveryLineItemsElement } from './cart-recovery-line-items.ts'
export { CartRecoveryShareElement } from './cart-recovery-share.ts'
export { CartRecoverySignInElement } from './cart-recovery-sign-in.ts'
export { CartRecoveryStatusElement } from './cart-recovery-status.ts'
export { CartRecoverySubstitutesElement } from './cart-recovery-substitutes.ts'
export { CartRecoverySummaryElement } from './cart-recovery-summary.ts'
export { CartRecoveryTextCheckoutElement } from './cart-recovery-text-checkout.ts'
export { CartRecoveryCouponElement } from './coupon/cart-recovery-coupon.ts'
export { defineElements } from './define-elements.ts'
export { BackInStockRequestEvent, type EventLineItem, SubscribedEvent } from './events/back-in-stock-events.ts'
export {
  CheckoutEvent,
  CheckoutRequestEvent,
  type EventCartLine,
  FailedEvent,
  RecoveredEvent,
  RestoreRequestEvent,
} from './events/events.ts'
export { RestoredEvent, UndoRequestEvent } from './events/restore-events.ts'
export { type Deferred, type FrameContext, frameContext } from './frame/context.ts'
export type { FrameSettings } from './frame/frame-settings.ts'
export { watchLinks } from './frame/watch-links.ts'
export type { DeferredMessages } from './text/deferred-messages.ts'
export type { Messages } from './text/messages.ts'
