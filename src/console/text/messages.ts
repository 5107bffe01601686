import type { Text } from '../../format/index.ts'
import { listMessages } from './list-messages.ts'
import { problemMessages } from './problem-messages.ts'
import { reminderMessages } from './reminder-messages.ts'
import { settingsMessages } from './settings-messages.ts'
import { summaryMessages } from './summary-messages.ts'

/** Every sentence of the console, in English: patterns of `createText`. Names, amounts and dates arrive formatted, counts as numbers. */
export const messages = {
  'views.summary': 'Summary',
  'views.carts': 'Carts',
  'views.messages': 'Messages',
  'views.settings': 'Settings',
  navigation: 'Views',
  signOut: 'Sign out',
  loading: 'Loading…',
  tryAgain: 'Try again',
  readAgain: 'Read it again',
  supportCode: 'Support code: {code}',
  none: '–',
  next: 'Next page',
  previous: 'Previous page',
  page: 'Page {page}',
  all: 'All',

  'signIn.title': 'Sign in to the console',
  'signIn.lede': 'You need a merchant key. Whoever set up the shop has it.',
  'signIn.key': 'Merchant key',
  'signIn.hint': 'Kept in this page’s memory only. After a reload you are asked again.',
  'signIn.submit': 'Sign in',
  'signIn.busy': 'Signing in…',
  'signIn.unknownKey': 'This store doesn’t know that key.',
  'signIn.endedTitle': 'Sign in again',
  'signIn.ended': 'Your session has ended. Everything is where you left it, and nothing you wrote is lost.',
  'signIn.done': 'You are signed in.',
  'signIn.signedOut': 'You are signed out.',

  'channel.email': 'E-mail',
  'channel.sms': 'SMS',
  'channel.whatsapp': 'WhatsApp',
  'channel.link': 'Own link',
  via: '{channel}, via {platform}',

  'cartStatus.abandoned': 'Abandoned',
  'cartStatus.opened': 'Opened',
  'cartStatus.checked-out': 'At the checkout',
  'cartStatus.recovered': 'Recovered',
  'cartStatus.closed': 'Closed',

  'messageStatus.pending': 'Waiting',
  'messageStatus.sent': 'Sent',
  'messageStatus.unconfirmed': 'Not confirmed',
  'messageStatus.cancelled': 'Called off',
  'messageStatus.withheld': 'Withheld',
  'messageStatus.failed': 'Failed',

  ...summaryMessages,
  ...listMessages,
  ...reminderMessages,
  ...settingsMessages,
  ...problemMessages,
} as const

/** The sentences that a language has to bring: the same keys, each a pattern. */
export type ConsoleMessages = Readonly<Record<keyof typeof messages, string>>

/** Gives a sentence of the console by its key. */
export type ConsoleText = Text<typeof messages>
