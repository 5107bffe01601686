import { type SelectQueryBuilder, type SqlBool, sql } from 'kysely'

import type { Sealer } from '../sealing/sealer.ts'
import type { LedgerDatabase } from '../stores/sql/database.ts'
import type { Tables } from '../stores/sql/tables.ts'

/** A value as it was read. A write of it names the revision that it replaces. */
export interface Stored<Value> {
  id: string
  revision: string
  value: Value
}

/** A place in a list, as the values of the index that it is read by, the id last: the next page begins after it. */
export type Place = readonly (string | number)[]

/** One page of a list. */
export interface Page<Value> {
  entries: Stored<Value>[]
  /** Absent on the last page. */
  next?: Place
}

/** Which part of a list is read. */
export interface PageQuery {
  /** Where the page before ended; without it the first one is read. */
  lastPlace?: Place | undefined
  limit: number
}

/** What such a list is sorted by. */
interface PageRow {
  id: string
  created_at: number
}

/** What all parts of one store's ledger work with. */
export interface LedgerBase {
  store: string
  database: LedgerDatabase
  sealer: Sealer
  /** Milliseconds since 1970. */
  clock: () => number
  /** The keyed hashes of a text, one for each configured key, the newest first. */
  keysOf(text: string): Promise<string[]>
}

const dayMs = 24 * 60 * 60 * 1000

/** How long the ledger remembers a cart after its last change, and a message after its making. */
export const retentionMs = 90 * dayMs

/**
 * Rows that one statement of a sum reads. Between two of them there is time for requests, which SQLite would keep waiting. In
 * D1 each is one of the 1,000 queries of a run, so that there are not more of them than that needs.
 */
export const maxSlice = 500

/** The UTC day of a time, counted from 1970. */
export const dayOf = (at: number): number => Math.floor(at / dayMs)

/** The time at which a UTC day begins. */
export const startOf = (day: number): number => day * dayMs

/** A revision that no other write has. */
export const newRevision = (): string => crypto.randomUUID()

/** The row under the newest key. Rows from before a key was exchanged stay under the older one. */
export function underNewestKey<Row extends { id: string }>(rows: readonly Row[], keys: readonly string[]) {
  return rows.reduce<Row | undefined>(
    (best, row) => (best && keys.indexOf(best.id) < keys.indexOf(row.id) ? best : row),
    undefined,
  )
}

/**
 * The rows that follow a place in a list, newest first, and the place where the next page begins. Both columns are compared at
 * once, so that the rows of one moment are not read again with each of its pages.
 */
export async function readListPage<Row extends PageRow, Value>(
  query: SelectQueryBuilder<Tables, 'messages', Row>,
  { lastPlace, limit }: PageQuery,
  toEntry: (row: Row) => Stored<Value>,
): Promise<Page<Value>> {
  const after = lastPlace && sql<SqlBool>`(created_at, id) < (${sql.join(lastPlace)})`
  const rows = await (after ? query.where(after) : query)
    .orderBy(sql.ref('created_at'), 'desc')
    .orderBy(sql.ref('id'), 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    entries: shown.map(toEntry),
    ...(last && rows.length > limit && { next: [last.created_at, last.id] }),
  }
}
