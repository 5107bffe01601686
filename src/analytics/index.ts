// Entry: what a shopper does with the cart as GA4's events, for a `dataLayer` or a tracker of your own.
export { pushToDataLayer } from './push-to-data-layer.ts'
export { type CartEventName, type Ecommerce, type EcommerceItem, reportCart } from './report-cart.ts'
