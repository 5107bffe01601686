import type { LineItem } from '../../contract/browser.ts'
import type { FrameView } from '../frame/context.ts'
import type { DeferredMessages } from './deferred-messages.ts'
import { type Headline, neutralHeadline } from './headline.ts'
import { shopStep } from './next-steps.ts'

/** The headline of a completed action. `undefined` where the state of the cart says more. */
export function completedHeadline(
  { store, recovery, summary, settings }: FrameView,
  messages: DeferredMessages,
): Headline | undefined {
  const state = store.$pendingAction.get()
  if (state.status !== 'completed' || state.action.kind === 'open-cart') return undefined
  if (state.action.kind === 'text-checkout') {
    if (recovery.status !== 'finished') return undefined
    const text = messages.texted(state.sentTo ?? '')
    // "Also" is said where the link is here, too.
    const sentence = recovery.byText === 'only' && messages.headlines['checkout-open']?.sentence
    return neutralHeadline({ ...text, ...(sentence && { sentence }) })
  }
  const { lineItems, back } = state
  const text = lineItems.length
    ? (state.action.subscribed ? messages.subscribed : messages.unsubscribed)(nameOf(lineItems))
    : messages.back(nameOf(back))
  const sentence =
    lineItems.length && back.length ? `${text.sentence} ${messages.back(nameOf(back)).sentence}` : text.sentence
  const isStuck = summary?.itemCount === 0
  const steps = isStuck ? [shopStep(settings)] : []
  return { ...neutralHeadline({ title: text.title, sentence }, steps), notify: isStuck && summary.notifiableCount > 1 }
}

/** The name that a sentence is about; empty for several items, where it says "they". */
function nameOf([first, ...others]: readonly LineItem[]): string {
  return first && others.length === 0 ? first.name : ''
}
