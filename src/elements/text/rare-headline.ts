import { isSigningIn, type Written } from '../../state/index.ts'
import { checkoutRequest } from '../events/events.ts'
import type { Deferred, FrameView, Rare } from '../frame/context.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import { type Failed, type Headline, neutralHeadline, textOf } from './headline.ts'
import { shopStep } from './next-steps.ts'
import { sayNothingCharged } from './nothing-charged.ts'
import { problemHeadline, toSteps } from './problem-headline.ts'
import { textOfProblem } from './problem-text.ts'
import { countPending, savedSentence, undoSteps } from './written-text.ts'

/** The headline of a problem, and of what is done by phone. `undefined` where another one says as much. */
export function rareHeadline({ store, recovery, settings, deferred }: FrameView): Headline | undefined {
  if (!deferred?.rare) return undefined
  const { text } = deferred.rare
  const withRare = { ...deferred, rare: deferred.rare }
  if (recovery.status === 'signing-in' && isSigningIn(store.$pendingAction.get()))
    return neutralHeadline(textOf(text, 'signInForCart'))
  if (recovery.status === 'failed' && recovery.written)
    return writtenHeadline(recovery, recovery.written, settings, withRare)
  if (recovery.status === 'failed') return failedHeadline(recovery, { store, settings, deferred: withRare })
  if (recovery.status === 'ready' && recovery.linkExpired) return neutralHeadline(textOf(text, 'linkExpired'))
  const state = store.$pendingAction.get()
  if (recovery.status !== 'finished' || state.status !== 'completed' || state.action.kind !== 'text-checkout')
    return undefined
  const sentence =
    // "Also" is said where the link is here, too.
    recovery.byText === 'only'
      ? text('textedOnly.sentence')
      : state.sentTo
        ? text('texted.sentenceTo', { phone: state.sentTo })
        : text('texted.sentence')
  return neutralHeadline({ title: text('texted.title'), sentence })
}

type WithRare = Deferred & { rare: Rare }

function failedHeadline(
  failed: Failed,
  { store, settings, deferred }: Pick<FrameView, 'store' | 'settings'> & { deferred: WithRare },
): Headline {
  const { problem, attempt, open } = failed
  const { shopper, rare, request } = deferred
  const { text } = rare
  const { code } = problem
  // The number that the shopper signed in with has no cart; the link may be as good as any.
  const isOtherNumber = shopper.canSwitchNumber && code === 'cart-gone'
  const isDown = code === 'upstream-down' && !/^(recover|refresh)$/.test(attempt)
  const said = isOtherNumber
    ? textOf(text, 'no-cart')
    : isDown
      ? textOf(text, 'shop-down')
      : textOfProblem(code, settings, text)
  const charged = sayNothingCharged(said, failed, settings.language, deferred.text)
  const headline = problemHeadline(failed, charged, settings, text)
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
  failed: Failed,
  written: Written,
  settings: FrameSettings,
  { text, rare }: WithRare,
): Headline {
  const { problem, attempt } = failed
  const isUndo = attempt === 'undo'
  const [next, ...more] = toSteps(failed, settings, rare.text)
  const undo = isUndo && next?.kind === 'retry' ? [] : undoSteps(written, settings)
  const headline = (title: string, sentence: string): Headline => ({
    ...problemHeadline(
      failed,
      sayNothingCharged({ title, sentence }, failed, settings.language, text),
      settings,
      rare.text,
    ),
    steps: [...(next ? [next] : []), ...undo, ...more],
  })
  if (isUndo) return headline(text('written.partlyUndone'), textOfProblem(problem.code, settings, rare.text).sentence)
  const isKnown = /^(busy|upstream-down|stock-moved)$/.test(problem.code)
  return headline(
    countPending(written) > 0 ? text('written.partlySaved') : textOfProblem(problem.code, settings, rare.text).title,
    savedSentence(written, text, !isKnown),
  )
}
