import type { Change, Summary } from '../../state/index.ts'
import type { Deferred } from '../frame/context.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import { lastSum } from './sum-rows.ts'

/** Announces the shopper's last edit of a line, with the last row of the sum. */
export function changeAnnouncement(
  { lineItem, chosen, sentence }: Change,
  summary: Summary,
  settings: FrameSettings,
  text: Deferred['text'],
): string {
  if (sentence) return sentence
  const values = { item: lineItem.name, ...lastSum(summary, settings) }
  return chosen === 0 ? text('announce.removed', values) : text('announce.quantity', { ...values, count: chosen })
}
