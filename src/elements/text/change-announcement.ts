import { formatMoney, formatNumber } from '../../format/index.ts'
import type { Change, Summary } from '../../state/index.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'

/** Announces the shopper's last edit of a line, with the new total. */
export function changeAnnouncement(
  { lineItem, chosen }: Change,
  summary: Summary,
  { messages, locale }: FrameSettings,
): string {
  const what = chosen === 0 ? messages.removed : messages.quantity(formatNumber(chosen, locale))
  return messages.announce(lineItem.name, what, formatMoney(summary.total, locale))
}
