// Entry: types of the tags in JSX, for React 18.2 and 19: `import type {} from 'cart-recovery/jsx'`.
// Written by test/package/write-docs.ts of what custom-elements.json says.
import type { DetailedHTMLProps, HTMLAttributes } from 'react'

import type {
  CartRecoveryElement,
  CartRecoveryAvailabilityElement,
  CartRecoveryBackInStockElement,
  CartRecoveryCheckoutElement,
  CartRecoveryConsentElement,
  CartRecoveryCouponElement,
  CartRecoveryLineItemElement,
  CartRecoveryLineItemsElement,
  CartRecoveryShareElement,
  CartRecoverySignInElement,
  CartRecoveryStatusElement,
  CartRecoverySubstitutesElement,
  CartRecoverySummaryElement,
  CartRecoveryTextCheckoutElement,
} from '../dist/src/index.js'
import type { CartRecoveryConsoleElement } from '../dist/src/console/define.js'

type Tag<Element extends HTMLElement, Attributes> = DetailedHTMLProps<HTMLAttributes<Element>, Element> & Attributes

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'cart-recovery': Tag<CartRecoveryElement, { endpoint?: string | undefined; 'token-param'?: string | undefined; locale?: string | undefined; 'shop-url'?: string | undefined; 'adopt-url'?: string | undefined; 'back-in-stock'?: true | '' | undefined; 'sign-in-url'?: string | undefined; 'heading-level'?: string | undefined; 'contact-url'?: string | undefined }>
      'cart-recovery-availability': Tag<CartRecoveryAvailabilityElement, object>
      'cart-recovery-back-in-stock': Tag<CartRecoveryBackInStockElement, object>
      'cart-recovery-checkout': Tag<CartRecoveryCheckoutElement, object>
      'cart-recovery-consent': Tag<CartRecoveryConsentElement, object>
      'cart-recovery-coupon': Tag<CartRecoveryCouponElement, object>
      'cart-recovery-line-item': Tag<CartRecoveryLineItemElement, { outcome?: string | undefined; locked?: true | '' | undefined }>
      'cart-recovery-line-items': Tag<CartRecoveryLineItemsElement, object>
      'cart-recovery-share': Tag<CartRecoveryShareElement, object>
      'cart-recovery-sign-in': Tag<CartRecoverySignInElement, object>
      'cart-recovery-status': Tag<CartRecoveryStatusElement, object>
      'cart-recovery-substitutes': Tag<CartRecoverySubstitutesElement, object>
      'cart-recovery-summary': Tag<CartRecoverySummaryElement, object>
      'cart-recovery-text-checkout': Tag<CartRecoveryTextCheckoutElement, object>
      'cart-recovery-console': Tag<CartRecoveryConsoleElement, { endpoint?: string | undefined; channels?: string | undefined; platforms?: string | undefined; 'settings-label'?: string | undefined; locale?: string | undefined }>
    }
  }
}
