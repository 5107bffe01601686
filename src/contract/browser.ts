// The browser's door to the contract: types, and guards generated from the schemas. Never zod.
export type { Availability, AvailabilityStatus } from './availability.ts'
export type { BackInStockAnswer, BackInStockState } from './back-in-stock.ts'
export { buyableQuantity } from './buyable.ts'
export type { Abilities, Cart, Offer } from './cart.ts'
export type { CheckoutAnswer, CheckoutRequest } from './checkout.ts'
export type { Consent, ConsentAnswer, MessageChannel } from './consent.ts'
export { type Editing, editingOf } from './editing.ts'
export {
  isAbandonedCartSettings,
  isAvailabilityAnswer,
  isBackInStockAnswer,
  isChannelCartSettings,
  isCheckoutAnswer,
  isConsentAnswer,
  isMerchantCartAnswer,
  isMerchantCartsAnswer,
  isMerchantMessagesAnswer,
  isMerchantSession,
  isMerchantSummary,
  isProblem,
  isRecoverAnswer,
  isReminderAnswer,
  isRestoreAnswer,
  isSignInCodeAnswer,
  isUndoAnswer,
} from './guards.ts'
export type { LineItem, LineItemKind, LineItemOption, Substitute } from './line-item.ts'
export { isLoopback } from './loopback.ts'
export type {
  MerchantCart,
  MerchantCartAnswer,
  MerchantCartStatus,
  MerchantCartsAnswer,
  MerchantMessage,
  MerchantMessagesAnswer,
  MerchantSession,
  MerchantSummary,
  MessageReason,
  MessageStatus,
  ReminderAnswer,
  ReminderRequest,
} from './merchant.ts'
export { minorUnitDigits } from './minor-units.ts'
export type { Money } from './money.ts'
export type { Problem, ProblemCode } from './problem.ts'
export type { AvailabilityAnswer, RecoverAnswer } from './recover.ts'
export type { LineItemChoice, Outcome, OutcomeStatus, RestoreAnswer, UndoAnswer } from './restore.ts'
export type { AbandonedCartSettings, ChannelCartSettings } from './settings.ts'
export type { SignInCodeAnswer } from './sign-in.ts'
