import { formatList, joinSentences } from '../../format/index.ts'
import type { CheckoutNotice, Recovery } from '../../state/index.ts'
import type { Deferred, FrameView } from '../frame/context.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import { completedHeadline } from './completed-headline.ts'
import { differenceHeadline } from './difference-headline.ts'
import { type Headline, isPartly, neutralHeadline, textOf } from './headline.ts'
import { type Step, shopStep } from './next-steps.ts'
import { offerSentence } from './offer-sentence.ts'

/** The headline of rare states and problems. `undefined` where the built-in one says as much. */
export function deferredHeadline(view: FrameView): Headline | undefined {
  const { recovery, settings, deferred } = view
  if (!deferred) return undefined
  const { text } = deferred
  if (recovery.status === 'failed' && recovery.left) return neutralHeadline(textOf(text, 'left'), [shopStep(settings)])
  const rare = deferred.rare?.headline(view)
  if (rare || recovery.status === 'failed') return rare
  if (recovery.status === 'ready' && recovery.notice) return noticeHeadline(recovery.notice, settings, text)
  if (recovery.status === 'ready' && recovery.displayed)
    return differenceHeadline({ ...recovery, displayed: recovery.displayed }, settings, text)
  const completed = completedHeadline(view, text)
  if (completed || recovery.status !== 'restored') return completed
  return restoredHeadline(recovery, settings, deferred)
}

/** Whether what was saved is in the shop's cart. What is partly saved is said by the built-in headline alone. */
function restoredHeadline(
  { inShop, outcomes }: Extract<Recovery, { status: 'restored' }>,
  settings: FrameSettings,
  { text, keepShopping }: Deferred,
): Headline | undefined {
  const title = settings.text('restored.title')
  const partly = isPartly(outcomes) && settings.text('restored.partly')
  if (inShop)
    return partly
      ? undefined
      : neutralHeadline({ title, sentence: text('inShop') }, [shopStep(settings, 'keepShopping')])
  if (inShop === undefined) return undefined
  const again: Step = { kind: 'run', label: settings.text('tryAgain'), run: keepShopping }
  const sentence = joinSentences([partly, text('notAdopted')], settings.language)
  return { title, sentence, steps: [again, shopStep(settings, 'keepShopping')], urgent: true }
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
