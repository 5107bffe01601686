import { base64url } from 'jose'

import { RecoveryError } from '../adapter/errors.ts'
import type { CartSort } from '../ledger/cart-list.ts'
import type { Page, Place } from '../ledger/stored.ts'

/** Entries on a page unless the caller says another number. */
export const defaultLimit = 25

/** Where a page begins and how many entries it has, as the ledger is asked for it. Throws `invalid-request`. */
export function toPageQuery({ page, limit = defaultLimit }: { page?: string | undefined; limit?: number | undefined }) {
  return { limit, lastPlace: toPlace(page) }
}

/** The cursor of the page that comes next; absent on the last one. */
export function toNextPage({ next }: Pick<Page<unknown>, 'next'>): { nextPage?: string } {
  return next ? { nextPage: base64url.encode(JSON.stringify(next)) } : {}
}

/**
 * The place that a cursor stands for. Throws `invalid-request` for a text that is none, and for the cursor of a list in another
 * order.
 */
export function toPlace(cursor: string | undefined, sort: CartSort = 'newest'): Place | undefined {
  if (cursor === undefined) return undefined
  const isByValue = sort === 'highest' || sort === 'lowest'
  const values = parse(cursor)
  const types = values.map((value) => (Number.isSafeInteger(value) ? 'number' : typeof value)).join(' ')
  if (types === (isByValue ? 'string number string' : 'number string')) return values as Place
  throw new RecoveryError('invalid-request', { detail: 'page: must be the nextPage of an earlier answer' })
}

function parse(cursor: string): unknown[] {
  try {
    const values: unknown = JSON.parse(new TextDecoder().decode(base64url.decode(cursor)))
    return Array.isArray(values) ? values : []
  } catch {
    return []
  }
}
