import { createMemoryRecords } from './memory-records.ts'
import type { StateStore } from './state-store.ts'

export interface MemoryStoreOptions {
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number
}

/** A store in the memory of this process: for the demo, tests, and a single instance that may forget. */
export function createMemoryStore({ clock = Date.now }: MemoryStoreOptions = {}): StateStore {
  const entries = new Map<string, { value: string; expiresAt: number }>()
  let sweepAt = 0

  function read(key: string): string | undefined {
    const entry = entries.get(key)
    return entry && entry.expiresAt > clock() ? entry.value : undefined
  }

  function write(key: string, value: string, lifetimeMs: number) {
    sweep()
    entries.set(key, { value, expiresAt: clock() + lifetimeMs })
  }

  /** Drops expired entries, at most once a minute. */
  function sweep() {
    const now = clock()
    if (now < sweepAt) return
    sweepAt = now + 60_000
    for (const [key, { expiresAt }] of entries) if (expiresAt <= now) entries.delete(key)
  }

  return {
    durable: false,
    records: createMemoryRecords(clock),
    async get(key) {
      return read(key)
    },
    async set(key, value, lifetimeMs) {
      write(key, value, lifetimeMs)
    },
    async setIfAbsent(key, value, lifetimeMs) {
      if (read(key) !== undefined) return false
      write(key, value, lifetimeMs)
      return true
    },
    async delete(key, expected) {
      if (expected === undefined || read(key) === expected) entries.delete(key)
    },
  }
}
