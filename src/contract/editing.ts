import type { LineItem } from './line-item.ts'

/**
 * What a shopper may do with a line.
 *
 * - `quantity`: change its quantity, or remove it
 * - `remove`: remove it only
 * - `none`: neither
 */
export type Editing = 'quantity' | 'remove' | 'none'

/** What a shopper may do with a line of this kind. The proxy refuses everything else as `invalid-request`. */
export function editingOf({ kind }: Pick<LineItem, 'kind'>): Editing {
  if (kind === 'physical' || kind === 'digital') return 'quantity'
  return kind === 'gift-certificate' || kind === 'custom' ? 'remove' : 'none'
}
