import type { LineItem } from './line-item.ts'

/** What a shopper may do with a line: change its quantity, only remove it, or neither. */
export type Editing = 'quantity' | 'remove' | 'none'

/** Says what a shopper may do with a line of this kind. The proxy refuses the rest. */
export function editingOf({ kind }: Pick<LineItem, 'kind'>): Editing {
  if (kind === 'physical' || kind === 'digital') return 'quantity'
  return kind === 'gift-certificate' || kind === 'custom' ? 'remove' : 'none'
}
