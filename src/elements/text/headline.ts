import { formatMoney, joinSentences } from '../../format/index.ts'
import type { PriceChanges, Recovery, Summary } from '../../state/index.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import { type Step, shopStep } from './next-steps.ts'

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
  /** A code that the shopper can quote to the shop, and the words of the sentence around it. */
  supportCode?: readonly [before: string, code: string, after: string]
}

/** The headline of a state, as far as it is said before anything else is loaded, or where that is lost. */
export function toHeadline(
  recovery: Recovery,
  summary: Summary | undefined,
  settings: FrameSettings,
): Headline | undefined {
  const { text } = settings
  const { status } = recovery
  if (status === 'idle') return undefined
  if (status === 'ready') return readyHeadline(summary, settings)
  if (status !== 'failed') {
    // What was restored or finished has later words: these stand in for them.
    const underWay = /^rest/.test(status) ? 'restoring' : /^fin/.test(status) ? 'finishing' : 'recovering'
    return neutralHeadline(textOf(text, underWay))
  }
  const said = textOf(text, recovery.problem.code === 'offline' ? 'offline' : 'other')
  return { ...said, steps: [{ kind: 'retry', label: text('tryAgain') }, shopStep(settings)], urgent: true }
}

function readyHeadline(summary: Summary | undefined, settings: FrameSettings): Headline | undefined {
  const { text } = settings
  if (!summary) return undefined
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

/** A headline that reports no problem. */
export function neutralHeadline({ title, sentence }: HeadlineText, steps: Step[] = []): Headline {
  return { title, sentence, steps, urgent: false }
}

/** Title and sentence. */
export interface HeadlineText {
  title: string
  sentence: string
}

/** The title and the sentence of a state. */
export function textOf<Name extends string>(
  text: (key: `${Name}.title` | `${Name}.sentence`) => string,
  name: Name,
): HeadlineText {
  return { title: text(`${name}.title`), sentence: text(`${name}.sentence`) }
}
