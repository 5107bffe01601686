import { describe, type Log } from '../log.ts'
import type { StateStore } from './state-store.ts'
import type { StoreDownError } from './store-down-error.ts'

const intervalMs = 60_000
const loggedAt = new WeakMap<StateStore, number>()

/** Logs what is done without the state store, at most once a minute: every shopper's request would say the same. */
export function logStoreDown(
  { stateStore, store, log, clock }: { stateStore: StateStore; store: string; log: Log; clock: () => number },
  error: StoreDownError,
  consequence: string,
): void {
  const now = clock()
  if (now - (loggedAt.get(stateStore) ?? Number.NEGATIVE_INFINITY) < intervalMs) return
  loggedAt.set(stateStore, now)
  log.warn({ store, cause: describe(error) }, `The state store is down: ${consequence}`)
}
