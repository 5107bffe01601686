import { base64url } from 'jose'

import { RecoveryError } from '../adapter/errors.ts'
import type { Page, Place } from '../ledger/stored.ts'

/** @default entries on a page */
const defaultLimit = 25

/** Where a page begins and how many entries it has, as the ledger is asked for it. Throws `invalid-request`. */
export function toPageQuery({ page, limit = defaultLimit }: { page?: string | undefined; limit?: number | undefined }) {
  return { limit, lastPlace: page === undefined ? undefined : toPlace(page) }
}

/** The cursor of the page that comes next; absent on the last one. */
export function toNextPage({ next }: Pick<Page<unknown>, 'next'>): { nextPage?: string } {
  return next ? { nextPage: base64url.encode(JSON.stringify([next.at, next.id])) } : {}
}

/** The place that a cursor stands for. Throws `invalid-request` for a text that is none. */
function toPlace(cursor: string): Place {
  try {
    const [at, id] = JSON.parse(new TextDecoder().decode(base64url.decode(cursor)))
    if (Number.isSafeInteger(at) && typeof id === 'string') return { at, id }
  } catch {
    // Not one of our cursors: refused below.
  }
  throw new RecoveryError('invalid-request', { detail: 'page: must be the nextPage of an earlier answer' })
}
