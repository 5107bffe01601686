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
  'subscribed.end': 'That ends once you order this cart.',
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
  'announce.taken': '{item}: {choice} instead. {sum} {total}.',
  'announce.back': '{item}: back to {choice}, which isn’t available. {sum} {total}.',
  code: 'Code',
  checking: 'Checking…',

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

  'availability.reduced': 'Reduced to what’s available',
  'availability.changed-elsewhere': 'Changed in another window',
  'availability.failed': 'Couldn’t be saved',
  'written.partlySaved': 'Only part of it is saved',
  'written.saved': 'We saved {count} of {all, plural, one {# change} other {# changes}}.',
  'written.savedAtLeast':
    'We saved {count} of {all, plural, one {# change} other {# changes}}, and perhaps some of the others.',
  'written.allSaved': 'Your changes are saved.',
  'written.partlyUndone': 'Only part of it was undone',

  'difference.gone': '“{item}” is sold out now.',
  'difference.missing': '“{item}” isn’t part of your order any more.',
  'difference.fewer': 'Only {count} of “{item}” left.',
  'difference.more': 'Of “{item}” you get {count} now.',
  'difference.price': '“{item}” now costs {now}, before it was {before}.',
  'short.title': 'There aren’t that many left',

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

  nothingCharged: 'Nothing has been charged.',
  'allRemoved.title': 'You removed everything',
  'allRemoved.sentence': 'Nothing in your cart has changed yet.',
  'moved.title': 'Your cart changed just now',
  'restored.title': 'Your cart is saved',
  'restored.sentence': 'Your link opens it again, on any device.',
  'restored.partly': 'We marked what couldn’t be saved as you chose it.',
  'undone.title': 'Your cart is as it was',
  'undone.sentence': 'We took your changes back.',
  'announce.quantity': '{count} × {item}. {sum} {total}.',
  'announce.removed': '{item} is removed. {sum} {total}.',
} as const

/** The sentences that a language has to bring for this part. */
export type DeferredMessages = Readonly<Record<keyof typeof deferredMessages, string>>
