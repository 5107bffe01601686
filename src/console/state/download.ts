import { atom, type ReadableAtom } from 'nanostores'

import type { Result } from '../../client/index.ts'
import type { MerchantCart, MerchantCartsAnswer, Problem } from '../../contract/browser.ts'
import type { ListFilter, ListQuery } from '../merchant-client.ts'

/** Reading all carts that a filter lists, for a file. */
export type DownloadState =
  | { status: 'idle' }
  | { status: 'running' }
  /** `isWhole: false`: there were more carts than a file may have. */
  | { status: 'done'; count: number; isWhole: boolean }
  | { status: 'failed'; problem: Problem }

/** Reads one list at a time for a file, and says how far it is. */
export interface Download {
  readonly $download: ReadableAtom<DownloadState>
  /** Resolves to the carts, and to undefined where they could not be read or are being read already. */
  read(filter: ListFilter): Promise<MerchantCart[] | undefined>
  clear(): void
}

const perPage = 100
/** A file of more carts would take minutes: a filter makes it smaller. */
const maxCarts = 5000
/** A search may answer many pages on which little fits. */
const maxPages = 200

/** Reads page after page. */
export function createDownload(request: (query: ListQuery) => Promise<Result<MerchantCartsAnswer>>): Download {
  const $download = atom<DownloadState>({ status: 'idle' })
  let reading = 0
  return {
    $download,
    async read(filter) {
      if ($download.get().status === 'running') return undefined
      $download.set({ status: 'running' })
      const own = ++reading
      const carts: MerchantCart[] = []
      let page: string | undefined
      for (let pages = 0; pages < maxPages && carts.length < maxCarts; pages += 1) {
        const result = await request({ ...filter, page, limit: String(perPage) })
        // The merchant signed out meanwhile.
        if (own !== reading) return undefined
        if (!result.ok) {
          $download.set({ status: 'failed', problem: result.problem })
          return undefined
        }
        carts.push(...result.value.carts)
        page = result.value.nextPage
        if (page === undefined) break
      }
      $download.set({ status: 'done', count: carts.length, isWhole: page === undefined })
      return carts
    },
    clear() {
      reading += 1
      $download.set({ status: 'idle' })
    },
  }
}
