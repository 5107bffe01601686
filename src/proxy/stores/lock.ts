import { RecoveryError } from '../adapter/errors.ts'
import type { StateStore } from './state-store.ts'

// Longer than a whole request may take: a lock never opens by itself while its owner still writes.
const widgetLifetimeMs = 15_000

/**
 * Runs `work` while it alone, on all instances, holds the lock of that name. Throws `busy` where the lock does not become
 * free before `signal` ends. `lifetimeMs`: the lock opens by itself after that, should the process die.
 */
export async function withLock<Value>(
  stateStore: StateStore,
  name: string,
  signal: AbortSignal,
  work: () => Promise<Value>,
  lifetimeMs = widgetLifetimeMs,
): Promise<Value> {
  const key = `lock:${name}`
  const owner = crypto.randomUUID()
  while (!(await stateStore.setIfAbsent(key, owner, lifetimeMs))) {
    await delay(10 + Math.random() * 40, signal)
  }
  try {
    return await work()
  } finally {
    await stateStore.delete(key, owner)
  }
}

/** Resolves after `delayMs`; throws `busy` where `signal` ends first. */
export function delay(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      reject(new RecoveryError('busy', { cause: signal.reason, retryAfterSeconds: 2 }))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end)
      resolve()
    }, delayMs)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
