import { isKeptKind } from '../kept-kinds.ts'
import { createExpiryQueue, type Ending, type ExpiryQueue } from './expiry-queue.ts'

interface Entry extends Ending {
  readonly key: string
  readonly value: string
  readonly shelf: Shelf
}

/** Entries that are dropped together, what ends first before the others. */
interface Shelf extends ExpiryQueue<Entry> {
  size: number
}

export interface BoundedEntriesOptions {
  clock: () => number
  /** The most characters that keys and values may have together. */
  maxSize: number
}

/** Texts that end, with room for only so many. Nothing here walks over all of them. */
export interface BoundedEntries {
  read(key: string): Pick<Entry, 'value' | 'expiresAt'> | undefined
  write(key: string, value: string, expiresAt: number, isCount?: boolean): void
  remove(key: string): void
  readonly count: number
}

/** A lock, or the mark of a tap under way, lives no longer than this. */
const briefMs = 60_000
/** What an entry costs besides its characters. */
const overhead = 100

/**
 * Makes room by dropping what has ended, then what ends first: counts and what `keptKinds` lists only where nothing else is left,
 * and of those two whichever takes up more, so that neither drives the other out. Locks and marks go last.
 */
export function createBoundedEntries({ clock, maxSize }: BoundedEntriesOptions): BoundedEntries {
  const entries = new Map<string, Entry>()
  const createShelf = (): Shelf => ({ ...createExpiryQueue<Entry>(), size: 0 })
  const [brief, kept, counts, others] = [createShelf(), createShelf(), createShelf(), createShelf()]
  let size = 0

  const sizeOf = ({ key, value }: Entry) => key.length + value.length + overhead

  function drop(entry: Entry | undefined) {
    if (!entry) return
    entries.delete(entry.key)
    entry.shelf.remove(entry)
    entry.shelf.size -= sizeOf(entry)
    size -= sizeOf(entry)
  }

  function makeRoom(now: number) {
    for (const shelf of [brief, kept, counts, others]) {
      for (let first = shelf.first(); first && first.expiresAt <= now; first = shelf.first()) drop(first)
    }
    while (size > maxSize && entries.size > 0) drop(firstToGo())
  }

  function firstToGo(): Entry | undefined {
    const larger = kept.size > counts.size ? kept : counts
    return others.first() ?? larger.first() ?? brief.first()
  }

  return {
    get count() {
      return entries.size
    },
    read(key) {
      const entry = entries.get(key)
      return entry && entry.expiresAt > clock() ? entry : undefined
    },
    write(key, value, expiresAt, isCount = false) {
      drop(entries.get(key))
      const now = clock()
      const keptShelf = expiresAt - now <= briefMs ? brief : kept
      const shelf = isKeptKind(key) ? keptShelf : isCount ? counts : others
      const entry: Entry = { key, value, expiresAt, shelf, place: 0 }
      entries.set(key, entry)
      shelf.add(entry)
      shelf.size += sizeOf(entry)
      size += sizeOf(entry)
      makeRoom(now)
    },
    remove: (key) => drop(entries.get(key)),
  }
}
