// Entry: the widget for React 18 and 19, on the server too.
export { CartRecovery, type CartRecoveryEventProps, type CartRecoveryProps } from './cart-recovery.ts'
export { type CartRecoveryState, type UseCartRecoveryOptions, useCartRecovery } from './use-cart-recovery.ts'
