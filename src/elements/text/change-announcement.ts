import { formatMoney } from '../../format/index.ts'
import type { Change, Summary } from '../../state/index.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'

/** Announces the shopper's last edit of a line, with the new total. */
export function changeAnnouncement(
  { lineItem, chosen, sentence }: Change,
  summary: Summary,
  { text, locale }: FrameSettings,
): string {
  if (sentence) return sentence
  const values = { item: lineItem.name, total: formatMoney(summary.total, locale) }
  return chosen === 0 ? text('announce.removed', values) : text('announce.quantity', { ...values, count: chosen })
}
