export { Availability, AvailabilityStatus } from './availability.ts'
export { BackInStockAnswer, BackInStockRequest, BackInStockState } from './back-in-stock.ts'
export { buyableQuantity } from './buyable.ts'
export { Abilities, Cart, CartHandle, Offer } from './cart.ts'
export { CheckoutAnswer, CheckoutRequest } from './checkout.ts'
export { Consent, ConsentAnswer, ConsentRequest, MessageChannel } from './consent.ts'
export { type Editing, editingOf } from './editing.ts'
export { type Endpoint, type EndpointName, endpoints } from './endpoints.ts'
export { LineItem, LineItemKind, LineItemOption, Substitute } from './line-item.ts'
export { isLinkToken, LinkToken } from './link-token.ts'
export { isLoopback } from './loopback.ts'
export {
  MaskedCustomer,
  MerchantCart,
  MerchantCartAnswer,
  MerchantCartStatus,
  MerchantCartsAnswer,
  MerchantCartsQuery,
  MerchantMessage,
  MerchantMessagesAnswer,
  MerchantMessagesQuery,
  MerchantSession,
  MerchantSummary,
  MerchantSummaryQuery,
  MessageReason,
  MessageStatus,
  ReminderAnswer,
  ReminderRequest,
} from './merchant.ts'
export { minorUnitDigits } from './minor-units.ts'
export { Money } from './money.ts'
export { Problem, type ProblemCode, problems } from './problem.ts'
export { AvailabilityAnswer, AvailabilityRequest, RecoverAnswer, RecoverRequest } from './recover.ts'
export {
  LineItemChoice,
  LineItemChoices,
  maximumQuantity,
  Outcome,
  OutcomeStatus,
  RestoreAnswer,
  RestoreRequest,
  UndoAnswer,
  UndoRequest,
} from './restore.ts'
export { AbandonedCartSettings, ChannelCartSettings } from './settings.ts'
export { Phone, SignInCodeAnswer, SignInCodeRequest, SignInRequest } from './sign-in.ts'
