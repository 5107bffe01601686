import type { LedgerDatabase } from './sql/database.ts'

/** A number under a key. */
export interface Counter {
  value: number
  /** When it starts again at 0. Milliseconds since 1970. */
  expiresAt: number
}

/**
 * What instances share: locks, kept answers, sessions, counts, and with a `database` the ledger. Values are texts, and a key
 * is absent once its lifetime is over. Every verb is atomic, and what it changed is stored once it resolves. Where the store
 * cannot be used they throw `StoreDownError`.
 */
export interface StateStore {
  /** It outlives the process. Without that no report and no reminder is sent, because a restart could repeat it. */
  readonly durable: boolean
  get(key: string): Promise<string | undefined>
  set(key: string, value: string, lifetimeMs: number): Promise<void>
  /** True where the key was absent and is now set. */
  setIfAbsent(key: string, value: string, lifetimeMs: number): Promise<boolean>
  /** Deletes the key; with `expected`, only while it holds that value. True where it did. */
  delete(key: string, expected?: string): Promise<boolean>
  /** Sets the key only while it holds `expected`. True where it did. */
  replace(key: string, expected: string, value: string, lifetimeMs: number): Promise<boolean>
  /** Adds to the number under the key, whose lifetime begins with the first addition. A negative `by` takes away. */
  increment(key: string, by: number, lifetimeMs: number): Promise<Counter>
  /** Throws where nothing can be written: `StoreDownError`, or `ConfigError` where it never will without a change. */
  check(): Promise<void>
  /** Waits for what is under way. Called again it does nothing more. */
  close(): Promise<void>
  /** Holds the ledger. Without one the merchant's half is off. */
  readonly database?: LedgerDatabase
}
