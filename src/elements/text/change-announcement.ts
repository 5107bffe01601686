import { formatMoney, formatNumber } from '../../format/index.ts'
import type { Change, Summary } from '../../state/index.ts'
import type { Settings } from '../frame/context.ts'

/** Announces the shopper's last edit of a line, with the new total. */
export function changeAnnouncement(
  { lineItem, chosen }: Change,
  summary: Summary,
  { messages, locale }: Settings,
): string {
  const what = chosen === 0 ? messages.removed : messages.quantity(formatNumber(chosen, locale))
  return messages.announce(lineItem.name, what, formatMoney(summary.total, locale))
}
