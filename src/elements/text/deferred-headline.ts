import { formatList, joinSentences } from '../../format/index.ts'
import type { CheckoutNotice, Recovery } from '../../state/index.ts'
import type { Deferred, FrameView } from '../frame/context.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import { completedHeadline } from './completed-headline.ts'
import { differenceHeadline } from './difference-headline.ts'
import { type Headline, neutralHeadline, textOf, toHeadline } from './headline.ts'
import { type Step, shopStep } from './next-steps.ts'
import { sayNothingCharged } from './nothing-charged.ts'
import { offerSentence } from './offer-sentence.ts'

/** The headline of what follows a tap. `undefined` where the built-in one says as much. */
export function deferredHeadline(view: FrameView): Headline | undefined {
  const { recovery, summary, settings, deferred } = view
  if (!deferred) return undefined
  const { text, rare } = deferred
  if (recovery.status === 'failed' && recovery.left) return neutralHeadline(textOf(text, 'left'), [shopStep(settings)])
  const headline = rare?.headline(view)
  if (headline) return headline
  if (recovery.status === 'failed') {
    // The words of this problem are lost.
    const builtIn = toHeadline(recovery, summary, settings)
    return builtIn && { ...builtIn, ...sayNothingCharged(builtIn, recovery, settings.language, text) }
  }
  if (recovery.status === 'ready' && recovery.notice) return noticeHeadline(recovery.notice, settings, text)
  if (recovery.status === 'ready' && recovery.displayed)
    return differenceHeadline({ ...recovery, displayed: recovery.displayed }, settings, text)
  const completed = completedHeadline(view, text)
  if (completed) return completed
  if (recovery.status === 'restored') return restoredHeadline(recovery, settings, deferred)
  if (summary?.allRemoved) return allRemovedHeadline(settings, text)
  const isUndone = recovery.status === 'ready' && recovery.undone && summary?.itemCount
  return isUndone ? neutralHeadline(textOf(text, 'undone')) : undefined
}

/** The shopper removed every line. Nothing of that is written. */
export function allRemovedHeadline(settings: FrameSettings, text: Deferred['text']): Headline {
  const restore: Step = { kind: 'restore-all-lines', label: settings.text('putBack') }
  return neutralHeadline(textOf(text, 'allRemoved'), [restore, shopStep(settings)])
}

// Outcomes other than the shopper's choice.
const partial = /^(reduced|changed|failed|pending)/

/** Whether what was saved is in the shop's cart, and whether it is what the shopper chose. */
function restoredHeadline(
  { inShop, outcomes }: Extract<Recovery, { status: 'restored' }>,
  settings: FrameSettings,
  { text, keepShopping }: Deferred,
): Headline {
  const { title, sentence } = textOf(text, 'restored')
  const isPartly = [...outcomes.values()].some(({ outcome }) => partial.test(outcome))
  const partly = isPartly && text('restored.partly')
  const shop = shopStep(settings, 'keepShopping')
  if (inShop !== false)
    return neutralHeadline({ title, sentence: partly || (inShop ? text('inShop') : sentence) }, [shop])
  const again: Step = { kind: 'run', label: settings.text('tryAgain'), run: keepShopping }
  return {
    title,
    sentence: joinSentences([partly, text('notAdopted')], settings.language),
    steps: [again, shop],
    urgent: true,
  }
}

/** What the shopper should know before they leave for the checkout. */
export function noticeHeadline(
  { codesToEnter, signInAtCheckout, offer }: CheckoutNotice,
  settings: FrameSettings,
  text: Deferred['text'],
): Headline {
  const sentences = [
    offer && offerSentence(offer, settings),
    codesToEnter && text('notice.codes', { codes: formatList(codesToEnter, settings.language) }),
    signInAtCheckout && text('notice.signIn'),
    text('notice.again'),
  ]
  return { title: text('notice.title'), sentence: joinSentences(sentences, settings.language), steps: [], urgent: true }
}
