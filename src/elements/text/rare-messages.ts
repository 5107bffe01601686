/** Every sentence about a phone or a problem, in English: patterns of `createText`. They are loaded where one is needed. */
export const rareMessages = {
  'cart-gone.title': 'This cart is closed',
  'cart-gone.sentence':
    'It was ordered or emptied, or its time ran out. If you ordered, the confirmation is in your e-mail.',
  'account-cart.title': 'Sign in to see your cart',
  'account-cart.sentence': 'It’s saved in your account. Sign in at the shop, and it opens.',
  'busy.title': 'The shop is very busy',
  'busy.sentence': 'Please try again in a moment.',
  'upstream-down.title': 'We can’t open your cart right now',
  'upstream-down.sentence': 'That’s on our side. Please try again in a moment.',

  phoneTitle: 'Where should we text you?',
  phoneForItems:
    '{count, plural, one {We’ll send a code, then tell you when “{item}” is back.} other {We’ll send a code, then tell you when they’re back.}}',
  phoneForStop: 'We’ll send a code, then take you off the list.',
  phoneForCart: 'Use the mobile number you gave the shop.',
  phoneForCheckout: 'We’ll send a code, then the link to your checkout.',
  phoneCountry: 'Country',
  phone: 'Mobile number',
  phoneHint: 'With its country code, such as +1 or +39.',
  sendCode: 'Text me a code',
  sending: 'Sending…',
  notNow: 'Not now',

  codeTitle: 'Enter your code',
  sentTo: 'Sent to {phone}. It can take a minute.',
  sentAgainTo: 'Sent again to {phone}. It can take a minute.',
  confirm: 'Confirm',
  sendAgain: 'Send again',
  sendAgainIn: 'Send again in {time}',
  otherPhone: 'Use another number',

  textCheckout: 'Check out by text',
  notByText: 'Not included when you check out by text: {items}.',
  offerNotByText: 'Your discount only counts when you check out on this page, not by text.',
  textedTo: 'Texted to {phone}',
  copyFailed: 'The link couldn’t be copied. Go to the checkout from here.',
  'texted.title': 'Your checkout is ready',
  'texted.sentence': 'We also texted you the link.',
  'texted.sentenceTo': 'We also texted the link to {phone}.',
  'textedOnly.sentence': 'Its link is in the text message on your phone.',
  'linkExpired.title': 'Your checkout link has expired',
  'linkExpired.sentence': 'If you haven’t ordered yet, check out again to get a new one.',
  goToCheckout: 'Go to checkout',
  checkOutHere: 'Check out here',
  copyLink: 'Copy link',
  copied: 'Link copied',

  'signInForCart.title': 'Sign in to see your cart',
  'signInForCart.sentence': 'We’ll text you a code, so that only you can open it.',

  orderAgain: 'Order these again',
  /** Below the title of `link-needed`, where the browser did not keep the link. */
  cookiesNeeded:
    'Follow the link from there. If that doesn’t help, this browser blocks cookies: allow them here, or use another one.',

  // Problems that `messages` has no text for.
  'unconfirmed.title': 'We couldn’t confirm that',
  'unconfirmed.sentence': 'Check your cart before trying again.',
  'completed.title': 'You already ordered this',
  'completed.sentence': 'Thank you. Check your e-mail for the order confirmation.',
  'expired.title': 'This link has expired',
  'expired.sentence': 'What you chose may still be in the shop.',
  'wrong-store.title': 'This cart is from another shop',
  'wrong-store.sentence': 'It can’t be opened here. The shop that wrote to you can help.',
  'link-needed.title': 'Open the message again',
  'link-needed.sentence': 'Follow the link from there to see your cart.',
  'undo-over.title': 'This can’t be undone any more',
  'undo-over.sentence': 'Your cart is as you last saved it.',
  'checkout-open.title': 'A checkout is open on your phone',
  'checkout-open.sentence': 'We texted you its link. Finish it there, or check out here instead.',
  'too-many-codes.title': 'We can’t text you again just now',
  'too-many-codes.sentence': 'Check out here, or try again in a while.',
  /** The shop has no cart for the number that the shopper signed in with. */
  'no-cart.title': 'No cart for this number',
  'no-cart.sentence': 'If you gave the shop another number, use that one.',
  /** A tap met a shop that does not answer. */
  'shop-down.title': 'The shop isn’t answering',
  'shop-down.sentence': 'Please try again in a moment.',

  // Problems below a field, or below the button that was tapped.
  'answer.code-wrong': 'That code isn’t right. Check the newest message.',
  'answer.too-many-codes': 'Too many tries. Please wait a while, then try again.',
  'answer.phone-incomplete': 'Please enter the whole number, and check its country.',
  'answer.sms-refused': 'Texts don’t reach this number. Try another mobile number.',
  'answer.upstream-down': 'The shop isn’t answering. Please try again in a moment.',
  'answer.sign-in-needed': 'Sign in at the shop first, then tap again.',

  tryAgainIn: 'Try again in {time}',
  signIn: 'Sign in',
  contact: 'Contact the shop',
  supportCode: 'Code for the shop: {code}',
  'invalid-link.title': 'This link doesn’t open a cart',
  'invalid-link.sentence': 'It may have been cut off. Tap the button in the message, or copy the whole link.',
} as const

/** The sentences that a language has to bring for this part. */
export type RareMessages = Readonly<Record<keyof typeof rareMessages, string>>
