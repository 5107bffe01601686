/**
 * Every part there is. Each element inside a frame passes all of them on, so that a shop can style a part through
 * however many shadow roots it lies behind.
 */
export const parts =
  'status, retry-button, line-item, image, name, options, quantity, remove-button, price, price-change, availability, subscribe-button, unsubscribe-button, summary, offer, checkout-button, text-checkout-button, restore-button, undo-button, phone-input, code-input, consent'
