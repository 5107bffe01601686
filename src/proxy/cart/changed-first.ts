import { buyableQuantity, type LineItem } from '../../contract/index.ts'

/** So many rows are seen at a glance, or nearly. */
const fewLines = 12

/**
 * The lines of a long cart, what changed since it was left before the rest, so that no shopper has to look for it. A line keeps
 * what is bundled with it.
 */
export function changedFirst(lineItems: readonly LineItem[]): LineItem[] {
  if (lineItems.length <= fewLines) return [...lineItems]
  const bundles: LineItem[][] = []
  for (const lineItem of lineItems) {
    const bundle = bundles.at(-1)
    if (lineItem.kind === 'bundled' && bundle) bundle.push(lineItem)
    else bundles.push([lineItem])
  }
  const { changed = [], same = [] } = Object.groupBy(bundles, (lines) => (lines.some(hasChanged) ? 'changed' : 'same'))
  return [...changed, ...same].flat()
}

const hasChanged = ({ availability, previousPrice, quantity }: LineItem) =>
  previousPrice !== undefined || buyableQuantity(quantity, availability) < quantity
