import type { MerchantCartStatus, MerchantMessage, MessageStatus } from '../../contract/browser.ts'
import { problems, refusals, unknownProblem, unknownRefusal, unusableAnswer } from './problem-messages.ts'
import { settingGroups, settingsMessages, settingText } from './settings-messages.ts'

/** Chooses singular or plural by the count. The number itself arrives formatted. */
const plural = (count: number, one: string, other: string) =>
  new Intl.PluralRules('en').select(count) === 'one' ? one : other
const carts = (count: number, n: string) => `${n} ${plural(count, 'cart', 'carts')}`

const cartStatus: Record<MerchantCartStatus, string> = {
  abandoned: 'Left',
  opened: 'Opened',
  'checked-out': 'At the checkout',
  recovered: 'Recovered',
  closed: 'Closed',
}
const messageStatus: Record<MessageStatus, string> = {
  pending: 'Waiting',
  sent: 'Sent',
  unconfirmed: 'Not confirmed',
  cancelled: 'Called off',
  withheld: 'Withheld',
  failed: 'Failed',
}
const kind: Record<MerchantMessage['kind'], string> = { report: 'Report', reminder: 'Reminder' }
const channel: Record<MerchantMessage['channel'], string> = { email: 'e-mail', sms: 'SMS', whatsapp: 'WhatsApp' }

