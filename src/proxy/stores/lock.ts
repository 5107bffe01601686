import { RecoveryError } from '../adapter/errors.ts'
import { withDeadline } from '../adapter/upstream/deadline.ts'
import { digestOf } from '../sealing/digest.ts'
import type { StateStore } from './state-store.ts'
import { StoreDownError } from './store-down-error.ts'
import { askInTurn, wakeNext } from './turns.ts'

/** Of one process, the timer that is due first fires first: the signal ends before another one can find the lock open. */
const marginMs = 10

// Longer than a whole request may take: a lock never opens by itself while its owner still writes.
const widgetLifetimeMs = 15_000

/**
 * Runs `work` while it alone, on all instances, holds the lock of that name. Its signal also ends when the lock opens by
 * itself after `lifetimeMs`, and no write is sent with it from then on. Throws `busy` where the lock does not become free
 * before `signal` ends, or too many wait for it already, and `unconfirmed` where the lock was lost before the work was done:
 * another request may have written since.
 */
export async function withLock<Value>(
  stateStore: StateStore,
  name: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Value>,
  lifetimeMs = widgetLifetimeMs,
): Promise<Value> {
  // A name may hold a cart's id, which stands nowhere in the store.
  const key = `lock:${await digestOf(name)}`
  const owner = crypto.randomUUID()
  const endsAt = await askInTurn(stateStore, key, signal, async () => {
    // Before the store is asked, so that the lock cannot end earlier there than here.
    const startedAt = performance.now()
    return (await stateStore.setIfAbsent(key, owner, lifetimeMs)) ? startedAt + lifetimeMs - marginMs : undefined
  })
  let value: Value
  try {
    value = await work(withDeadline(signal, endsAt))
  } catch (error) {
    await open().catch(() => {})
    throw error
  }
  if (!(await open())) {
    throw new RecoveryError('unconfirmed', { detail: 'the lock ran out before the work was done' })
  }
  return value

  /** False where the lock was not ours any more. */
  async function open(): Promise<boolean> {
    try {
      return (await stateStore.delete(key, owner)) && performance.now() < endsAt
    } catch (error) {
      // The store went away since. Our own clock still says that the lock is ours.
      if (error instanceof StoreDownError) return performance.now() < endsAt
      throw error
    } finally {
      wakeNext(stateStore, key)
    }
  }
}
