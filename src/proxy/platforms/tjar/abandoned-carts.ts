import type { AbandonedCartsPort } from '../../adapter/index.ts'
import { toDate } from './time-zone.ts'
import { type DateOrder, toDateOrder } from './timestamp.ts'
import type { TjarApi } from './tjar-api.ts'
import { type ListedCart, type TjarStore, toAbandonedCart } from './to-platform.ts'
import type { WireList } from './wire.ts'

/**
 * The list, page by page. Paging is not documented: the list ends where the answer says so, with an empty page, or with
 * a page that begins like the one before.
 */
export function abandonedCartsPort(api: TjarApi, store: TjarStore): AbandonedCartsPort {
  let before: { from: string; page: number; first: string } | undefined
  const read = listReader(store)
  return {
    async list({ since, page }, signal) {
      const from = toDate(since, store.timeZone)
      const list = await api.list(from, page, signal)
      const { items, currentPage, lastPage } = list
      const first = items[0]?.identifier
      const isPageBefore = before?.from === from && before.page === page - 1 && before.first === first
      const isRepeated = isPageBefore || (currentPage !== undefined && currentPage < page)
      if (first === undefined || isRepeated) return { carts: [], isLast: true }
      before = { from, page, first }
      const { carts, unreadable } = read(list)
      return {
        // A date is the finest that Tjar can be asked for.
        carts: carts.filter(({ changedAt }) => changedAt >= since).map(({ cart }) => cart),
        isLast: lastPage !== undefined && page >= lastPage,
        ...(unreadable > 0 && { unreadable }),
      }
    },
  }
}

/**
 * Makes a reader of the list's pages. It keeps the order of day and month once a page shows it, because a store has one
 * order.
 */
export function listReader(store: TjarStore): (list: WireList) => { carts: ListedCart[]; unreadable: number } {
  let order: DateOrder | undefined
  return ({ items, unreadable }) => {
    order = toDateOrder(items.flatMap(({ created_at, updated_at }) => [created_at, updated_at])) ?? order
    const carts = items.flatMap((item) => toAbandonedCart(item, store, order) ?? [])
    return { carts, unreadable: unreadable + items.length - carts.length }
  }
}
