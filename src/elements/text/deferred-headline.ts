import { formatList, joinSentences } from '../../format/index.ts'
import { type CheckoutNotice, isSigningIn, type Recovery, type Written } from '../../state/index.ts'
import { checkoutRequest } from '../events.ts'
import type { Deferred, FrameView } from '../frame/context.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import { completedHeadline } from './completed-headline.ts'
import { differenceHeadline } from './difference-headline.ts'
import { type Headline, isPartly, neutralHeadline, problemHeadline, sayNothingCharged, textOf } from './headline.ts'
import { type Step, shopStep, toSteps } from './next-steps.ts'
import { offerSentence } from './offer-sentence.ts'
import { hasDeferredText, textOfProblem } from './problem-text.ts'
import { countPending, savedSentence, undoSteps } from './written-text.ts'

/** The headline of rare states and problems. `undefined` where the built-in one says as much. */
export function deferredHeadline(view: FrameView): Headline | undefined {
  const { store, recovery, settings, deferred } = view
  if (!deferred) return undefined
  const { text } = deferred
  if (recovery.status === 'failed' && recovery.left) return neutralHeadline(textOf(text, 'left'), [shopStep(settings)])
  if (recovery.status === 'signing-in' && isSigningIn(store.$pendingAction.get()))
    return neutralHeadline(textOf(text, 'signInForCart'))
  if (recovery.status === 'failed' && recovery.written)
    return writtenHeadline(recovery, recovery.written, settings, deferred)
  if (recovery.status === 'failed') return failedHeadline(recovery, view, deferred)
  if (recovery.status === 'ready' && recovery.notice) return noticeHeadline(recovery.notice, settings, text)
  if (recovery.status === 'ready' && recovery.displayed)
    return differenceHeadline({ ...recovery, displayed: recovery.displayed }, settings, text)
  if (recovery.status === 'ready' && recovery.linkExpired) return neutralHeadline(textOf(text, 'linkExpired'))
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

function failedHeadline(
  { problem, attempt, open }: Extract<Recovery, { status: 'failed' }>,
  { store, settings }: FrameView,
  deferred: Deferred,
): Headline | undefined {
  const { shopper, text, request } = deferred
  const { code } = problem
  // The number that the shopper signed in with has no cart; the link may be as good as any.
  const isOtherNumber = shopper.canSwitchNumber && code === 'cart-gone'
  const isDown = code === 'upstream-down' && !/^(recover|refresh)$/.test(attempt)
  if (!hasDeferredText(code) && !shopper.canSwitchNumber && !isDown) return undefined
  const said = isOtherNumber
    ? textOf(text, 'no-cart')
    : isDown
      ? textOf(text, 'shop-down')
      : textOfProblem(code, settings, deferred)
  const headline = problemHeadline(problem, sayNothingCharged(said, attempt, settings), settings)
  const steps = [...headline.steps]
  if (code === 'checkout-open') {
    // Trying the same again would be refused again; the other checkout takes the cart as it is.
    steps[0] = { ...shopStep(settings), label: settings.text('keepShopping') }
    if (attempt !== 'checkout' && open?.abilities.checkout)
      steps.unshift({ kind: 'run', label: text('checkOutHere'), run: () => request(checkoutRequest(store)) })
  }
  // A choice, and not the main one.
  if (problem.again) steps.splice(1, 0, { kind: 'run', label: text('orderAgain'), run: shopper.orderAgain })
  if (shopper.canSwitchNumber) steps.unshift({ kind: 'run', label: text('otherPhone'), run: shopper.switchNumber })
  // Where the proxy needs the link that was just opened, the cookie of `/open` did not come.
  const isCookieMissing = code === 'link-needed' && attempt === 'recover' && problem.status !== 0
  const sentence = isCookieMissing ? text('cookiesNeeded') : headline.sentence
  return { ...headline, sentence, steps, urgent: code !== 'completed' }
}

/** What was written, and what was not, where a later call failed. */
function writtenHeadline(
  { problem, attempt }: Extract<Recovery, { status: 'failed' }>,
  written: Written,
  settings: FrameSettings,
  deferred: Deferred,
): Headline {
  const { text } = deferred
  const isUndo = attempt === 'undo'
  const [next, ...more] = toSteps(problem, settings)
  const undo = isUndo && next?.kind === 'retry' ? [] : undoSteps(written, settings)
  const headline = (title: string, sentence: string): Headline => ({
    ...problemHeadline(problem, sayNothingCharged({ title, sentence }, attempt, settings), settings),
    steps: [...(next ? [next] : []), ...undo, ...more],
  })
  if (isUndo) return headline(text('written.partlyUndone'), textOfProblem(problem.code, settings, deferred).sentence)
  const isKnown = /^(busy|upstream-down|stock-moved)$/.test(problem.code)
  return headline(
    countPending(written) > 0 ? text('written.partlySaved') : textOfProblem(problem.code, settings, deferred).title,
    savedSentence(written, text, !isKnown),
  )
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
