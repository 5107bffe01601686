import { problemMessages } from '../../src/console/text/problem-messages.ts'
import { type ProblemCode, problems } from '../../src/contract/index.ts'
import { deferredMessages } from '../../src/elements/text/deferred-messages.ts'
import { messages } from '../../src/elements/text/messages.ts'
import { rareMessages } from '../../src/elements/text/rare-messages.ts'

/** Answers of the merchant's routes. A shopper's request never ends with one of them. */
const merchantCodes: ReadonlySet<ProblemCode> = new Set([
  'unauthorized',
  'already-reminded',
  'already-ordered',
  'consent-refused',
  'no-contact',
  'contact-not-allowed',
  'not-sent',
  'store-down',
])

/** Answers to the shop's own server. */
const serverCodes: ReadonlySet<ProblemCode> = new Set([
  'adopt-code-invalid',
  'adopt-code-expired',
  'present-cart-refused',
])

/** Answers that only a platform reads. */
const webhookCodes: ReadonlySet<ProblemCode> = new Set(['webhook-refused'])

/** docs/problems.md: every code, and what people read about it, from the tables that the code uses. */
export function problemsPage(): string {
  const codes = Object.keys(problems) as ProblemCode[]
  const shopper = codes.filter((code) => !merchantCodes.has(code) && !webhookCodes.has(code) && !serverCodes.has(code))
  return `# Problems

<!-- Written by \`npm run generate\` from src/contract/problem.ts and the messages of the widget and the console. -->

Failures are \`application/problem+json\` (RFC 9457) with a \`code\`, a \`supportCode\` that is also in the log, and
\`retryAfterSeconds\` where waiting helps. The widget turns each into words with a next step, and the frame reflects the code
as its attribute \`problem\`. The words below are the title above the cart; what concerns a phone number or a code stands below
that field instead.

## Of the widget

${table('What the shopper reads', shopper, shopperWords)}

## Of the merchant's routes

${table('What the merchant reads', [...merchantCodes], merchantWords)}

## Of the shop's own server

${table('What to do', [...serverCodes], serverSteps)}

## Of webhooks

${table('Who reads it', [...webhookCodes], () => 'the platform')}

## What to do

Most of them need nothing of you: the shopper reads a next step. \`stock-moved\` is such a one. It is the answer to a tap on a
page that was no longer true, for stock, price or lines; the widget shows the cart as it is now, and the next tap goes through.
A client of your own that gets it at every tap does not send the \`revision\` of the cart that it shows.

Find the \`supportCode\` in the log: \`cause\` beside it says what really happened ([log lines](operating.md#log-lines)). These
are yours to change:

| Code | What to do |
|---|---|
| \`account-cart\` | Let your shop say who is signed in, and set \`sign-in-url\`: [carts of signed-in customers](platforms.md#carts-of-signed-in-customers). Without \`accountCarts\` such a cart opens for nobody, also after signing in |
| \`wrong-store\` | The cart's channel is not in \`channels\`, or its messages lead to another channel's page: look at the route |
| \`origin-not-allowed\` | Add the page's origin, which the log names, to \`origins\` of its channel |
| \`upstream-down\` | \`detail\` names a missing entry of \`checkoutOrigins\`; for everything else run [doctor](doctor.md) |
| \`unconfirmed\` | Nothing is sent again by itself. Where it happens often, \`cause\` names the platform to ask |
| \`busy\` | Where it happens often, another app uses up the platform's quota, or \`reservedQuota\` leaves too much of it ([limits](operating.md#limits)) |
| \`webhook-refused\` | The secret in the configuration is not the one that the webhook was made with: [platforms](platforms.md) |
| \`contact-not-allowed\` | Take \`allowContacts\` away once the trial is over |
| \`store-down\` | Look at the file or the server that \`stateStore\` is kept in |
| \`internal-error\` | A mistake of ours: send us \`cause\` |
`
}

function table(heading: string, codes: readonly ProblemCode[], wordsOf: (code: ProblemCode) => string): string {
  const rows = codes.map((code) => {
    const { status, title } = problems[code]
    return `| \`${code}\` | ${status || '–'} | ${title} | ${wordsOf(code)} |`
  })
  return [`| Code | Status | What happened | ${heading} |`, '|---|---|---|---|', ...rows].join('\n')
}

/** The order in which the widget looks for words, with what has words of its own first. */
function shopperWords(code: ProblemCode): string {
  if (code === 'stock-moved') return `${deferredMessages['moved.title']}, and what`
  // Read below the field that the code was typed into.
  if (code === 'too-many-coupons') return deferredMessages['coupon.tooMany']
  const words: Partial<Record<string, string>> = { ...messages, ...deferredMessages, ...rareMessages }
  const above = words[`${code}.title`]
  // Also said below a button that it came from; the title is what most shoppers read.
  if (above && code === 'upstream-down') return above
  return words[`answer.${code}`] ?? above ?? messages['other.title']
}

function merchantWords(code: ProblemCode): string {
  const words: Partial<Record<string, string>> = problemMessages
  return words[`refusal.${code}`] ?? words[`problem.${code}.title`] ?? problemMessages['problem.other.title']
}

/** What the server does that reads a problem of `/adopt`. */
function serverSteps(code: ProblemCode): string {
  if (code === 'present-cart-refused') return 'Keep the present cart, or adopt without it: `detail` says whose it is'
  return 'Answer with that status: the widget says so, and the next tap brings a new code'
}
