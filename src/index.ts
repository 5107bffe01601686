export type {
  Abilities,
  Availability,
  Cart,
  LineItem,
  Money,
  Outcome,
  Problem,
  ProblemCode,
} from './contract/browser.ts'
export {
  CartRecoveryAvailabilityElement,
  CartRecoveryCheckoutElement,
  CartRecoveryElement,
  CartRecoveryLineItemElement,
  CartRecoveryLineItemsElement,
  CartRecoveryStatusElement,
  CartRecoverySummaryElement,
  CheckoutEvent,
  CheckoutRequestEvent,
  type ChosenLineItem,
  FailedEvent,
  RecoveredEvent,
  RestoredEvent,
  RestoreRequestEvent,
  UndoRequestEvent,
} from './elements/index.ts'
export { createRecoveryStore, type Recovery, type RecoveryStatus, type RecoveryStore } from './state/index.ts'
