import type { AvailabilityAnswer, CheckoutAnswer, LineItemChoice, Problem } from '../contract/browser.ts'
import type { FrameSettings } from '../elements/frame/frame-settings.ts'
import { allRemovedHeadline, noticeHeadline } from '../elements/text/deferred-headline.ts'
import { type Headline, neutralHeadline, textOf, toHeadline } from '../elements/text/headline.ts'
import { sayNothingCharged } from '../elements/text/nothing-charged.ts'
import { problemHeadline } from '../elements/text/problem-headline.ts'
import { textOfProblem } from '../elements/text/problem-text.ts'
import { type LineView, type Summary, toAllChoices, toLines, toSummary } from '../state/index.ts'
import type { Language } from './language.ts'

/** Where a page stands and what it looks like; the same for every shopper of a channel. */
export interface HostedSite {
  language: Language
  /** Path of the proxy: `/cart-recovery`. */
  endpoint: string
  /** Path of the page: `/cart-recovery/link`, with the channel's id where there are several. */
  path: string
  shopUrl: string
  /** Name of the shop, in the header. */
  name?: string | undefined
  /** Address of the drop-in script. */
  script?: string | undefined
  /** Address of the shop's own style sheet. */
  stylesheet?: string | undefined
}

/** What the form of a page carries. */
export interface FormFields {
  cartHandle: string
  revision: string
  /** All attempts of one tap have it in common. */
  idempotencyKey: string
}

/** A page without a script: a cart to check out, or what stands in the way. */
export interface HostedView {
  headline: Headline
  /** Shown as rows with a form. Absent where there is no cart. */
  cart?: { lines: readonly LineView[]; summary: Summary; form: FormFields; isTold: boolean } | undefined
  /** The cart is still there, and can be read again. */
  cartHandle?: string | undefined
}

/** A cart, with what the shopper chose so far. `problem` held the checkout back. */
export function cartView(
  { language, shopUrl }: HostedSite,
  answer: AvailabilityAnswer,
  cartHandle: string,
  {
    choices = new Map(),
    problem,
    notice,
  }: { choices?: Map<string, number>; problem?: Problem; notice?: CheckoutAnswer } = {},
): HostedView {
  const open = toOpen(answer, choices)
  const recovery = { status: 'ready', open, ...(problem && { problem }) } as const
  const lines = toLines(recovery)
  const summary = toSummary(answer.cart, lines)
  const settings: FrameSettings = { ...language, pageUrl: shopUrl, shopUrl }
  const form = { cartHandle, revision: answer.cart.revision, idempotencyKey: crypto.randomUUID() }
  const { deferredText } = language
  const moved = problem && {
    title: deferredText('moved.title'),
    sentence: deferredText('nothingCharged'),
    steps: [],
    urgent: true,
  }
  const headline = notice
    ? noticeHeadline(notice, settings, deferredText)
    : (moved ??
      (summary.allRemoved ? allRemovedHeadline(settings, deferredText) : toHeadline(recovery, summary, settings)))
  return {
    headline: headline ?? neutralHeadline(textOf(language.text, 'ready')),
    cart: { lines, summary, form, isTold: notice !== undefined },
  }
}

/** Every change that a checkout would make, for a cart with more of them than one call writes. */
export function allChoices(answer: AvailabilityAnswer, choices: Map<string, number>): LineItemChoice[] {
  return toAllChoices(toOpen(answer, choices))
}

/**
 * The cart as the widget's state has it: no answer is under way, and no turn came before. The page has no "Notify me", and so
 * promises none.
 */
const toOpen = (answer: AvailabilityAnswer, choices: Map<string, number>) => ({
  ...answer,
  abilities: { ...answer.abilities, backInStock: false },
  choices,
  checking: false,
  turn: 0,
})

/** What a visitor without a script was about to do: only who wanted to pay wants to hear that nothing was charged. */
export type Attempt = 'recover' | 'checkout'

/** What stands in the way, in the widget's words. */
export function problemView(
  { language, shopUrl }: HostedSite,
  problem: Problem,
  attempt: Attempt,
  cartHandle?: string,
): HostedView {
  const { deferredText, rareText, hosted } = language
  const settings: FrameSettings = { ...language, pageUrl: shopUrl, shopUrl }
  const failed = { status: 'failed', problem, attempt } as const
  const said =
    problem.code === 'sign-in-needed'
      ? { title: rareText('account-cart.title'), sentence: hosted.scriptNeeded }
      : sayNothingCharged(textOfProblem(problem.code, language, rareText), failed, language.language, deferredText)
  return { headline: problemHeadline(failed, said, settings, rareText), cartHandle }
}
