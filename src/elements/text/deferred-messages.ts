import type { ProblemCode } from '../../contract/browser.ts'
import type { ProblemMessage } from './messages.ts'

/** Every sentence of what is loaded after the first paint, in English. */
export const deferredMessages = {
  notifyMe: 'Notify me',
  notifyMeOf: (item: string) => `Notify me about ${item}`,
  notifyAll: (n: string) => `Notify me about all ${n}`,
  onTheList: 'You’re on the list',
  stop: 'Stop notifying me',
  stopOf: (item: string) => `Stop notifying me about ${item}`,
  oneMoment: 'One moment…',

  subscribed: (item: string) => ({
    title: 'You’re on the list',
    sentence: item ? `We’ll let you know when ${item} is back.` : 'We’ll let you know when they’re back.',
  }),
  unsubscribed: (item: string) => ({
    title: 'You’re off the list',
    sentence: item ? `We won’t text you about ${item} any more.` : 'We won’t text you about them any more.',
  }),
  back: (item: string) => ({
    title: 'Good news',
    sentence: item
      ? `${item} just came back. It’s part of your order again.`
      : 'Some items just came back. They’re part of your order again.',
  }),

  phoneTitle: 'Where should we text you?',
  phoneForItem: (item: string) => `We’ll send a code, then tell you when ${item} is back.`,
  phoneForItems: 'We’ll send a code, then tell you when they’re back.',
  phoneForStop: 'We’ll send a code, then take you off the list.',
  phoneForCart: 'Use the one you gave the shop.',
  phoneForCheckout: 'We’ll send a code, then the link to your checkout.',
  phone: 'Mobile number',
  phoneHint: 'With its country code, such as +1 or +39.',
  sendCode: 'Text me a code',
  sending: 'Sending…',
  notNow: 'Not now',

  codeTitle: 'Enter your code',
  sentTo: (maskedPhone: string) => `Sent to ${maskedPhone}. It can take a minute.`,
  sentAgainTo: (maskedPhone: string) => `Sent again to ${maskedPhone}. It can take a minute.`,
  code: 'Code',
  confirm: 'Confirm',
  checking: 'Checking…',
  sendAgain: 'Send again',
  sendAgainIn: (n: string) => `Send again in ${n} s`,
  otherPhone: 'Use another number',

  textCheckout: 'Check out by text',
  notByText: (items: string) => `Can’t go by text, and stays behind: ${items}.`,
  textedTo: (maskedPhone: string) => `Texted to ${maskedPhone}`,
  copyFailed: 'The link couldn’t be copied. Go to the checkout from here.',
  texted: (maskedPhone: string) => ({
    title: 'Your checkout is ready',
    sentence: maskedPhone ? `We also texted the link to ${maskedPhone}.` : 'We also texted you the link.',
  }),
  linkExpired: {
    title: 'Your checkout link has expired',
    sentence: 'If you haven’t ordered yet, check out again to get a new one.',
  },
  goToCheckout: 'Go to checkout',
  copyLink: 'Copy link',
  copied: 'Link copied',

  reminders: 'Reminders',
  remindBy: {
    whatsapp: 'Remind me by WhatsApp if I leave this cart',
    sms: 'Remind me by text message if I leave this cart',
    email: 'Remind me by e-mail if I leave this cart',
  },
  consent: 'Tick a box to agree to such messages from the shop. Untick it at any time to take that back.',
  consentState: {
    idle: '',
    saving: 'Saving…',
    saved: 'Saved. We may remind you that way.',
    revoked: 'Saved. We won’t remind you that way.',
    failed: 'We couldn’t save that. Your choice is as it was.',
    refused: 'This number or address asked us not to write. Its owner can change that after signing in with a code.',
  },

  /** The cart is the one that the shop shows. */
  inShop: 'Keep shopping. What you chose is waiting in your cart.',
  notAdopted: 'The shop couldn’t take it over just now. Try again, or check out here.',

  notice: {
    title: 'Before you go',
    codes: (codes: string) => `Enter ${codes} again at the checkout.`,
    signIn: 'The checkout will ask you to sign in.',
    again: 'Nothing has been charged. Check out again to go there.',
  },

  written: {
    partlySaved: 'Only part of it is saved',
    saved: (n: string, all: string, more: boolean) =>
      `We saved ${n} of ${all} changes${more ? ', and perhaps some of the others' : ''}.`,
    allSaved: 'Your changes are saved.',
    partlyUndone: 'Only part of it was undone',
  },

  difference: (item: string, from: string, to: string) => `${item}: ${from} → ${to}.`,
  signInForCart: {
    title: 'Sign in to see your cart',
    sentence: 'We’ll text you a code, so that only you can open it.',
  },

  orderAgain: 'Order these again',
  /** Below the title of `link-needed`, where the browser did not keep the link. */
  cookiesNeeded:
    'Follow the link from there. If that doesn’t help, this browser blocks cookies: allow them here, or use another one.',

  /** The headlines of the problems that `messages` has no text for. */
  headlines: {
    unconfirmed: {
      title: 'We couldn’t confirm that',
      sentence: 'Nothing has been charged. Check your cart before trying again.',
    },
    completed: {
      title: 'You already ordered this',
      sentence: 'Thank you. Check your e-mail for the order confirmation.',
    },
    expired: {
      title: 'This link has expired',
      sentence: 'What you chose may still be in the shop.',
    },
    'wrong-store': {
      title: 'This cart belongs to another shop',
      sentence: 'Open the message again and follow the link from there.',
    },
    'link-needed': {
      title: 'Open the message again',
      sentence: 'Follow the link from there to see your cart.',
    },
    'undo-over': {
      title: 'This can’t be undone any more',
      sentence: 'Your cart is as you last saved it.',
    },
    'checkout-open': {
      title: 'Your checkout is already open',
      sentence: 'We texted you its link. Finish there, or wait until it expires to change your cart.',
    },
    'too-many-codes': {
      title: 'We can’t text you again just now',
      sentence: 'Nothing has been charged. Check out here, or try again in a while.',
    },
  } as Partial<Record<ProblemCode, ProblemMessage>>,

  problems: {
    'code-wrong': 'That code isn’t right. Check the newest message.',
    'too-many-codes': 'Too many tries. Please wait a while, then try again.',
    'sms-refused': 'We can’t text that number. Check it, country code included.',
    'sign-in-needed': 'Sign in at the shop first, then tap again.',
  } as Partial<Record<ProblemCode, string>>,
  /** Any other problem, by its title as a headline. */
  problem: (title: string) => `${title}. Please try again in a moment.`,
}

/** The sentences that a language has to bring for this part. */
export type DeferredMessages = typeof deferredMessages
