/**
 * The short-lived part of what instances share: locks, idempotency, what a shopper was shown. Values are texts; a key
 * whose time is over is absent. All four verbs are atomic.
 */
export interface StateStore {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string, lifetimeMs: number): Promise<void>
  /** True where the key was absent and is now set. */
  setIfAbsent(key: string, value: string, lifetimeMs: number): Promise<boolean>
  /** Deletes the key; with `expected`, only while it holds that value. */
  delete(key: string, expected?: string): Promise<void>
}
