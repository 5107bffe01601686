import { editingOf, type LineItemChoice } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import type { OpenedHandle } from '../sealing/cart-handle.ts'
import { publicLineIds } from '../sealing/public-line-ids.ts'
import type { DisplayedLine } from './displayed-carts.ts'

/** What the shopper chose, in the platform's terms. */
export interface Choices {
  /** The chosen quantity by the platform's line id. */
  choices: Map<string, number>
  /** The id that the browser knows a line of the platform's by. */
  publicIdOf: (lineId: string) => string
}

/**
 * Translates the request's choices. Throws `invalid-request`, which names the field, for a line that is neither in the
 * cart nor was ever displayed, and for a change that the line's kind does not allow. Nothing is written before that.
 */
export async function toChoices(
  lineItems: readonly LineItemChoice[],
  { salt }: OpenedHandle,
  cart: PlatformCart,
  displayed: ReadonlyMap<string, DisplayedLine> | undefined,
): Promise<Choices> {
  const known = new Map([...(displayed?.values() ?? []), ...cart.lines].map((line) => [line.id, line]))
  const publicIds = await publicLineIds(salt, known.keys())
  const lineIds = new Map([...publicIds].map(([id, publicId]) => [publicId, id]))
  const choices = new Map<string, number>()
  lineItems.forEach(({ id: publicId, quantity, variantId }, index) => {
    const line = known.get(lineIds.get(publicId) ?? '')
    if (!line) throw refused(index, 'id', 'is not a line of this cart')
    if (variantId !== undefined) throw refused(index, 'variantId', 'cannot be exchanged in this store')
    const editing = editingOf(line)
    const fits = editing === 'quantity' || quantity === line.quantity || (editing === 'remove' && quantity === 0)
    if (!fits) throw refused(index, 'quantity', `a ${line.kind} line cannot be set to that`)
    choices.set(line.id, quantity)
  })
  return { choices, publicIdOf: (lineId) => publicIds.get(lineId) ?? '' }
}

function refused(index: number, field: string, why: string) {
  return new RecoveryError('invalid-request', { detail: `lineItems.${index}.${field}: ${why}` })
}
