import { formatMoney, formatNumber } from '../../format/index.ts'
import {
  type CheckoutNotice,
  diffCarts,
  isSigningIn,
  type LineDifference,
  type OpenCart,
  type Recovery,
  type Written,
} from '../../state/index.ts'
import type { Deferred, FrameView } from '../frame/context.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import { completedHeadline } from './completed-headline.ts'
import type { DeferredMessages } from './deferred-messages.ts'
import { type Headline, isPartly, neutralHeadline } from './headline.ts'
import { type Step, shopStep, toSteps } from './next-steps.ts'

/** The headline of rare states and problems. `undefined` where the built-in one says as much. */
export function deferredHeadline(view: FrameView): Headline | undefined {
  const { store, recovery, settings, deferred } = view
  if (!deferred) return undefined
  const { messages } = deferred
  if (recovery.status === 'signing-in' && isSigningIn(store.$pendingAction.get()))
    return neutralHeadline(messages.signInForCart)
  if (recovery.status === 'failed' && recovery.written)
    return writtenHeadline(recovery, recovery.written, settings, messages)
  if (recovery.status === 'failed') return problemHeadline(recovery, settings, deferred)
  if (recovery.status === 'ready' && recovery.notice) return noticeHeadline(recovery.notice, settings, messages)
  if (recovery.status === 'ready' && recovery.displayed)
    return differenceHeadline({ ...recovery, displayed: recovery.displayed }, settings, messages)
  if (recovery.status === 'ready' && recovery.linkExpired) return neutralHeadline(messages.linkExpired)
  const completed = completedHeadline(view, messages)
  if (completed || recovery.status !== 'restored') return completed
  return restoredHeadline(recovery, settings, deferred)
}

/** Whether what was saved is in the shop's cart. What is partly saved is said by the built-in headline alone. */
function restoredHeadline(
  { inShop, outcomes }: Extract<Recovery, { status: 'restored' }>,
  { messages }: FrameSettings,
  { messages: { inShop: waiting, notAdopted }, keepShopping }: Deferred,
): Headline | undefined {
  const { title } = messages.restored
  const partly = isPartly(outcomes) ? messages.restoredPartly : ''
  if (inShop) return partly ? undefined : neutralHeadline({ title, sentence: waiting })
  if (inShop === undefined) return undefined
  const again: Step = { kind: 'run', label: messages.tryAgain, run: keepShopping }
  return { title, sentence: `${partly} ${notAdopted}`.trim(), steps: [again], urgent: true }
}

function problemHeadline(
  { problem, attempt }: Extract<Recovery, { status: 'failed' }>,
  settings: FrameSettings,
  { shopper, messages }: Deferred,
): Headline | undefined {
  const text = messages.headlines[problem.code] ?? (shopper.canSwitchNumber && settings.messages.problems[problem.code])
  if (!text) return undefined
  const steps = toSteps(problem, settings)
  // Trying again would be refused again, and the cart can be opened again later.
  if (problem.code === 'checkout-open') steps[0] = { ...shopStep(settings), label: settings.messages.keepShopping }
  // A choice, and not the main one.
  if (problem.again) steps.splice(1, 0, { kind: 'run', label: messages.orderAgain, run: shopper.orderAgain })
  if (shopper.canSwitchNumber) steps.unshift({ kind: 'run', label: messages.otherPhone, run: shopper.switchNumber })
  // Where the proxy needs the link that was just opened, the cookie of `/open` did not come.
  const isCookieMissing = problem.code === 'link-needed' && attempt === 'recover' && problem.status !== 0
  const sentence = isCookieMissing ? messages.cookiesNeeded : text.sentence
  return { ...text, sentence, steps, urgent: problem.code !== 'completed' }
}

