import type { Change, Summary } from '../../state/index.ts'
import type { Settings } from '../frame/context.ts'
import { formatMoney, formatNumber } from './format.ts'

/** What the shopper just did to a line, for those who listen. */
export function changeWords({ lineItem, quantity }: Change, summary: Summary, { messages, locale }: Settings): string {
  const what = quantity === 0 ? messages.removed : messages.quantity(formatNumber(quantity, locale))
  return messages.announce(lineItem.name, what, formatMoney(summary.total, locale))
}
