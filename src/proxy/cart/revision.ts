import { type Availability, buyableQuantity, editingOf, type LineItemKind, type Money } from '../../contract/index.ts'
import { handleLifetimeMs, type OpenedHandle } from '../sealing/cart-handle.ts'
import type { Sealer } from '../sealing/sealer.ts'

/** A line as the page displays it: what the shopper agrees to with the next tap. */
export interface DisplayedLine {
  quantity: number
  /** Minor units of one piece. */
  price: number
  /** How many of it can be bought; infinite where nothing limits it, 0 for a line that only comes with another. */
  limit: number
  /** The page says that the checkout by text does not take it. */
  notByText?: boolean
  /** What the page offers in its place, by variant id. */
  substitutes?: ReadonlyMap<string, DisplayedSubstitute>
}

/** A substitute as the page displays it: the price of one piece, and how many of it can be bought. */
export type DisplayedSubstitute = Pick<DisplayedLine, 'price' | 'limit'>

/** The lines on a page, by the ids that the browser knows them by. */
export type DisplayedLines = ReadonlyMap<string, DisplayedLine>

/** A cart as the page displays it. */
export interface DisplayedCart {
  lines: DisplayedLines
  /** Undefined in a revision of before it was sealed too. */
  total: Money | undefined
}

// It travels with every answer and every write: arrays, and only what a write is compared with. An absent limit is infinite.
type SealedLine = [
  publicId: string,
  quantity: number,
  price: number,
  limit?: number | null,
  notByText?: 1 | 0,
  substitutes?: [variantId: string, price: number, limit: number | null][],
]
type SealedCart = [salt: string, lines: SealedLine[], amount?: number, currency?: string]

/** How many of a line can be bought by what the page displays. */
export function limitOf(line: { kind: LineItemKind }, availability: Availability | undefined): number {
  if (editingOf(line) === 'none') return 0
  return buyableQuantity(Number.POSITIVE_INFINITY, availability ?? { status: 'unknown' })
}

/** The revision of a cart whose page displays this. Nothing of it is kept here: docs/decisions/002-revision.md */
export function sealRevision(sealer: Sealer, { salt }: OpenedHandle, displayed: DisplayedCart): Promise<string> {
  const finite = (limit: number) => (Number.isFinite(limit) ? limit : null)
  const lines = [...displayed.lines].map(([id, { quantity, price, limit, notByText, substitutes }]): SealedLine => {
    if (substitutes) {
      const offered = [...substitutes].map(([variantId, offer]): [string, number, number | null] => [
        variantId,
        offer.price,
        finite(offer.limit),
      ])
      return [id, quantity, price, finite(limit), notByText ? 1 : 0, offered]
    }
    if (notByText) return [id, quantity, price, finite(limit), 1]
    return Number.isFinite(limit) ? [id, quantity, price, limit] : [id, quantity, price]
  })
  const { total } = displayed
  const sealed: SealedCart = total ? [salt, lines, total.amount, total.currency] : [salt, lines]
  return sealer.seal('revision', sealed, handleLifetimeMs)
}

/** What the page displays. Undefined where the revision is missing, too old, changed, or another cart handle's. */
export async function openRevision(
  sealer: Sealer,
  { salt }: OpenedHandle,
  revision: string | undefined,
): Promise<DisplayedCart | undefined> {
  if (revision === undefined) return undefined
  const opened = await sealer.open<SealedCart>('revision', revision)
  if (opened.status !== 'open') return undefined
  const [ownSalt, lines, amount, currency] = opened.payload
  if (ownSalt !== salt) return undefined
  return {
    lines: new Map(
      lines.map(([id, quantity, price, limit, notByText, substitutes]): [string, DisplayedLine] => [
        id,
        {
          quantity,
          price,
          limit: limit ?? Number.POSITIVE_INFINITY,
          ...(notByText && { notByText: true }),
          ...(substitutes && { substitutes: toOffered(substitutes) }),
        },
      ]),
    ),
    total: amount === undefined || currency === undefined ? undefined : { amount, currency },
  }
}

const toOffered = (substitutes: NonNullable<SealedLine[5]>) =>
  new Map(
    substitutes.map(([variantId, price, limit]) => [variantId, { price, limit: limit ?? Number.POSITIVE_INFINITY }]),
  )
