import { joinSentences } from '../../format/index.ts'
import type { Change, Summary } from '../../state/index.ts'
import type { Deferred } from '../frame/context.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import { lastSum } from './sum-rows.ts'

/** Announces the shopper's last edit of a line, with the last row of the sum. A choice of more than there is was checked since. */
export function changeAnnouncement(
  { lineItem, chosen, sentence }: Change,
  summary: Summary,
  settings: FrameSettings,
  text: Deferred['text'],
): string {
  if (sentence) return sentence
  const values = { item: lineItem.name, ...lastSum(summary, settings) }
  if (chosen === 0) return text('announce.removed', values)
  const count = Math.min(chosen, lineItem.availability.quantity ?? chosen)
  const all = { ...values, count }
  return joinSentences(
    [count < chosen && text('difference.fewer', all), text('announce.quantity', all)],
    settings.language,
  )
}
