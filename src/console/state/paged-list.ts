import { atom, type ReadableAtom } from 'nanostores'

import type { Result } from '../../client/index.ts'
import type { ListFilter, ListQuery } from '../merchant-client.ts'
import { createRemoteData, type RemoteData } from './remote-data.ts'

/** Which filter a list has, and which of its pages is shown. */
export interface ListPosition extends ListFilter {
  /** The cursors of all pages up to this one. The first page has none. */
  cursors: readonly (string | undefined)[]
}

/** A list of which one page is shown. */
export interface PagedList<Answer> {
  readonly $data: ReadableAtom<RemoteData<Answer>>
  readonly $position: ReadableAtom<ListPosition>
  /** Loads the first page with this filter. */
  filter(filter: ListFilter): void
  next(): void
  previous(): void
  reload(): Promise<void>
  clear(): void
}

const start: ListPosition = { cursors: [undefined] }

/** A list that is loaded page by page. An answer names the next page only, so the cursors of earlier ones are kept. */
export function createPagedList<Answer extends { nextPage?: string | undefined }>(
  request: (query: ListQuery) => Promise<Result<Answer>>,
): PagedList<Answer> {
  const { $data, load, clear } = createRemoteData<Answer>()
  const $position = atom<ListPosition>(start)

  async function show(position: ListPosition, keep = false) {
    $position.set(position)
    const { cursors, ...filter } = position
    await load(() => request({ ...filter, page: cursors.at(-1) }), keep)
  }

  return {
    $data,
    $position,
    filter: (filter) => void show({ ...filter, cursors: start.cursors }),
    next() {
      const data = $data.get()
      const cursor = data.status === 'ready' ? data.value.nextPage : undefined
      const position = $position.get()
      if (cursor) void show({ ...position, cursors: [...position.cursors, cursor] })
    },
    previous() {
      const position = $position.get()
      if (position.cursors.length > 1) void show({ ...position, cursors: position.cursors.slice(0, -1) })
    },
    reload: () => show($position.get(), true),
    clear() {
      $position.set(start)
      clear()
    },
  }
}