/** What was written, and what was not, where a later call failed. */
function writtenHeadline(
  { problem, attempt }: Extract<Recovery, { status: 'failed' }>,
  written: Written,
  settings: FrameSettings,
  deferredMessages: DeferredMessages,
): Headline {
  const { messages } = settings
  const { written: text } = deferredMessages
  const isUndo = attempt === 'undo'
  const [next, ...more] = toSteps(problem, settings)
  const undo = isUndo && next?.kind === 'retry' ? [] : undoSteps(written, settings)
  const steps = [...(next ? [next] : []), ...undo, ...more]
  const headline = (title: string, sentence: string) => {
    return { title, sentence: `${sentence} ${messages.nothingCharged}`.trim(), steps, urgent: true }
  }
  if (isUndo) return headline(text.partlyUndone, '')
  const ownTitle = (
    deferredMessages.headlines[problem.code] ??
    messages.problems[problem.code] ??
    messages.otherProblem
  ).title
  return headline(
    countPending(written) > 0 ? text.partlySaved : ownTitle,
    savedSentence(written, settings, deferredMessages, !/^(busy|upstream-down|stock-moved)$/.test(problem.code)),
  )
}

const undoSteps = ({ undoable }: Written, { messages }: FrameSettings): Step[] =>
  undoable ? [{ kind: 'undo', label: messages.undo }] : []

const count = ({ outcomes }: Written, wanted: RegExp) =>
  [...outcomes.values()].filter(({ outcome }) => wanted.test(outcome)).length

const countPending = (written: Written) => count(written, /^pending$/)

/** How much of the shopper's changes is saved. `isInDoubt`: more may be, because how the last call ended is not known. */
function savedSentence(
  written: Written,
  { locale }: FrameSettings,
  { written: text }: DeferredMessages,
  isInDoubt = false,
): string {
  const saved = count(written, /^(applied|reduced|removed)$/)
  const left = countPending(written)
  return left === 0
    ? text.allSaved
    : text.saved(formatNumber(saved, locale), formatNumber(saved + left, locale), isInDoubt)
}

/** What the shopper should know before they leave for the checkout. */
export function noticeHeadline(
  { codesToEnter, signInAtCheckout }: CheckoutNotice,
  { locale }: FrameSettings,
  { notice }: DeferredMessages,
): Headline {
  const codes = codesToEnter && notice.codes(new Intl.ListFormat(locale).format(codesToEnter))
  const sentence = [codes, signInAtCheckout && notice.signIn, notice.again].filter(Boolean).join(' ')
  return { title: notice.title, sentence, steps: [], urgent: true }
}

/** What differs from what was displayed, and what was saved all the same. */
function differenceHeadline(
  { displayed, open, written }: { displayed: OpenCart; open: OpenCart; written?: Written | undefined },
  settings: FrameSettings,
  messages: DeferredMessages,
): Headline {
  const differences = diffCarts(displayed, open)
  const sentences = differences.map((difference) => differenceSentence(difference, settings, messages))
  if (written) sentences.push(savedSentence(written, settings, messages))
  const sentence = [...sentences, settings.messages.nothingCharged].join(' ')
  const steps = written ? undoSteps(written, settings) : []
  return { title: settings.messages.stockMoved(differences.length), sentence, steps, urgent: true }
}

/** An amount of a language that is written from right to left has marks that would exchange the two around an arrow. */
const isolated = (text: string) => (/[\u061c\u200f]/.test(text) ? `\u2068${text}\u2069` : text)

/** "Linen shirt: 3 → 1." Where both differ, the quantity is shown, because it matters more than the price. */
function differenceSentence(
  { lineItem, quantity, price }: LineDifference,
  { locale }: FrameSettings,
  messages: DeferredMessages,
): string {
  const { currency } = lineItem.price
  const format = quantity
    ? (value: number) => formatNumber(value, locale)
    : (amount: number) => isolated(formatMoney({ amount, currency }, locale))
  const { from, to } = quantity ?? price ?? { from: 0, to: 0 }
  return messages.difference(lineItem.name, format(from), format(to))
}
