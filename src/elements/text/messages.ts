/**
 * Every sentence that a cart needs for its first paint, in English: patterns of `createText`. Names, amounts and codes arrive
 * formatted, counts as numbers. A shop may put its own in place of each with the frame's `messages`.
 */
export const messages = {
  'recovering.title': 'Finding your cart',
  'recovering.sentence': 'One moment. We’re checking what’s still available.',
  'ready.title': 'Your cart is ready',
  'ready.sentence': 'Everything is still available. We checked just now.',
  'settled.sentence': 'What’s available is settled at the checkout.',
  'uncertain.title': 'Here’s your cart',
  'checking.sentence': 'We’re still checking what’s available.',
  'uncertain.sentence':
    '{count, plural, one {We couldn’t check one item just now. The checkout will.} other {We couldn’t check # items just now. The checkout will.}}',
  'changed.title': 'Your cart, with {count, plural, one {# change} other {# changes}}',
  'changed.dropped':
    '{count, plural, one {# price dropped, you save {amount}.} other {# prices dropped, you save {amount}.}}',
  'changed.rose':
    '{count, plural, one {# price went up, you pay {amount} more.} other {# prices went up, you pay {amount} more.}}',
  'changed.soldOut': '{count, plural, one {# item isn’t available.} other {# items aren’t available.}}',
  'changed.fewer': '{count, plural, one {# item has too few left.} other {# items have too few left.}}',
  'changed.counted': 'The sum counts only what’s available.',
  'changed.sentence': 'We marked what changed.',
  'dropped.title': 'Good news: {count, plural, one {# price dropped} other {# prices dropped}}',
  'nothingLeft.title': '{count, plural, one {This item isn’t available} other {These items aren’t available}}',
  'nothingLeft.sentence': 'Nothing in this cart can be bought right now.',
  'nothingLeft.notify':
    '{count, plural, one {We can tell you when it’s back.} other {We can tell you when they’re back.}}',
  'empty.title': 'This cart is empty',
  'empty.sentence': 'What you’re looking for may still be in the shop.',
  'restoring.title': 'Saving your cart',
  'restoring.sentence': 'One moment.',
  'finishing.title': 'Opening the checkout',
  'finishing.sentence': 'One moment.',

  'availability.available': 'Available',
  'availability.low-stock': 'Only {count} left',
  'availability.few': 'Only a few left',
  'availability.partial': 'Only {count} of {chosen} available',
  'availability.out-of-stock': 'Sold out — won’t be in your order',
  'availability.unavailable': 'Not for sale right now — won’t be in your order',
  'availability.discontinued': 'No longer sold — won’t be in your order',
  'availability.unknown': 'Not checked — the checkout will confirm',
  'availability.checking': 'Checking…',

  option: '{name}: {value}',
  partOf: 'Part of {item}',
  gift: 'Gift',
  free: 'Free',
  each: '{price} each',
  priceDown: '↓ Price dropped from {before} to {now}',
  priceUp: '↑ Price went up from {before} to {now}',
  quantityOf: 'Quantity of {item}',
  quantity: 'Quantity: {count}',
  fewer: 'Decrease quantity, {item}',
  more: 'Increase quantity, {item}',
  remove: 'Remove',
  removeItem: 'Remove {item}',
  removed: 'Removed',
  putBack: 'Put back',
  putBackItem: 'Put back {item}',
  lineItems: 'Items in your cart',

  subtotal: 'Subtotal',
  discount: 'Discount',
  taxesAndFees: 'Taxes and fees',
  total: 'Total before delivery',
  youSave: 'You save {amount}.',
  items: '{count, plural, one {# item} other {# items}}',
  delivery: 'Delivery is added at the checkout.',
  deliveryAndTaxes: 'Delivery and taxes are added at the checkout.',
  discounts: 'Discounts are worked out again at the checkout.',
  taxes: 'Taxes and fees are worked out again at the checkout.',
  percentOff: '{percent} off',
  'offer.applied': '{label} is applied.',
  'offer.at-checkout': '{label} — applied at checkout',
  'offer.expired': '{label} isn’t valid or has expired.',
  'offer.not-applicable': '{label} doesn’t go with this cart.',
  'offer.not-combinable': '{label} can’t be combined with the discount in your cart.',

  checkOut: 'Check out · {total}',
  checkOutItems: 'Check out {count, plural, one {# item} other {# items}} · {total}',
  'checkOut.busy': 'One moment…',
  keepShopping: 'Keep shopping',
  saveAndKeepShopping: 'Save and keep shopping',
  'keepShopping.busy': 'One moment…',
  undo: 'Undo',

  'announce.headline': '{title}. {sentence}',

  tryAgain: 'Try again',
  checkAgain: 'Check again',
  continueShopping: 'Continue shopping',

  'offline.title': 'You seem to be offline',
  'offline.sentence': 'Check your connection and try again.',
  /** The text of every other problem: those between our own parts, about which a shopper can do nothing. */
  'other.title': 'Something went wrong on our side',
  'other.sentence': 'Please try again in a moment.',
} as const

/** The sentences that a language has to bring: the same keys, each a pattern. */
export type Messages = Readonly<Record<keyof typeof messages, string>>
