import type { LineItem } from '../../contract/browser.ts'
import { joinSentences } from '../../format/index.ts'
import type { Deferred, FrameView } from '../frame/context.ts'
import { type Headline, neutralHeadline } from './headline.ts'
import { shopStep } from './next-steps.ts'

/** The headline of a completed action. `undefined` where the state of the cart says more. */
export function completedHeadline(
  { store, summary, settings, deferred }: FrameView,
  text: Deferred['text'],
): Headline | undefined {
  const state = store.$pendingAction.get()
  if (state.status !== 'completed' || state.action.kind !== 'back-in-stock') return undefined
  const { lineItems, back } = state
  const key = lineItems.length === 0 ? 'back' : state.action.subscribed ? 'subscribed' : 'unsubscribed'
  const isStuck = summary?.itemCount === 0
  const sentences = [
    lineItems.length > 0 && key !== 'back' && text(`${key}.sentence`, valuesOf(lineItems)),
    key === 'subscribed' && !isStuck && deferred?.consent.$consent.get().backInStock && text('subscribed.end'),
    back.length > 0 && text('back.sentence', valuesOf(back)),
  ]
  const sentence = joinSentences(sentences, settings.language)
  const steps = isStuck ? [shopStep(settings)] : []
  return {
    ...neutralHeadline({ title: text(`${key}.title`), sentence }, steps),
    notify: isStuck && summary.notifiableCount > 1,
  }
}

/** What a sentence is about. For several items it names none. */
const valuesOf = (items: readonly LineItem[]) => ({ count: items.length, item: items[0]?.name ?? '' })
