import { type SqlBool, sql } from 'kysely'

import { type MerchantCartStatus, minorUnitDigits } from '../../contract/index.ts'
import { toSearchText } from '../search-text.ts'
import type { CartRow } from '../stores/sql/tables.ts'
import type { CartEntry } from './cart-entry.ts'
import { toCartEntry } from './cart-rows.ts'
import { type LedgerBase, maxSlice, type Page, type Place, type Stored } from './stored.ts'
import { yieldToRequests } from './yield.ts'

/** The orders of the list. By value, each currency is sorted by itself. */
export type CartSort = 'newest' | 'oldest' | 'highest' | 'lowest'

/** Which carts are listed; a field left out filters nothing. */
export interface CartQuery {
  status?: MerchantCartStatus | undefined
  platform?: string | undefined
  /** Seen first in this time: milliseconds since 1970, the end excluded. */
  since?: number | undefined
  until?: number | undefined
  /** Worth so much, in whole units of the cart's own currency. */
  valueFrom?: number | undefined
  valueTo?: number | undefined
  /** A part of a product's name, or a shopper's masked name. */
  search?: string | undefined
  /** @default 'newest' */
  sort?: CartSort | undefined
  lastPlace?: Place | undefined
  limit: number
}

type LightRow = Pick<CartRow, 'id' | 'created_at' | (typeof columns)[number]>

const columns = ['total_amount', 'total_currency', 'status', 'platform', 'search_text', 'shopper_keys'] as const
/** What an index sorts by, the first of each with `is_listed = 1` and the store before it. */
const byMoment = ['created_at', 'id'] as const
const byValue = ['total_currency', 'total_amount', 'id'] as const
/** So many carts are looked at for one page: where fewer of them fit than it holds, the next page goes on from there. */
const maxSlices = 20

/**
 * A page of the listed carts; it may be short of its limit although more follow, where few carts fit. It follows an index from a place on; what the index does not tell is compared cart by cart, in
 * slices with time for requests in between, and no further than `maxSlices`.
 */
export async function readCartPage(base: LedgerBase, query: CartQuery): Promise<Page<CartEntry>> {
  const { limit, lastPlace } = query
  const fits = await toFilter(base, query)
  const found: LightRow[] = []
  let place: Place | undefined = lastPlace ?? startOf(query)
  for (let slice = 0; ; slice += 1) {
    const size = fits || slice > 0 ? maxSlice : limit + 1
    const rows = await readSlice(base, query, place, size)
    for (const row of rows) {
      if (isPast(query, row)) return toPage(base, found)
      if (fits && !fits(row)) continue
      found.push(row)
      if (found.length > limit) return toPage(base, found.slice(0, limit), placeOf(query, found[limit - 1]))
    }
    const last = rows.at(-1)
    if (rows.length < size || !last) return toPage(base, found)
    place = placeOf(query, last)
    if (slice + 1 === maxSlices) return toPage(base, found, place)
    await yieldToRequests()
  }
}

/** Light rows that follow a place, in the order of the list. */
function readSlice(
  { store, database: { db } }: LedgerBase,
  { status, platform, sort = 'newest' }: CartQuery,
  place: Place | undefined,
  size: number,
): Promise<LightRow[]> {
  const isByValue = sort === 'highest' || sort === 'lowest'
  const direction = sort === 'newest' || sort === 'highest' ? 'desc' : 'asc'
  // A literal, as the indexes have it: for a parameter SQLite would not use them.
  let rows = db
    .selectFrom('carts')
    .select(['id', 'created_at', ...columns])
    .where('store', '=', store)
  rows = rows.where('is_listed', '=', sql.lit(1))
  // The indexes by moment have these two in front.
  if (isByValue) rows = rows.where('total_amount', 'is not', null)
  else {
    if (status) rows = rows.where('status', '=', status)
    if (platform !== undefined) rows = rows.where('platform', '=', platform)
  }
  const order = isByValue ? byValue : byMoment
  if (place) {
    const names = sql.join(order.map((name) => sql.ref(name)))
    rows = rows.where(sql<SqlBool>`(${names}) ${sql.raw(direction === 'desc' ? '<' : '>')} (${sql.join(place)})`)
  }
  for (const name of order) rows = rows.orderBy(name, direction)
  return rows.limit(size).execute()
}

/** Where a list that is limited in time begins. */
function startOf({ sort = 'newest', since, until }: CartQuery): Place | undefined {
  if (sort === 'newest' && until !== undefined) return [Math.floor(until), '']
  if (sort === 'oldest' && since !== undefined) return [Math.floor(since), '']
  return undefined
}

/** True where a list that is limited in time has ended. */
function isPast({ sort = 'newest', since, until }: CartQuery, { created_at: at }: LightRow): boolean {
  if (sort === 'newest') return since !== undefined && at < since
  return sort === 'oldest' && until !== undefined && at >= until
}

/** What the index does not tell; undefined where it tells all. */
async function toFilter(
  { keysOf }: LedgerBase,
  { sort = 'newest', status, platform, since, until, valueFrom, valueTo, search = '' }: CartQuery,
): Promise<((row: LightRow) => boolean) | undefined> {
  const tests: ((row: LightRow) => boolean)[] = []
  if (valueFrom !== undefined || valueTo !== undefined) {
    tests.push(({ total_amount: amount, total_currency: currency }) => {
      if (amount === null || currency === null) return false
      const value = amount / 10 ** minorUnitDigits(currency)
      return value >= (valueFrom ?? value) && value <= (valueTo ?? value)
    })
  }
  const wanted = toSearchText(search)
  if (wanted) {
    const names = await keysOf(nameKey(wanted))
    tests.push(
      ({ search_text: text, shopper_keys: keys }) =>
        text?.includes(wanted) === true || names.some((name) => keys?.split(' ').includes(name)),
    )
  }
  if (sort === 'highest' || sort === 'lowest') {
    if (status) tests.push((row) => row.status === status)
    if (platform !== undefined) tests.push((row) => row.platform === platform)
    if (since !== undefined) tests.push((row) => row.created_at >= since)
    if (until !== undefined) tests.push((row) => row.created_at < until)
  }
  return tests.length > 0 ? (row) => tests.every((test) => test(row)) : undefined
}

/** What stands for a name in `shopper_keys`. */
export const nameKey = (text: string): string => JSON.stringify(['shopper', text])

function placeOf({ sort = 'newest' }: CartQuery, row: LightRow | undefined): Place {
  const order = sort === 'newest' || sort === 'oldest' ? byMoment : byValue
  return order.map((name) => row?.[name] ?? '')
}

async function toPage(base: LedgerBase, rows: LightRow[], next?: Place): Promise<Page<CartEntry>> {
  const ids = rows.map(({ id }) => id)
  return { entries: await readCarts(base, ids), ...(next && { next }) }
}

/** The carts with these ids, in their order. */
export async function readCarts(
  { store, database: { db } }: LedgerBase,
  ids: readonly string[],
): Promise<Stored<CartEntry>[]> {
  const entries = new Map<string, Stored<CartEntry>>()
  for (let first = 0; first < ids.length; first += maxIds) {
    const slice = ids.slice(first, first + maxIds)
    const rows = await db.selectFrom('carts').selectAll().where('store', '=', store).where('id', 'in', slice).execute()
    for (const row of rows) entries.set(row.id, toCartEntry(row))
  }
  return ids.flatMap((id) => entries.get(id) ?? [])
}

/** Ids in one statement: D1 takes 100 parameters. */
export const maxIds = 50
