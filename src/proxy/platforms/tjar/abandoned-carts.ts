import type { AbandonedCartsPort } from '../../adapter/index.ts'
import type { TjarApi } from './tjar-api.ts'
import { isSince, type TjarStore, toAbandonedCart } from './to-platform.ts'
import { toDate } from './zone.ts'

/**
 * The list, page by page. Paging is not documented: the list ends where the answer says so, with an empty page, or with
 * a page that begins like the one before.
 */
export function abandonedCartsPort(api: TjarApi, store: TjarStore): AbandonedCartsPort {
  let before: { from: string; page: number; first: string } | undefined
  return {
    async list({ since, page }, signal) {
      const from = toDate(since, store.timeZone)
      const { items, currentPage, lastPage } = await api.list(from, page, signal)
      const first = items[0]?.identifier
      const isPageBefore = before?.from === from && before.page === page - 1 && before.first === first
      const isRepeated = isPageBefore || (currentPage !== undefined && currentPage < page)
      if (first === undefined || isRepeated) return { carts: [], isLast: true }
      before = { from, page, first }
      return {
        // A date is the finest that Tjar can be asked for.
        carts: items
          .filter((item) => isSince(since, item, store))
          .flatMap((item) => toAbandonedCart(item, store) ?? []),
        isLast: lastPage !== undefined && page >= lastPage,
      }
    },
  }
}
