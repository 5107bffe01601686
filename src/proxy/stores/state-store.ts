import type { RecordStore } from './record-store.ts'

/**
 * What instances share. The short-lived part: locks, idempotency, what a shopper was shown. Values are texts; a key
 * whose time is over is absent. All four verbs are atomic.
 */
export interface StateStore {
  /** Both parts outlive the process. Without that no message is sent on the store's own account. */
  readonly durable: boolean
  get(key: string): Promise<string | undefined>
  set(key: string, value: string, lifetimeMs: number): Promise<void>
  /** True where the key was absent and is now set. */
  setIfAbsent(key: string, value: string, lifetimeMs: number): Promise<boolean>
  /** Deletes the key; with `expected`, only while it holds that value. */
  delete(key: string, expected?: string): Promise<void>
  /** The durable part, which the ledger is kept in. */
  readonly records: RecordStore
}
