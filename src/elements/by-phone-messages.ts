import type { ProblemCode } from '../contract/browser.ts'

/** Every visible sentence of what is asked and answered by phone, in English. It loads with its elements. */
export const byPhoneMessages = {
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
  goToCheckout: 'Go to checkout',
  copyLink: 'Copy link',
  copied: 'Link copied',

  problems: {
    'code-wrong': 'That code isn’t right. Check the newest message.',
    'too-many-codes': 'Too many tries. Please wait a while, then try again.',
    'sms-refused': 'We can’t text that number. Check it, country code included.',
    'sign-in-needed': 'Sign in at the shop first, then tap again.',
  } as Partial<Record<ProblemCode, string>>,
  /** Any other problem, by its title above a cart. */
  problem: (title: string) => `${title}. Please try again in a moment.`,
}

export type ByPhoneMessages = typeof byPhoneMessages
