import { editingOf, type LineItemChoice } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import type { OpenedHandle } from '../sealing/cart-handle.ts'
import { opaqueLineIds } from '../sealing/opaque-line-ids.ts'
import type { DisplayedLine } from './displayed-carts.ts'

export interface Choices {
  /** Wanted quantity by the platform's line id. */
  byLine: Map<string, number>
  /** What the browser calls a line of the platform's. */
  nameOf: (platformId: string) => string
}

/**
 * The shopper's choices in the platform's terms. A line that is neither in the cart nor was ever shown, and a change
 * that its kind does not allow, is refused by name before anything is written.
 */
export async function toChoices(
  choices: readonly LineItemChoice[],
  cartRef: OpenedHandle,
  cart: PlatformCart,
  shown: ReadonlyMap<string, DisplayedLine> | undefined,
): Promise<Choices> {
  const known = new Map([...(shown?.values() ?? []), ...cart.lines].map((line) => [line.id, line]))
  const names = await opaqueLineIds(cartRef.salt, [...known.keys()])
  const platformIds = new Map([...names].map(([id, name]) => [name, id]))
  const byLine = new Map<string, number>()
  choices.forEach(({ id, quantity, variantId }, index) => {
    const platformId = platformIds.get(id)
    const line = platformId === undefined ? undefined : known.get(platformId)
    if (!line) throw refused(index, 'id', 'is not a line of this cart')
    if (variantId !== undefined) throw refused(index, 'variantId', 'cannot be exchanged in this store')
    const editing = editingOf(line)
    const fits = editing === 'quantity' || quantity === line.quantity || (editing === 'remove' && quantity === 0)
    if (!fits) throw refused(index, 'quantity', `a ${line.kind} line cannot be set to that`)
    byLine.set(line.id, quantity)
  })
  return { byLine, nameOf: (platformId) => names.get(platformId) ?? '' }
}

function refused(index: number, field: string, why: string) {
  return new RecoveryError('invalid-request', { detail: `lineItems.${index}.${field}: ${why}` })
}
