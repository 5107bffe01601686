import { formatMoney, joinSentences } from '../../format/index.ts'
import { diffCarts, type LineDifference, type OpenCart, type Written } from '../../state/index.ts'
import type { Deferred } from '../frame/context.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import type { Headline } from './headline.ts'
import { savedSentence, undoSteps } from './written-text.ts'

/** What differs from what was displayed, and what was saved all the same. */
export function differenceHeadline(
  { displayed, open, written }: { displayed: OpenCart; open: OpenCart; written?: Written | undefined },
  settings: FrameSettings,
  text: Deferred['text'],
): Headline {
  const differences = diffCarts(displayed, open)
  const sentences = [
    ...differences.map((difference) => differenceSentence(difference, settings, text)),
    written && savedSentence(written, text),
    text('nothingCharged'),
  ]
  // Where the shopper alone asked for more than there is, nothing of the cart has changed.
  const isOwnWish = differences.every(({ lineItem, quantity }) => {
    const to = quantity?.to ?? 0
    return to > 0 && (displayed.choices.get(lineItem.id) ?? 0) > lineItem.quantity && to >= lineItem.quantity
  })
  return {
    title: isOwnWish && differences.length > 0 ? text('short.title') : text('moved.title'),
    sentence: joinSentences(sentences, settings.language),
    steps: written ? undoSteps(written, settings) : [],
    urgent: true,
  }
}

/**
 * Where both differ, the quantity is said, because it matters more than the price. Stock is named where it is the reason: a
 * shopper may also have removed a line, or taken fewer, in another window.
 */
function differenceSentence(
  {
    lineItem: {
      name: item,
      price: now,
      availability: { status, quantity: left },
    },
    quantity,
    price,
  }: LineDifference,
  { locale }: FrameSettings,
  text: Deferred['text'],
): string {
  if (quantity) {
    const { from, to: count } = quantity
    if (!count) return text(status === 'out-of-stock' ? 'difference.gone' : 'difference.missing', { item })
    return text(count < from && count === left ? 'difference.fewer' : 'difference.more', { item, count })
  }
  const format = (amount: number) => formatMoney({ ...now, amount }, locale)
  return text('difference.price', { item, now: format(price?.to ?? 0), before: format(price?.from ?? 0) })
}
