import type { Problem } from '../../contract/browser.ts'
import { formatNumber } from '../../format/index.ts'
import { isEnd, type Recovery, type Summary } from '../../state/index.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import type { Messages } from './messages.ts'
import { type Step, shopStep, toSteps } from './next-steps.ts'

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
export function toHeadline(
  recovery: Recovery,
  summary: Summary | undefined,
  settings: FrameSettings,
): Headline | undefined {
  const { messages } = settings
  switch (recovery.status) {
    case 'idle':
      return undefined
    case 'failed': {
      return { ...wordsOf(recovery.problem, messages), steps: toSteps(recovery.problem, settings), urgent: true }
    }
    case 'ready':
      return readyHeadline(recovery, summary, settings)
    case 'restored': {
      const partly = [...recovery.outcomes.values()].some(({ outcome }) => partial.has(outcome))
      return calm({ ...messages.restored, ...(partly && { sentence: messages.restoredPartly }) })
    }
    case 'finished':
      return calm(messages.finishing)
    case 'signing-in':
      return calm(messages.recovering)
    default:
      return calm(messages[recovery.status])
  }
}

// Outcomes that are not what the shopper asked for.
const partial = new Set(['reduced', 'changed-elsewhere', 'failed', 'pending'])

function readyHeadline(
  { problem, undone }: Extract<Recovery, { status: 'ready' }>,
  summary: Summary | undefined,
  settings: FrameSettings,
): Headline | undefined {
  const { messages, locale } = settings
  if (!summary) return undefined
  if (problem) {
    return { title: messages.stockMoved(2), sentence: messages.nothingCharged, steps: [], urgent: true }
  }
  if (summary.allRemoved) {
    const restore: Step = { kind: 'restore-all-lines', label: messages.putBack }
    return calm(messages.allRemoved, [restore, shopStep(settings)])
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
  if (summary.settledAtCheckout) return calm({ title, sentence: messages.readySettled })
  return calm({ title, sentence: summary.uncertain ? messages.readyUncertain : sentence })
}

/** The words that are built in. A link that opens nothing is one, until its own words are here. */
function wordsOf(problem: Problem, { problems, empty, otherProblem }: Messages) {
  const { code } = problem
  if (code === 'empty') return empty
  return problems[code] ?? (isEnd(problem) ? problems['invalid-link'] : undefined) ?? otherProblem
}

export function calm({ title, sentence }: { title: string; sentence: string }, steps: Step[] = []): Headline {
  return { title, sentence, steps, urgent: false }
}
