import { base64url } from 'jose'

import { RecoveryError } from '../adapter/errors.ts'
import { type Collection, type Entry, everyEntry } from '../ledger/collection.ts'
import type { RecordPlace } from '../stores/record-store.ts'

export interface PageQuery {
  page?: string | undefined
  limit?: number | undefined
}

/** A page of what fits, and the name of the next one. Reads on until the page is full or there is no more. */
export async function readPage<Value>(
  collection: Collection<Value>,
  { page, limit = 25 }: PageQuery,
  fits: (value: Value) => boolean,
): Promise<{ entries: Entry<Value>[]; nextPage?: string }> {
  const entries: Entry<Value>[] = []
  const after = page === undefined ? undefined : toPlace(page)
  for await (const entry of everyEntry(collection, { after })) {
    if (!fits(entry.value)) continue
    if (entries.length === limit) return { entries, nextPage: nameOf(entries.at(-1)) }
    entries.push(entry)
  }
  return { entries }

  function nameOf(entry: Entry<Value> | undefined): string {
    const at = entry ? collection.timesOf(entry.value).at : 0
    return base64url.encode(JSON.stringify([at, entry?.id ?? '']))
  }
}

/** Throws `invalid-request` for a page that no answer named. */
function toPlace(page: string): RecordPlace {
  try {
    const [at, id] = JSON.parse(new TextDecoder().decode(base64url.decode(page)))
    if (typeof at === 'number' && typeof id === 'string') return { at, id }
  } catch {
    // Said below.
  }
  throw new RecoveryError('invalid-request', { detail: 'page: must be the nextPage of an earlier answer' })
}
