import { styleText } from 'node:util'

import { isFixable, type StoreFinding } from '../proxy/index.ts'
import { wrap } from './wrap.ts'

const states = {
  fine: { mark: '✓', word: 'ok', style: 'green' },
  fixed: { mark: '✓', word: 'fixed', style: 'green' },
  note: { mark: '!', word: 'note', style: 'yellow' },
  wrong: { mark: '✗', word: 'wrong', style: 'red' },
} as const

// Mark, word and check, and the spaces between.
const indent = ' '.repeat(19)
const textWidth = 92

/** One finding: a mark and a word for it, what was looked at, and below it what to do. */
export function lineOf(finding: StoreFinding): string {
  const { mark, word, style } = states[stateOf(finding)]
  const sign = styleText(style, `${mark} ${word.padEnd(5)}`)
  const detail = finding.detail ? wrap(sentence(plain(finding.detail)), textWidth).map((line) => indent + line) : []
  return [`  ${sign}  ${finding.check.padEnd(6)}  ${plain(finding.subject)}`, ...detail].join('\n')
}

/** What `--fix` is about to do. */
export function planOf(planned: StoreFinding[]): string {
  const lines = planned.map(({ check, subject }) => `    ${check.padEnd(6)}  ${plain(subject)}`)
  return ['', '  About to create, and then to look again:', ...lines, ''].join('\n')
}

/** The last line: how many, and what may come next. */
export function summaryOf(findings: StoreFinding[], isFixing: boolean): string {
  const number = (state: keyof typeof states) => findings.filter((finding) => stateOf(finding) === state).length
  const parts = [
    number('wrong') > 0 ? `${number('wrong')} wrong` : 'nothing is wrong',
    ...(number('fixed') > 0 ? [`${number('fixed')} fixed`] : []),
    ...(number('note') > 0 ? [`${number('note')} to note`] : []),
  ]
  const advice = !isFixing && findings.some(isFixable) ? ' With --fix, missing routes and hooks are created.' : ''
  return `${findings.length} looked at: ${parts.join(', ')}.${advice}`
}

function stateOf({ ok, fixed, detail }: StoreFinding): keyof typeof states {
  if (!ok) return 'wrong'
  if (fixed) return 'fixed'
  return detail ? 'note' : 'fine'
}

/** Adapters answer in half sentences; one that begins with the name of a key stays as it is. */
function sentence(text: string): string {
  const begun = /^[a-z]+[ ,]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
  return /[.?!]$/.test(begun) ? begun : `${begun}.`
}

/** Without what a terminal would obey. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ')
}
