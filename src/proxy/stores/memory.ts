import { createBoundedEntries } from './memory/bounded-entries.ts'
import type { StateStore } from './state-store.ts'

export interface MemoryStoreOptions {
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number
  /**
   * About how many characters it holds. Beyond that it drops what ends first, counts and answers of taps only where
   * nothing else is left, and locks last. @default 32 million
   */
  maxSize?: number
}

/**
 * A store in the memory of this process: for tests, and a single instance that may forget. It has no database, so that
 * messages and the merchant's half are off.
 */
export function createMemoryStore({ clock = Date.now, maxSize = 32_000_000 }: MemoryStoreOptions = {}): StateStore {
  const entries = createBoundedEntries({ clock, maxSize })
  const write = (key: string, value: string, lifetimeMs: number) => entries.write(key, value, clock() + lifetimeMs)

  return {
    durable: false,
    async get(key) {
      return entries.read(key)?.value
    },
    async set(key, value, lifetimeMs) {
      write(key, value, lifetimeMs)
    },
    async setIfAbsent(key, value, lifetimeMs) {
      if (entries.read(key)) return false
      write(key, value, lifetimeMs)
      return true
    },
    async delete(key, expected) {
      const entry = entries.read(key)
      if (!entry || (expected !== undefined && entry.value !== expected)) return false
      entries.remove(key)
      return true
    },
    async replace(key, expected, value, lifetimeMs) {
      if (entries.read(key)?.value !== expected) return false
      write(key, value, lifetimeMs)
      return true
    },
    async increment(key, by, lifetimeMs) {
      const before = entries.read(key)
      const value = Number(before?.value ?? 0) + Math.trunc(by)
      const expiresAt = before?.expiresAt ?? clock() + lifetimeMs
      entries.write(key, String(value), expiresAt, true)
      return { value, expiresAt }
    },
    async check() {},
    async close() {},
  }
}
