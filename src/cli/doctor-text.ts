import { styleText } from 'node:util'

import { isFixable, type StoreFinding } from '../proxy/index.ts'
import { wrap } from './wrap.ts'

const levels = {
  fine: { mark: '✓', label: 'ok', style: 'green' },
  fixed: { mark: '✓', label: 'fixed', style: 'green' },
  note: { mark: '!', label: 'note', style: 'yellow' },
  wrong: { mark: '✗', label: 'wrong', style: 'red' },
} as const

// The width of mark, label and check with the spaces between them.
const indent = ' '.repeat(19)
const textWidth = 92

/** Printed before a cart is checked. */
export const visitText =
  '  Makes one checkout link for the cart and visits it. That spends the link. The cart stays as it is, and a copy that\n' +
  '  the platform had to make for the link is deleted again.\n'

/** Printed once all answers were recorded. */
export const recordedText = (folder: string): string =>
  `  What the platforms answered is in ${folder}, with all that is the shop's or a person's replaced.\n` +
  '  Look through it before you send it to anybody.\n'

/** One finding: a mark and a label, what was checked, and below it what to do. */
export function toFindingText(finding: StoreFinding): string {
  const { mark, label, style } = levels[levelOf(finding)]
  const sign = styleText(style, `${mark} ${label.padEnd(5)}`)
  const detail = finding.detail
    ? wrap(toSentence(withoutControls(finding.detail)), textWidth).map((line) => indent + line)
    : []
  return [`  ${sign}  ${finding.check.padEnd(6)}  ${withoutControls(finding.subject)}`, ...detail].join('\n')
}

/** What `--fix` is about to create. */
export function toPlanText(planned: StoreFinding[]): string {
  const lines = planned.map(({ check, subject }) => `    ${check.padEnd(6)}  ${withoutControls(subject)}`)
  return ['', '  About to create, and then to look again:', ...lines, ''].join('\n')
}

/** The last line: the number of findings, and what `--fix` could do. */
export function toSummaryText(findings: StoreFinding[], isFixing: boolean): string {
  const number = (state: keyof typeof levels) => findings.filter((finding) => levelOf(finding) === state).length
  const parts = [
    number('wrong') > 0 ? `${number('wrong')} wrong` : 'nothing is wrong',
    ...(number('fixed') > 0 ? [`${number('fixed')} fixed`] : []),
    ...(number('note') > 0 ? [`${number('note')} to note`] : []),
  ]
  const advice = !isFixing && findings.some(isFixable) ? ' With --fix, missing routes and hooks are created.' : ''
  return `${findings.length} looked at: ${parts.join(', ')}.${advice}`
}

function levelOf({ ok, fixed, detail }: StoreFinding): keyof typeof levels {
  if (!ok) return 'wrong'
  if (fixed) return 'fixed'
  return detail ? 'note' : 'fine'
}

/** Makes a sentence of an adapter's detail. One that begins with the name of a key or of a call keeps its small letter. */
function toSentence(text: string): string {
  const begun = /^[a-z]+[ ,](?!(GET|POST|PUT|DELETE) )/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
  return /[.?!]$/.test(begun) ? begun : `${begun}.`
}

/** Removes control characters, which a terminal would obey. */
function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ')
}
