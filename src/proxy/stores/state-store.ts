import type { RecordStore } from './record-store.ts'
import type { LedgerDatabase } from './sql/database.ts'

/**
 * What instances share. The key-value part is short-lived: locks, kept answers, what pages displayed. Values are texts, and a
 * key is absent once its lifetime is over. All four methods are atomic.
 */
export interface StateStore {
  /** Both parts outlive the process. Without that no report and no reminder is sent, because a restart could repeat it. */
  readonly durable: boolean
  get(key: string): Promise<string | undefined>
  set(key: string, value: string, lifetimeMs: number): Promise<void>
  /** True where the key was absent and is now set. */
  setIfAbsent(key: string, value: string, lifetimeMs: number): Promise<boolean>
  /** Deletes the key; with `expected`, only while it holds that value. */
  delete(key: string, expected?: string): Promise<void>
  /** The long-lived part, which holds the ledger. */
  readonly records: RecordStore
  /** What will hold the ledger in place of the records. */
  readonly database?: LedgerDatabase
}
