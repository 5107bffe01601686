/** Every sentence of what is loaded after the first paint, in English: patterns of `createText`. */
export const deferredMessages = {
  notifyMe: 'Notify me',
  notifyMeOf: 'Notify me about {item}',
  notifyAll: '{count, plural, one {Notify me about # item} other {Notify me about all #}}',
  onTheList: 'You’re on the list',
  stop: 'Stop notifying me',
  stopOf: 'Stop notifying me about {item}',
  oneMoment: 'One moment…',

  'subscribed.title': 'You’re on the list',
  'subscribed.sentence':
    '{count, plural, one {We’ll let you know when “{item}” is back.} other {We’ll let you know when they’re back.}}',
  'unsubscribed.title': 'You’re off the list',
  'unsubscribed.sentence':
    '{count, plural, one {We won’t write to you about “{item}” any more.} other {We won’t write to you about them any more.}}',
  'back.title': 'Good news',
  'back.sentence':
    '{count, plural, one {“{item}” just came back. It’s part of your order again.} other {# items just came back. They’re part of your order again.}}',

  others: 'Still in stock',
  othersOf: 'Other choices for {item}',
  choiceAt: '{choice} · {price}',
  takeInstead: '{choice} instead of {item}',
  insteadOf: 'Instead of {choice}',
  backTo: 'Undo, back to {choice}',
  'announce.taken': '{item}: {choice} instead. Total {total}.',
  'announce.back': '{item}: back to {choice}, which isn’t available. Total {total}.',

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
  code: 'Code',
  confirm: 'Confirm',
  checking: 'Checking…',
  sendAgain: 'Send again',
  sendAgainIn: 'Send again in {time}',
  otherPhone: 'Use another number',

  textCheckout: 'Check out by text',
  notByText: 'Not included when you check out by text: {items}.',
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

  reminders: 'Reminders',
  'channel.whatsapp': 'WhatsApp',
  'channel.sms': 'text message',
  'channel.email': 'e-mail',
  remindBy: 'Remind me about this cart by {channel}',
  consent: 'Optional. Untick it any time to stop.',
  stopAll: 'Stop all reminders from this shop ({channels})',
  'consent.saving': 'Saving…',
  'consent.saved': 'Saved. We may remind you by {channels}.',
  'consent.revoked': 'Saved. No more reminders by {channels}.',
  'consent.failed': 'We couldn’t save that. Your choice is as it was.',
  'consent.refused':
    'This number or address asked us not to write. Its owner can change that after signing in with a code.',

  /** The cart is the one that the shop shows. */
  inShop: 'It’s in your cart at the shop.',
  notAdopted: 'The shop couldn’t take it over just now. Try again, or check out here.',

  'coupon.title': 'Have a code?',
  'coupon.apply': 'Apply',
  'coupon.failed': 'We couldn’t check this code. You can enter it at the checkout.',
  'coupon.tooMany': 'Too many codes for now. You can enter yours at the checkout.',

  'notice.title': 'Before you go',
  'notice.codes': 'Enter {codes} at the checkout.',
  'notice.signIn': 'The checkout will ask you to sign in.',
  'notice.again': 'Nothing has been charged. Check out again to go there.',

  'written.partlySaved': 'Only part of it is saved',
  'written.saved': 'We saved {count} of {all, plural, one {# change} other {# changes}}.',
  'written.savedAtLeast':
    'We saved {count} of {all, plural, one {# change} other {# changes}}, and perhaps some of the others.',
  'written.allSaved': 'Your changes are saved.',
  'written.partlyUndone': 'Only part of it was undone',

  'difference.gone': '“{item}” is sold out now.',
  'difference.fewer': 'Only {count} of “{item}” left.',
  'difference.more': 'Of “{item}” you get {count} now.',
  'difference.price': '“{item}” now costs {now}, before it was {before}.',
  'short.title': 'There aren’t that many left',

  'signInForCart.title': 'Sign in to see your cart',
  'signInForCart.sentence': 'We’ll text you a code, so that only you can open it.',

  /** {end} is a day, or a day with a time. */
  linkEnds: 'This link works until {end}.',
  shareCart: 'Copy link to this cart',
  'shareCart.copied': 'Link copied. It works until {end}.',
  'shareCart.shown': 'Copy the link from here. It works until {end}.',
  'shareCart.field': 'Link to this cart',
  'shareCart.failed': 'We couldn’t make a link just now. Please try again in a moment.',
  'shareCart.enough': 'No more links to this cart can be made for now.',
  notYours: 'Not your cart?',
  'left.title': 'You’ve left this cart',
  'left.sentence': 'This page doesn’t show it any more. The link in the message opens it again.',

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
} as const

/** The sentences that a language has to bring for this part. */
export type DeferredMessages = Readonly<Record<keyof typeof deferredMessages, string>>
