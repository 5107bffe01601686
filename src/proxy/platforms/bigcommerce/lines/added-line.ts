import type { PlatformCart, PlatformLine } from '../../../adapter/index.ts'
import type { Similarity } from './line-options.ts'
import { compareLines, type LineSpec } from './line-spec.ts'

/** A line that an add made, or that it was added to, and how many pieces it had before. */
export interface AddedLine {
  line: PlatformLine
  before: number
  similarity: Similarity
}

/** A shopper's own line: parts of a bundle and gifts of a promotion come and go by themselves. */
export const isOwn = ({ kind }: PlatformLine) => kind !== 'bundled' && kind !== 'promotional'

/**
 * The line that is the same thing to buy, or else one whose texts differ in their escaping alone. Where a cart does not
 * tell the options, the only line of the same variant is taken for it.
 */
export function findSame(cart: PlatformCart, spec: LineSpec): PlatformLine | undefined {
  const compared = cart.lines.filter(isOwn).map((line) => ({ line, is: compareLines(line.spec as LineSpec, spec) }))
  const same = compared.find(({ is }) => is === 'same') ?? compared.find(({ is }) => is === 'similar')
  const unknown = compared.filter(({ is }) => is === 'unknown')
  return (same ?? (unknown.length === 1 ? unknown[0] : undefined))?.line
}

/** Whether the cart has a line of the same variant without its options. */
export const hasUnknownOptions = (cart: PlatformCart, spec: LineSpec) =>
  cart.lines.some((line) => isOwn(line) && compareLines(line.spec as LineSpec, spec) === 'unknown')

/**
 * The line that an add made or raised, found by comparing the cart with what it was before. Comparing options alone would
 * miss a line whose options the platform spells in another way, and the line would be added twice.
 */
export function findAdded(before: PlatformCart, after: PlatformCart, spec: LineSpec): AddedLine | undefined {
  const held = new Map(before.lines.map(({ id, quantity }) => [id, quantity]))
  const grown = after.lines.filter((line) => isOwn(line) && line.quantity > (held.get(line.id) ?? 0))
  const line = findSame({ ...after, lines: grown }, spec) ?? grown.find((candidate) => isSameProduct(candidate, spec))
  if (!line) return undefined
  return { line, before: held.get(line.id) ?? 0, similarity: compareLines(line.spec as LineSpec, spec) }
}

function isSameProduct({ spec }: PlatformLine, wanted: LineSpec): boolean {
  const found = spec as LineSpec
  if (found.kind !== 'item' || wanted.kind !== 'item') return found.kind === wanted.kind
  return found.productId === wanted.productId
}
