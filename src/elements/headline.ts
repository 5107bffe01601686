import type { ProblemCode } from '../contract/browser.ts'
import type { Move, Recovery, Summary } from '../state/index.ts'
import type { Settings } from './context.ts'
import { formatMoney, formatNumber } from './format.ts'
import type { Messages } from './messages.ts'
import { type Step, shopStep, toSteps } from './steps.ts'

/** What stands above the cart: where things are, and what can be done where the cart itself offers nothing. */
export interface Headline {
  title: string
  sentence: string
  steps: readonly Step[]
  /** Asks for attention: something stands in the way. */
  urgent: boolean
  /** The first step is to be told about all that is sold out. */
  notify?: boolean
}

/** Puts a state into words. */
export function toHeadline(recovery: Recovery, summary: Summary | undefined, settings: Settings): Headline | undefined {
  const { messages } = settings
  switch (recovery.status) {
    case 'idle':
      return undefined
    case 'failed': {
      const words = wordsOf(recovery.problem.code, messages)
      return { ...words, steps: toSteps(recovery.problem, settings), urgent: true }
    }
    case 'ready':
      return readyHeadline(recovery, summary, settings)
    case 'restored': {
      const partly = [...recovery.outcomes.values()].some(({ outcome }) => partial.has(outcome))
      return calm({ ...messages.restored, ...(partly && { sentence: messages.restoredPartly }) })
    }
    case 'finished':
      return calm(messages.finishing)
    default:
      return calm(messages[recovery.status])
  }
}

// Outcomes that are not what the shopper asked for.
const partial = new Set(['reduced', 'changed-elsewhere', 'failed', 'pending'])

function readyHeadline(
  { problem, moves = [], undone }: Extract<Recovery, { status: 'ready' }>,
  summary: Summary | undefined,
  settings: Settings,
): Headline | undefined {
  const { messages, locale } = settings
  if (!summary) return undefined
  if (problem) {
    const words = moves.map((move) => moveSentence(move, settings))
    const sentence = [...words, messages.nothingCharged].join(' ')
    return { title: messages.stockMoved(moves.length), sentence, steps: [], urgent: true }
  }
  if (summary.allRemoved) {
    const putBack: Step = { kind: 'put-back-all', label: messages.putBack }
    return calm(messages.allRemoved, [putBack, shopStep(settings)])
  }
  if (summary.nothingLeft) {
    const count = summary.notifiableCount
    const check: Step[] = count ? [] : [{ kind: 'refresh', label: messages.checkCart }]
    const words = messages.nothingLeft(summary.soldOutCount, count > 0)
    return { ...calm(words, [shopStep(settings), ...check]), notify: count > 1 }
  }
  if (summary.itemCount === 0) return calm(messages.empty, [shopStep(settings)])
  if (undone) return calm(messages.undone)
  if (summary.changedCount > 0) {
    return calm(messages.changed(summary.changedCount, formatNumber(summary.changedCount, locale)))
  }
  const { title, sentence } = messages.ready
  return calm({ title, sentence: summary.uncertain ? messages.readyUncertain : sentence })
}

/** "Linen shirt: 3 → 1." A quantity that moved says more than a price that did. */
function moveSentence({ lineItem, quantity, price }: Move, { messages, locale }: Settings): string {
  const { currency } = lineItem.price
  const word = quantity
    ? (value: number) => formatNumber(value, locale)
    : (amount: number) => formatMoney({ amount, currency }, locale)
  const { from, to } = quantity ?? price ?? { from: 0, to: 0 }
  return messages.move(lineItem.name, word(from), word(to))
}

function wordsOf(code: ProblemCode, { problems, empty, otherProblem }: Messages) {
  return code === 'empty' ? empty : (problems[code] ?? otherProblem)
}

export function calm({ title, sentence }: { title: string; sentence: string }, steps: Step[] = []): Headline {
  return { title, sentence, steps, urgent: false }
}
