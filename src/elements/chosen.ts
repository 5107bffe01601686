import type { LineView } from '../state/index.ts'
import type { ChosenLineItem } from './events.ts'

/** The lines as an event carries them: catalogue ids are public, nothing in it names a cart or a shopper. */
export function toChosen(lines: readonly LineView[] = []): ChosenLineItem[] {
  return lines.map(({ lineItem: { id, productId, variantId, sku }, buyable }) => ({
    id,
    productId,
    variantId,
    sku,
    quantity: buyable,
  }))
}
