import type { Problem } from '../../contract/browser.ts'
import { formatNumber } from '../../format/index.ts'
import { isEnd, type Recovery, type Summary, type Written } from '../../state/index.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import type { Messages } from './messages.ts'
import { type Step, shopStep, toSteps } from './next-steps.ts'

/** The headline above the cart: its state, and the next steps where the cart itself offers none. */
export interface Headline {
  title: string
  sentence: string
  steps: readonly Step[]
  /** Styled for attention: something is wrong. */
  urgent: boolean
  /** The first step is to subscribe to everything that is sold out. */
  notify?: boolean
}

/** The headline of a state. */
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
      return { ...problemText(recovery.problem, messages), steps: toSteps(recovery.problem, settings), urgent: true }
    }
    case 'ready':
      return readyHeadline(recovery, summary, settings)
    case 'restored': {
      const partly = isPartly(recovery.outcomes) && { sentence: messages.restoredPartly }
      return neutralHeadline({ ...messages.restored, ...partly })
    }
    case 'finished':
      return neutralHeadline(messages.finishing)
    case 'signing-in':
      return neutralHeadline(messages.recovering)
    default:
      return neutralHeadline(messages[recovery.status])
  }
}

// Outcomes other than the shopper's choice.
const partial = /^(reduced|changed|failed|pending)/

/** Whether a line is not as the shopper chose it. */
export const isPartly = (outcomes: Written['outcomes']) =>
  [...outcomes.values()].some(({ outcome }) => partial.test(outcome))

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
    return neutralHeadline(messages.allRemoved, [restore, shopStep(settings)])
  }
  if (summary.nothingLeft) {
    const count = summary.notifiableCount
    const check: Step[] = count ? [] : [{ kind: 'refresh', label: messages.checkCart }]
    const text = messages.nothingLeft(summary.soldOutCount, count > 0)
    return { ...neutralHeadline(text, [shopStep(settings), ...check]), notify: count > 1 }
  }
  if (summary.itemCount === 0) return neutralHeadline(messages.empty, [shopStep(settings)])
  if (undone) return neutralHeadline(messages.undone)
  if (summary.changedCount > 0) {
    return neutralHeadline(messages.changed(summary.changedCount, formatNumber(summary.changedCount, locale)))
  }
  const { title, sentence } = messages.ready
  if (summary.settledAtCheckout) return neutralHeadline({ title, sentence: messages.readySettled })
  return neutralHeadline({ title, sentence: summary.uncertain ? messages.readyUncertain : sentence })
}

/**
 * The text of a problem. Rarer texts are loaded after the paint; until then every link that opens nothing has the text of
 * `invalid-link`.
 */
function problemText(problem: Problem, { problems, empty, otherProblem }: Messages) {
  const { code } = problem
  if (code === 'empty') return empty
  return problems[code] ?? (isEnd(problem) ? problems['invalid-link'] : undefined) ?? otherProblem
}

/** A headline that reports no problem. */
export function neutralHeadline(
  { title, sentence }: { title: string; sentence: string },
  steps: Step[] = [],
): Headline {
  return { title, sentence, steps, urgent: false }
}
