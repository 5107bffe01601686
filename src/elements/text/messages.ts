import type { ProblemCode } from '../../contract/browser.ts'

/** Title and sentence of a problem. */
export interface ProblemMessage {
  title: string
  sentence: string
}

/** Picks the form of a sentence for a count, by the rules of English. */
const plural = (count: number, one: string, other: string) => (count === 1 ? one : other)

/** Every sentence that a cart needs for its first paint, in English. Numbers and amounts arrive formatted. */
export const messages = {
  recovering: { title: 'Finding your cart', sentence: 'One moment. We’re checking what’s still available.' },
  ready: { title: 'Your cart is ready', sentence: 'Everything is still available. We checked just now.' },
  readySettled: 'What’s available is settled at the checkout.',
  readyUncertain: 'We couldn’t check every item. The checkout will confirm.',
  changed: (count: number, n: string) => ({
    title: `Your cart, with ${n} ${plural(count, 'change', 'changes')}`,
    sentence: 'We marked what changed. You pay only for what’s available.',
  }),
  nothingLeft: (count: number, canNotify: boolean) => ({
    title: plural(count, 'This item is sold out', 'These items are sold out'),
    sentence: canNotify
      ? `We can tell you when ${plural(count, 'it’s', 'they’re')} back.`
      : 'Nothing in this cart can be bought right now.',
  }),
  empty: { title: 'This cart is empty', sentence: 'Nothing in this cart can be bought right now.' },
  allRemoved: {
    title: 'You removed everything',
    sentence: 'Nothing in your cart has changed yet.',
  },
  stockMoved: (count: number) => plural(count, 'One thing just changed', 'A few things just changed'),
  nothingCharged: 'Nothing has been charged.',
  restoring: { title: 'Saving your cart', sentence: 'One moment.' },
  restored: { title: 'Your cart is saved', sentence: 'Keep shopping. The link in your message opens this cart again.' },
  restoredPartly: 'We marked what couldn’t be saved as you chose it.',
  undone: { title: 'Your cart is as it was', sentence: 'We took your changes back.' },
  finishing: { title: 'Opening the checkout', sentence: 'One moment.' },

  availability: {
    available: () => 'Available',
    'low-stock': (n: string) => (n ? `Only ${n} left` : 'Only a few left'),
    partial: (n: string, chosen: string) => `Only ${n} of ${chosen} available`,
    'out-of-stock': () => 'Sold out — won’t be in your order',
    unavailable: () => 'Not for sale right now — won’t be in your order',
    discontinued: () => 'No longer sold — won’t be in your order',
    unknown: () => 'Not checked — the checkout will confirm',
    checking: () => 'Checking…',
    reduced: () => 'Reduced to what’s available',
    'changed-elsewhere': () => 'Changed in another window',
    failed: () => 'Couldn’t be saved',
  },

  each: (price: string) => `${price} each`,
  priceDown: (before: string, now: string) => `↓ Price dropped from ${before} to ${now}`,
  priceUp: (before: string, now: string) => `↑ Price went up from ${before} to ${now}`,
  quantityOf: (item: string) => `Quantity of ${item}`,
  quantity: (n: string) => `Quantity: ${n}`,
  fewer: (item: string) => `One less of ${item}`,
  more: (item: string) => `One more of ${item}`,
  remove: 'Remove',
  removeItem: (item: string) => `Remove ${item}`,
  removed: 'Removed',
  putBack: 'Put back',
  putBackItem: (item: string) => `Put back ${item}`,
  lineItems: 'Items in your cart',

  total: 'Total',
  items: (count: number, n: string) => `${n} ${plural(count, 'item', 'items')}`,
  delivery: 'Delivery and taxes are worked out at the checkout.',
  discounts: 'Discounts are worked out again at the checkout.',
  taxes: 'Taxes and fees are worked out again at the checkout.',
  percentOff: (percent: string) => `${percent} off`,
  offer: {
    applied: (label: string) => `${label} is applied.`,
    'at-checkout': (label: string) => `${label} — applied at checkout`,
    expired: (label: string) => `${label} has expired.`,
    'not-applicable': (label: string) => `${label} doesn’t go with this cart.`,
  },

  checkOut: (total: string) => `Check out · ${total}`,
  checkOutItems: (count: number, n: string, total: string) =>
    `Check out ${n} ${plural(count, 'item', 'items')} · ${total}`,
  keepShopping: 'Keep shopping',
  undo: 'Undo',

  announce: (item: string, what: string, total: string) => `${item}: ${what}. Total: ${total}.`,

  tryAgain: 'Try again',
  tryAgainIn: (n: string) => `Try again in ${n} s`,
  checkCart: 'Check my cart',
  continueShopping: 'Continue shopping',
  signIn: 'Sign in',
  contact: (supportCode: string) => `Contact the shop${supportCode && ` (${supportCode})`}`,

  problems: {
    'invalid-link': {
      title: 'This link doesn’t open a cart',
      sentence: 'Open the message again and follow the link from there.',
    },
    'cart-gone': {
      title: 'This cart is closed',
      sentence: 'It was already ordered, or the link expired. Check your e-mail for an order confirmation.',
    },
    'account-cart': {
      title: 'Sign in to see your cart',
      sentence: 'It belongs to a customer account. Sign in at the shop to see it.',
    },
    busy: {
      title: 'The shop is very busy',
      sentence: 'Nothing has been charged. Please try again in a moment.',
    },
    'upstream-down': {
      title: 'The shop isn’t answering',
      sentence: 'Nothing has been charged. Please try again in a moment.',
    },
    offline: {
      title: 'You seem to be offline',
      sentence: 'Check your connection and try again.',
    },
  } as Partial<Record<ProblemCode, ProblemMessage>>,
  /** The text of every other problem: those between our own parts, about which a shopper can do nothing. */
  otherProblem: {
    title: 'Something went wrong on our side',
    sentence: 'Nothing has been charged. Please try again in a moment.',
  },
}

/** The sentences that a language has to bring: the same keys, each a text or a function that makes one. */
export type Messages = typeof messages
