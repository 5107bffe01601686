import { editingOf, type LineItemChoice, type Money } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { publicLineIds } from '../sealing/public-line-ids.ts'
import { type DisplayedLines, openRevision } from './revision.ts'

/**
 * What a page sends with a tap, by the platform's line ids. A line that is no longer in the cart goes by its public id: its
 * own is not known any more, and nothing can be written to it.
 */
export interface PageState {
  /** Undefined where the revision cannot be read. */
  displayed: DisplayedLines | undefined
  /** The total that it displays. Undefined where that is not known. */
  displayedTotal: Money | undefined
  /** The chosen quantity of each line that the shopper touched. */
  choices: ReadonlyMap<string, number>
  /** The variant that is to take the place of a line. */
  swaps: ReadonlyMap<string, string>
  /** The id that the browser knows a line by. */
  publicIdOf: (lineId: string) => string
}

/**
 * Translates what the page displays and what the shopper chose. Throws `invalid-request`, which names the field, for some of a
 * line that is neither in the cart nor displayed, and for a change that the line's kind does not allow. None of such a line is
 * as it is already: the same choices may be sent again after they removed it. Nothing is written before that.
 */
export async function readPage(
  { sealer }: Pick<StoreContext, 'sealer'>,
  { cartRef }: Pick<RequestContext, 'cartRef'>,
  cart: PlatformCart,
  { revision, lineItems = [] }: { revision?: string | undefined; lineItems?: readonly LineItemChoice[] | undefined },
): Promise<PageState> {
  const onPage = await openRevision(sealer, cartRef, revision)
  const publicIds = await publicLineIds(
    cartRef.salt,
    cart.lines.map(({ id }) => id),
  )
  const lines = new Map(cart.lines.map((line) => [publicIds.get(line.id), line]))
  const choices = new Map<string, number>()
  const swaps = new Map<string, string>()
  lineItems.forEach(({ id: publicId, quantity, variantId }, index) => {
    const line = lines.get(publicId)
    // Where it is not known what the page displays, it may well be a line that is gone.
    if (!line && !onPage) return
    if (!line && !onPage?.lines.has(publicId) && quantity > 0) throw refused(index, 'id', 'is not a line of this cart')
    if (variantId !== undefined && onPage && quantity > 0) {
      if (!onPage.lines.get(publicId)?.substitutes?.has(variantId))
        throw refused(index, 'variantId', 'is not one of the substitutes of this line')
      if ([...swaps.values()].includes(variantId)) throw refused(index, 'variantId', 'was chosen for another line')
      swaps.set(line?.id ?? publicId, variantId)
    }
    const editing = line ? editingOf(line) : 'quantity'
    const fits = editing === 'quantity' || quantity === line?.quantity || (editing === 'remove' && quantity === 0)
    if (!fits) throw refused(index, 'quantity', `a ${line?.kind} line cannot be set to that`)
    choices.set(line?.id ?? publicId, quantity)
  })
  return {
    displayed:
      onPage && new Map([...onPage.lines].map(([publicId, line]) => [lines.get(publicId)?.id ?? publicId, line])),
    displayedTotal: onPage?.total,
    choices,
    swaps,
    publicIdOf: (lineId) => publicIds.get(lineId) ?? lineId,
  }
}

function refused(index: number, field: string, why: string) {
  return new RecoveryError('invalid-request', { detail: `lineItems.${index}.${field}: ${why}` })
}
