import type { PlatformCart, PlatformLine, Target, WriteResult, WrittenLine } from '../../adapter/platform.ts'
import type { CartStock } from '../check-stock.ts'
import type { Situation } from '../plan.ts'
import type { DisplayedLine } from '../revision.ts'
import { limitOfStock } from './substitutes.ts'

/** A line that was written in the place of another one, and goes only once that is back. */
export interface SwappedLine extends WrittenLine {
  insteadOf?: string
}

/** A situation in which each substitute stands where its line stood, and what follows for writing it. */
export interface Swapped {
  situation: Situation
  /** The id of the line that a substitute was chosen for; any other line's own. */
  chosenFor(lineId: string): string
  /** Whether the substitute of this id still has to take its line's place. */
  isReplacing(lineId: string): boolean
  /** The targets to write: a substitute first, and its line is taken out only where it stands. So neither is ever lost. */
  toTargets(targets: readonly Target[]): Target[]
  /** The result by the ids of the situation: what became of a line that is taken out counts for its substitute. */
  fold(result: WriteResult): WriteResult & { lines: SwappedLine[] }
}

/**
 * Puts the chosen substitutes into the situation. Undefined where one is not as the page displays it: its price, how many of it
 * can be bought, or its line's quantity. What an earlier attempt of the same tap has written is found again by its variant, so
 * that a repetition adds nothing.
 */
export function toSwapped(situation: Situation, swaps: ReadonlyMap<string, string>): Swapped | undefined {
  const { cart } = situation
  const displayed = new Map(situation.displayed)
  const stocks = new Map(situation.stocks)
  const choices = new Map(situation.choices)
  const replaced = new Map<string, string>()
  const chosenFor = new Map<string, string>()
  let lines = cart.lines
  for (const [lineId, variantId] of swaps) {
    const shown = situation.displayed?.get(lineId)
    const chosen = situation.choices.get(lineId) ?? 0
    const found = shown && findSubstitute(situation, { lineId, variantId, shown, chosen })
    if (!found) return undefined
    const { line, stock, displayedAs, isThere } = found
    if (stock) stocks.set(line.id, stock)
    displayed.delete(lineId)
    displayed.set(line.id, displayedAs)
    choices.delete(lineId)
    choices.set(line.id, chosen)
    chosenFor.set(line.id, lineId)
    if (isThere) replaced.set(line.id, lineId)
    lines = [...lines.filter(({ id }) => id !== lineId && id !== line.id), line]
  }
  const specs = new Map(lines.map(({ id, spec }) => [id, spec]))
  const ownerOf = new Map([...replaced].map(([id, lineId]) => [lineId, id]))
  const folded = (id: string) => ownerOf.get(id) ?? id
  return {
    situation: { ...situation, cart: { ...cart, lines }, stocks, displayed: situation.displayed && displayed, choices },
    chosenFor: (id) => chosenFor.get(id) ?? id,
    isReplacing: (id) => replaced.has(id),
    toTargets: (targets) =>
      targets.flatMap((target) => {
        const lineId = replaced.get(target.id)
        const own = chosenFor.has(target.id) ? { ...target, spec: specs.get(target.id) } : target
        return lineId === undefined ? [own] : [own, { id: lineId, quantity: 0, onlyAfter: target.id }]
      }),
    fold: (result) => ({
      ...result,
      lines: result.lines.map((line) => ({ ...line, ...insteadOf(replaced, line) })),
      refused: unique(result.refused.map(folded)),
      changedElsewhere: unique(result.changedElsewhere.map(folded)),
      ...(result.brokeOff && {
        brokeOff: { ...result.brokeOff, pending: unique(result.brokeOff.pending.map(folded)) },
      }),
    }),
  }
}

interface Wanted {
  lineId: string
  variantId: string
  shown: DisplayedLine
  chosen: number
}

interface FoundSubstitute {
  /** As it stands in the cart, or with none of its pieces. */
  line: PlatformLine
  stock: CartStock | undefined
  displayedAs: DisplayedLine
  /** The line that it takes the place of is still there. */
  isThere: boolean
}

function findSubstitute(
  { cart, stocks, displayed }: Situation,
  { lineId, variantId, shown, chosen }: Wanted,
): FoundSubstitute | undefined {
  const offer = shown.substitutes?.get(variantId)
  const own = cart.lines.find(({ id }) => id === lineId)
  const written = cart.lines.find((line) => line.variantId === variantId && !displayed?.has(line.id))
  if (!offer || (own && own.quantity !== shown.quantity)) return undefined
  const displayedAs = { quantity: 0, ...offer }
  if (written) return { line: written, stock: stocks.get(written.id), displayedAs, isThere: own !== undefined }
  const now = stocks.get(lineId)?.substitutes?.find((substitute) => substitute.variantId === variantId)
  if (!own || !now || now.price.amount !== offer.price) return undefined
  if (Math.min(chosen, limitOfStock(now.stock)) !== Math.min(chosen, offer.limit)) return undefined
  const { spec, price, options, stock } = now
  return {
    line: { ...own, id: `instead of ${lineId}`, variantId, options, price, quantity: 0, spec },
    stock,
    displayedAs,
    isThere: true,
  }
}

const insteadOf = (replaced: ReadonlyMap<string, string>, { id }: WrittenLine) => {
  const lineId = replaced.get(id)
  return lineId === undefined ? {} : { insteadOf: lineId }
}

const unique = (ids: string[]) => [...new Set(ids)]

/** The cart's line of this id has so many pieces now; 0 where there is none. */
export const quantityIn = ({ lines }: PlatformCart, id: string) => lines.find((line) => line.id === id)?.quantity ?? 0
