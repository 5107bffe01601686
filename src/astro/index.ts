// Entry: the integration for Astro: the proxy among the site's own routes, and the route behind `adopt-url`.
export { type CartRecoveryIntegration, type CartRecoveryOptions, cartRecovery } from './cart-recovery.ts'
