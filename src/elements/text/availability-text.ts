import type { LineView } from '../../state/index.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import type { Messages } from './messages.ts'

/** A key of the texts that an availability may have. */
export type DisplayedStatus = Exclude<AvailabilityKey, 'few'>

type AvailabilityKey = keyof Messages extends infer Key
  ? Key extends `availability.${infer Name}`
    ? Name
    : never
  : never

/** What a row says about its availability, as far as the stock is known. */
export function displayedStatus({ lineItem, chosen, checking }: LineView): DisplayedStatus {
  const { status, quantity = 0 } = lineItem.availability
  if (checking) return 'checking'
  // "Available" is said of what was in the cart; of more than that there may be fewer.
  if (status === 'available' && chosen > (lineItem.availability.quantity ?? chosen)) return 'partial'
  // A shopper who chose no more than is left gets all of it.
  return status === 'partial' && Math.max(chosen, lineItem.quantity) <= quantity ? 'low-stock' : status
}

/** The same as a sentence. */
export function availabilityText(line: LineView, { text }: Pick<FrameSettings, 'text'>): string {
  const { lineItem, chosen } = line
  const { quantity: count } = lineItem.availability
  const status = displayedStatus(line)
  const key = status === 'low-stock' && count === undefined ? 'few' : status
  return text(`availability.${key}`, { count: count ?? 0, chosen: Math.max(chosen, lineItem.quantity) })
}
