import { base64url } from 'jose'

import { RecoveryError } from '../adapter/errors.ts'
import { type Collection, type Entry, everyEntry } from '../ledger/collection.ts'
import type { RecordPlace } from '../stores/record-store.ts'

export interface PageQuery {
  /** Cursor from an earlier answer; the first page without it. */
  page?: string | undefined
  /** @default 25 */
  limit?: number | undefined
}

/** The entries that `accepts` lets through, one page of them, and the cursor of the next page. Reads on until it is full. */
export async function readPage<Value>(
  collection: Collection<Value>,
  { page, limit = 25 }: PageQuery,
  accepts: (value: Value) => boolean,
): Promise<{ entries: Entry<Value>[]; nextPage?: string }> {
  const entries: Entry<Value>[] = []
  const after = page === undefined ? undefined : toPlace(page)
  for await (const entry of everyEntry(collection, { after })) {
    if (!accepts(entry.value)) continue
    if (entries.length === limit) return { entries, nextPage: cursorAfter(entries.at(-1)) }
    entries.push(entry)
  }
  return { entries }

  function cursorAfter(entry: Entry<Value> | undefined): string {
    const at = entry ? collection.timesOf(entry.value).at : 0
    return base64url.encode(JSON.stringify([at, entry?.id ?? '']))
  }
}

/** The place that a cursor of `cursorAfter` stands for. Throws `invalid-request` for any other text. */
function toPlace(cursor: string): RecordPlace {
  try {
    const [at, id] = JSON.parse(new TextDecoder().decode(base64url.decode(cursor)))
    if (typeof at === 'number' && typeof id === 'string') return { at, id }
  } catch {
    // Not one of our cursors: refused below.
  }
  throw new RecoveryError('invalid-request', { detail: 'page: must be the nextPage of an earlier answer' })
}
