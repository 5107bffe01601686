import { problems as merchantProblems, refusals, unknownProblem } from '../../src/console/text/problem-messages.ts'
import { type ProblemCode, problems } from '../../src/contract/index.ts'
import { deferredMessages } from '../../src/elements/text/deferred-messages.ts'
import { messages } from '../../src/elements/text/messages.ts'

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

/** Answers that only a platform reads. */
const webhookCodes: ReadonlySet<ProblemCode> = new Set(['webhook-refused'])

/** docs/problems.md: every code, and what people read about it, from the tables that the code uses. */
export function problemsPage(): string {
  const codes = Object.keys(problems) as ProblemCode[]
  const shopper = codes.filter((code) => !merchantCodes.has(code) && !webhookCodes.has(code))
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

## Of webhooks

${table('Who reads it', [...webhookCodes], () => 'the platform')}
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
  if (code === 'stock-moved') return `${messages.stockMoved(1)}, and which: from → to`
  if (code === 'empty') return messages.empty.title
  const beside = deferredMessages.problems[code]
  const above = deferredMessages.headlines[code] ?? messages.problems[code]
  return beside ?? (above ?? messages.otherProblem).title
}

function merchantWords(code: ProblemCode): string {
  return refusals[code] ?? (merchantProblems[code] ?? unknownProblem).title
}