/** Every visible sentence of the console, in English. Numbers, amounts and dates arrive formatted. */
export const messages = {
  console: 'Cart recovery',
  views: { summary: 'Summary', carts: 'Carts', messages: 'Messages', settings: 'Settings' },
  navigation: 'Views',
  signOut: 'Sign out',
  loading: 'Loading…',
  tryAgain: 'Try again',
  readAgain: 'Read it again',
  supportCode: 'Support code:',
  none: '–',
  next: 'Next page',
  previous: 'Previous page',
  page: (n: string) => `Page ${n}`,
  listed: (n: string, page: string) => `${n} on page ${page}.`,
  all: 'All',

  signIn: {
    title: 'Sign in to the console',
    lede: 'With a merchant key of this store. It is named in the store’s configuration.',
    key: 'Merchant key',
    hint: 'Kept in this page’s memory only. After a reload you are asked again.',
    submit: 'Sign in',
    busy: 'Signing in…',
    unknownKey: 'This store doesn’t know that key.',
    missing: 'Enter a merchant key.',
    endedTitle: 'Sign in again',
    ended: 'Your session has ended. Everything is where you left it, and nothing you wrote is lost.',
    done: 'You are signed in.',
    signedOut: 'You are signed out.',
  },

  summary: {
    title: 'Summary',
    period: 'Time',
    days: (n: string) => `${n} days`,
    range: (from: string, to: string) => `${from} to ${to}`,
    recovered: 'Recovered revenue',
    recoveredHint: (count: number, n: string) => `${carts(count, n)} left, then ordered through a link`,
    rate: 'Recovery rate',
    rateHint: 'of the carts that were written about or opened were ordered',
    withoutLink: 'Ordered without a link',
    withoutLinkHint: (count: number, n: string) => `${carts(count, n)} came back by themselves`,
    funnel: 'From message to order',
    funnelLede: 'How far the carts got. Each step counts within the one before.',
    // A cart that was opened by its link counts as written about, because some message must have led there.
    steps: { sent: 'Written about or opened', opened: 'Opened', checkedOut: 'Checked out', ordered: 'Ordered' },
    ofAll: (share: string) => `${share} of all`,
    funnelChart: (steps: string) => `Bar chart of carts by step. ${steps}.`,
    step: (name: string, n: string) => `${name}: ${n}`,
    scanners: 'Mail scanners that open links in a whole browser count as openings.',
    lost: 'Lost to stock',
    lostLede: 'What shoppers came back for and could not buy, the costliest first.',
    lostRow: (name: string, count: number, n: string, value: string) =>
      `${name} blocked ${carts(count, n)}${value && `, ${value}`}`,
    lostChart: (by: string, rows: string) => `Bar chart of products by ${by}. ${rows}.`,
    byValue: 'lost value',
    byCarts: 'blocked carts',
    nothingLost: 'Nothing was lost to stock in this time.',
    table: 'Show as a table',
    columns: {
      step: 'Step',
      carts: 'Carts',
      share: 'Share of all',
      product: 'Product',
      blocked: 'Blocked carts',
      value: 'Value',
    },
    empty: {
      title: 'Nothing to count yet',
      sentence: 'No cart was written about or opened in this time. Figures appear with the first message.',
      step: 'See the carts',
    },
    announced: (days: string) => `Summary of ${days}.`,
  },

  carts: {
    title: 'Carts',
    lede: 'Carts that were left, as the ledger and the platforms know them.',
    caption: 'Carts that were left',
    status: 'Status',
    platform: 'Platform',
    left: 'Left',
    total: 'Total',
    // A platform's own messages are counted only if it reports them.
    messages: 'Messages known',
    since: { openedAt: 'Opened', checkedOutAt: 'At the checkout', orderedAt: 'Ordered' },
    sinceThen: (step: string, when: string) => `${step} ${when}`,
    unknownTime: 'Time not known',
    messageCount: (count: number, n: string) => `${n} ${plural(count, 'message', 'messages')} known`,
    open: (when: string, total: string) => `Open the cart: ${[when, total].filter(Boolean).join(', ')}`,
    count: (count: number, n: string) => carts(count, n),
    empty: {
      title: 'No carts here',
      sentence: 'Carts appear once a shopper leaves one, or follows a link back to it.',
      step: 'Look again',
    },
    emptyFilter: { title: 'No carts like that', sentence: 'Nothing fits this filter.', step: 'Show all carts' },
  },
  cartStatus,

  cart: {
    title: (total: string) => (total ? `Cart of ${total}` : 'Cart'),
    back: 'All carts',
    steps: { abandonedAt: 'Left', openedAt: 'Opened', checkedOutAt: 'At the checkout', orderedAt: 'Ordered' },
    notYet: 'Not yet',
    history: 'What happened',
    items: 'In the cart',
    gone: 'The cart is not on its platform any more, so its items can’t be shown.',
    customer: 'Shopper',
    customerHint: 'Masked. The full address never reaches this page.',
    notReadable: 'No longer on the platform.',
    unknownShopper: 'Nobody known: the cart was left by a guest, or its platform doesn’t say.',
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    messages: 'Messages about it',
    noMessages: 'Nothing was sent about this cart.',
    quantity: (n: string) => `${n} ×`,
    remind: 'Write a reminder',
    cannotRemind: 'No reminder can be sent.',
  },

  reminder: {
    title: 'Reminder',
    back: 'Back to the cart',
    subject: 'Subject',
    message: 'Message',
    messageHint: 'Plain text. The link goes where {link} stands, or below.',
    offer: 'Offer in percent (optional)',
    offerHint: 'Applied at checkout.',
    consent: 'The shopper agreed to get e-mails like this from us',
    consentHint: 'This is recorded as your word, with this reminder. It never overrides a refusal.',
    review: 'Preview and confirm',
    preview: 'Preview',
    previewLink: '[the shopper’s own link to the cart]',
    previewOffer: (percent: string) => `${percent} off, applied at checkout`,
    confirmTitle: 'Send this reminder?',
    confirm: (to: string) => `It goes to ${to}, once. It can’t be called back, and no second one can be sent.`,
    toUnknown: 'the address that the platform has for this cart',
    send: 'Send reminder',
    sending: 'Sending…',
    edit: 'Change it',
    notSentYet: 'Nothing was sent.',
    wrongField: 'This was not accepted. Change it and try again.',
    missing: 'Write something here.',
    sent: { title: 'Reminder sent', sentence: 'It is on its way to the shopper, with their own link to the cart.' },
    pending: {
      title: 'Reminder taken',
      sentence: 'It goes out shortly, unless the cart is ordered first. The cart shows what became of it.',
    },
    unconfirmed: {
      title: 'We don’t know whether it was sent',
      sentence:
        'The platform didn’t confirm it. Look at this cart again in ten minutes; nothing is sent again by itself.',
    },
    refused: 'Reminder not sent',
    draft: {
      subject: 'Your cart is still here',
      message: 'Hello,\n\nyou left something in your cart. It is still there for you:\n\n{link}\n\nSee you soon',
    },
  },

  messageList: {
    title: 'Messages',
    lede: 'Reports to your automations, reminders you sent, and what became of them.',
    caption: 'Messages about carts',
    status: 'Status',
    what: 'Message',
    when: 'Last change',
    why: 'Details',
    name: (about: MerchantMessage) => `${kind[about.kind]} by ${channel[about.channel]}`,
    attempts: (count: number, n: string) => `${n} ${plural(count, 'attempt', 'attempts')}`,
    nextAttempt: (when: string) => `next on ${when}`,
    open: (name: string) => `Open the cart of this message: ${name}`,
    count: (count: number, n: string) => `${n} ${plural(count, 'message', 'messages')}`,
    unconfirmed: 'Nobody knows whether it arrived. It is not sent again by itself.',
    empty: {
      title: 'No messages yet',
      sentence: 'They appear once a cart is reported to an automation, or you send a reminder.',
      step: 'See the carts',
    },
    emptyFilter: { title: 'No messages like that', sentence: 'Nothing fits this filter.', step: 'Show all messages' },
  },
  messageStatus,

  settings: settingsMessages,
  settingTexts: settingText,
  settingGroups,

  problem: (code: string, detail = '') =>
    code === 'upstream-down' && detail ? unusableAnswer(detail) : (problems[code] ?? unknownProblem),
  refusal: (why: string) => refusals[why] ?? unknownRefusal,
}
