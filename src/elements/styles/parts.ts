/**
 * Every CSS part. Each element inside a frame passes all of them on, so that a shop can style a part through any number
 * of shadow roots. Written by `npm run generate` from the elements' JSDoc.
 */
export const parts =
  'availability, subscribe-button, unsubscribe-button, checkout-button, restore-button, undo-button, consent, stop-button, image, name, options, quantity, remove-button, price, price-change, line-item, share-button, share-link, leave-button, country-input, phone-input, code-input, status, retry-button, substitutes, substitute-button, substitute-undo-button, summary, offer, text-checkout-button, coupon, coupon-input'
