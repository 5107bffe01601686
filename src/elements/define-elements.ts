import { CartRecoveryElement } from './cart-recovery.ts'
import { CartRecoveryAvailabilityElement } from './cart-recovery-availability.ts'
import { CartRecoveryCheckoutElement } from './cart-recovery-checkout.ts'
import { CartRecoveryLineItemElement } from './cart-recovery-line-item.ts'
import { CartRecoveryLineItemsElement } from './cart-recovery-line-items.ts'
import { CartRecoveryStatusElement } from './cart-recovery-status.ts'
import { CartRecoverySummaryElement } from './cart-recovery-summary.ts'
import { defineMissing } from './frame/define-missing.ts'

// The frame comes last: once it renders, the tags inside it are registered.
const elements = {
  'cart-recovery-availability': CartRecoveryAvailabilityElement,
  'cart-recovery-line-item': CartRecoveryLineItemElement,
  'cart-recovery-line-items': CartRecoveryLineItemsElement,
  'cart-recovery-summary': CartRecoverySummaryElement,
  'cart-recovery-checkout': CartRecoveryCheckoutElement,
  'cart-recovery-status': CartRecoveryStatusElement,
  'cart-recovery': CartRecoveryElement,
}

/** Registers every tag that is still free. */
export function defineElements(): void {
  defineMissing(elements)
}
