import { atom, type ReadableAtom } from 'nanostores'

import type { Result } from '../../client/index.ts'
import type { ListQuery } from '../merchant-client.ts'
import { createReading, type Reading } from './remote-data.ts'

/** What is looked at of a list: which filter, and how far in. */
export interface ListPlace {
  status?: string | undefined
  platform?: string | undefined
  /** The way here: what each page was asked with. The first is asked with nothing. */
  pages: readonly (string | undefined)[]
}

export interface Listing<Answer> {
  readonly $reading: ReadableAtom<Reading<Answer>>
  readonly $place: ReadableAtom<ListPlace>
  /** From the first page, with this filter. */
  filter(filter: { status?: string | undefined; platform?: string | undefined }): void
  next(): void
  previous(): void
  reload(): Promise<void>
  clear(): void
}

const start: ListPlace = { pages: [undefined] }

/** A list that is read a page at a time. The proxy's pages only lead on, so the way back is kept here. */
export function createListing<Answer extends { nextPage?: string | undefined }>(
  send: (query: ListQuery) => Promise<Result<Answer>>,
): Listing<Answer> {
  const { $reading, read, clear } = createReading<Answer>()
  const $place = atom<ListPlace>(start)

  async function go(place: ListPlace, keep = false) {
    $place.set(place)
    const { status, platform, pages } = place
    await read(() => send({ status, platform, page: pages.at(-1) }), keep)
  }

  return {
    $reading,
    $place,
    filter: (filter) => void go({ ...filter, pages: start.pages }),
    next() {
      const reading = $reading.get()
      const page = reading.status === 'ready' ? reading.value.nextPage : undefined
      const place = $place.get()
      if (page) void go({ ...place, pages: [...place.pages, page] })
    },
    previous() {
      const place = $place.get()
      if (place.pages.length > 1) void go({ ...place, pages: place.pages.slice(0, -1) })
    },
    reload: () => go($place.get(), true),
    clear() {
      $place.set(start)
      clear()
    },
  }
}
