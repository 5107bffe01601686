import { isKeptKind } from '../kept-kinds.ts'
import { createExpiryQueue, type Ending, type ExpiryQueue } from './expiry-queue.ts'

interface Entry extends Ending {
  readonly key: string
  readonly value: string
  readonly queue: ExpiryQueue<Entry>
}

export interface BoundedEntriesOptions {
  clock: () => number
  /** The most characters that keys and values may have together. */
  maxSize: number
}

/** Texts that end, with room for only so many. Nothing here walks over all of them. */
export interface BoundedEntries {
  read(key: string): Pick<Entry, 'value' | 'expiresAt'> | undefined
  /** A count is dropped after all that is none, and what `keptKinds` lists after that. */
  write(key: string, value: string, expiresAt: number, isCount?: boolean): void
  remove(key: string): void
  readonly count: number
}

/** What an entry costs besides its characters. */
const overhead = 100

/** Makes room by dropping what has ended, then what ends first. */
export function createBoundedEntries({ clock, maxSize }: BoundedEntriesOptions): BoundedEntries {
  const entries = new Map<string, Entry>()
  const kept = createExpiryQueue<Entry>()
  const counts = createExpiryQueue<Entry>()
  const others = createExpiryQueue<Entry>()
  let size = 0

  const sizeOf = ({ key, value }: Entry) => key.length + value.length + overhead

  function drop(entry: Entry | undefined) {
    if (!entry) return
    entries.delete(entry.key)
    entry.queue.remove(entry)
    size -= sizeOf(entry)
  }

  function makeRoom(now: number) {
    for (const queue of [kept, counts, others]) {
      for (let first = queue.first(); first && first.expiresAt <= now; first = queue.first()) drop(first)
    }
    while (size > maxSize && entries.size > 0) drop(others.first() ?? counts.first() ?? kept.first())
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
      const queue = isKeptKind(key) ? kept : isCount ? counts : others
      const entry: Entry = { key, value, expiresAt, queue, place: 0 }
      entries.set(key, entry)
      queue.add(entry)
      size += sizeOf(entry)
      makeRoom(now)
    },
    remove: (key) => drop(entries.get(key)),
  }
}
