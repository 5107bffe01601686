import type { Problem, ProblemCode } from '../../contract/browser.ts'
import { formatMoney, joinSentences } from '../../format/index.ts'
import { isEnd, type PriceChanges, type Recovery, type Summary, type Written } from '../../state/index.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import { messages } from './messages.ts'
import { type Step, shopStep, toSteps } from './next-steps.ts'

/** A state with a problem. */
export type Failed = Extract<Recovery, { status: 'failed' }>

/** The headline above the cart: its state, and the next steps where the cart itself offers none. */
export interface Headline {
  title: string
  sentence: string
  steps: readonly Step[]
  /** Styled for attention: something is wrong. */
  urgent: boolean
  /** The first step is to subscribe to everything that is sold out. */
  notify?: boolean
  /** What the shopper can quote to the shop. */
  supportCode?: string | undefined
}

/** The headline of a state. */
export function toHeadline(
  recovery: Recovery,
  summary: Summary | undefined,
  settings: FrameSettings,
): Headline | undefined {
  const { text } = settings
  switch (recovery.status) {
    case 'idle':
      return undefined
    case 'failed': {
      return problemHeadline(recovery.problem, problemText(recovery, settings), settings)
    }
    case 'ready':
      return readyHeadline(recovery, summary, settings)
    case 'restored': {
      const partly = isPartly(recovery.outcomes) && { sentence: text('restored.partly') }
      return neutralHeadline({ ...textOf(text, 'restored'), ...partly }, [shopStep(settings, 'keepShopping')])
    }
    case 'finished':
      return neutralHeadline(textOf(text, 'finishing'))
    case 'signing-in':
      return neutralHeadline(textOf(text, 'recovering'))
    default:
      return neutralHeadline(textOf(text, recovery.status))
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
  const { text } = settings
  if (!summary) return undefined
  if (problem) return { title: text('moved.title'), sentence: text('nothingCharged'), steps: [], urgent: true }
  if (summary.allRemoved) {
    const restore: Step = { kind: 'restore-all-lines', label: text('putBack') }
    return neutralHeadline(textOf(text, 'allRemoved'), [restore, shopStep(settings)])
  }
  if (summary.nothingLeft) {
    const { notifiableCount, soldOutCount: count } = summary
    const check: Step[] = notifiableCount ? [] : [{ kind: 'refresh', label: text('checkAgain') }]
    const sentence = notifiableCount ? text('nothingLeft.notify', { count }) : text('nothingLeft.sentence')
    const headline = neutralHeadline({ title: text('nothingLeft.title', { count }), sentence }, [
      shopStep(settings),
      ...check,
    ])
    return { ...headline, notify: notifiableCount > 1 }
  }
  if (summary.itemCount === 0) return neutralHeadline(textOf(text, 'empty'), [shopStep(settings)])
  if (undone) return neutralHeadline(textOf(text, 'undone'))
  if (summary.changedCount > 0) return neutralHeadline(changedText(summary, settings))
  if (summary.settledAtCheckout)
    return neutralHeadline({ title: text('ready.title'), sentence: text('settled.sentence') })
  if (!summary.uncertainCount) return neutralHeadline(textOf(text, 'ready'))
  const sentence = summary.checking
    ? text('checking.sentence')
    : text('uncertain.sentence', { count: summary.uncertainCount })
  return neutralHeadline({ title: text('uncertain.title'), sentence })
}

/** What changed, each kind as a sentence of its own. */
function changedText(
  { changedCount, soldOutCount, fewerCount, drops, rises }: Summary,
  { text, language, locale }: FrameSettings,
) {
  const values = ({ count, amount }: PriceChanges) => ({ count, amount: formatMoney(amount, locale) })
  const isLess = soldOutCount + fewerCount > 0
  if (drops.count && !rises.count && !isLess)
    return { title: text('dropped.title', { count: drops.count }), sentence: text('youSave', values(drops)) }
  const sentences = [
    drops.count > 0 && text('changed.dropped', values(drops)),
    rises.count > 0 && text('changed.rose', values(rises)),
    soldOutCount > 0 && text('changed.soldOut', { count: soldOutCount }),
    fewerCount > 0 && text('changed.fewer', { count: fewerCount }),
    text(isLess ? 'changed.counted' : 'changed.sentence'),
  ]
  return { title: text('changed.title', { count: changedCount }), sentence: joinSentences(sentences, language) }
}

/**
 * The text of a problem. Rarer texts are loaded after the paint; until then every link that opens nothing has the text of
 * `invalid-link`.
 */
function problemText(failed: Failed, settings: FrameSettings) {
  const { problem } = failed
  const known = hasText(problem.code) ? problem.code : isEnd(problem) ? 'invalid-link' : 'other'
  return sayNothingCharged(textOf(settings.text, known), failed, settings)
}

type FirstProblem = Extract<ProblemCode, TitledKey>

const hasText = (code: ProblemCode): code is FirstProblem => `${code}.title` in messages

/**
 * A shopper who tapped on the checkout reads first that nothing was paid; before that tap it would only frighten, and a cart
 * that is gone may have been ordered.
 */
export function sayNothingCharged<Text extends HeadlineText>(
  { title, sentence }: Text,
  { problem, attempt }: Failed,
  { text, language }: FrameSettings,
): HeadlineText {
  const charged = /checkout/.test(attempt) && !isEnd(problem) && text('nothingCharged')
  return { title, sentence: joinSentences([charged, sentence], language) }
}

/** A headline that reports a problem, with what to do and whom to ask. */
export function problemHeadline(
  { supportCode, ...problem }: Problem,
  headline: HeadlineText,
  settings: FrameSettings,
): Headline {
  return {
    ...headline,
    steps: toSteps(problem, settings),
    urgent: true,
    ...(settings.contactUrl && { supportCode }),
  }
}

/** A headline that reports no problem. */
export function neutralHeadline({ title, sentence }: HeadlineText, steps: Step[] = []): Headline {
  return { title, sentence, steps, urgent: false }
}

/** Title and sentence. */
export interface HeadlineText {
  title: string
  sentence: string
}

// Those of which both are there, and need no value.
type TitledKey = PairOf<keyof typeof messages>
type PairOf<Key> = Key extends `${infer Name}.title`
  ? `${Name}.sentence` extends keyof typeof messages
    ? Name
    : never
  : never

/** The title and the sentence of a state. */
export function textOf<Name extends string>(
  text: (key: `${Name}.title` | `${Name}.sentence`) => string,
  name: Name,
): HeadlineText {
  return { title: text(`${name}.title`), sentence: text(`${name}.sentence`) }
}
