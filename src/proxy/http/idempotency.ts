import { RecoveryError } from '../adapter/errors.ts'
import type { Sealer } from '../sealing/sealer.ts'
import { delay } from '../stores/lock.ts'
import type { StateStore } from '../stores/state-store.ts'

/** A day, as the cart handle: nobody repeats a tap later than that. */
const answerLifetimeMs = 24 * 60 * 60 * 1000
/** Longer than a request may take; after that its process is gone, and the tap may be done anew. */
const runningLifetimeMs = 15_000
const running = 'running'

export interface IdempotentCall {
  /** Scope and key: route, store, cart, and the caller's key. */
  scope: string
  /** The request, so that one key cannot serve two wishes. */
  request: string
  signal: AbortSignal
}

/**
 * Does `work` once per key. A repetition gets the first answer, also while that is still being made. Only successes
 * are kept: after a failure the same tap may be tried again, and every write here is safe to repeat.
 */
export async function runOnce<Answer>(
  stateStore: StateStore,
  sealer: Sealer,
  { scope, request, signal }: IdempotentCall,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const key = `once:${await digest(scope)}`
  const requestDigest = await digest(request)
  while (!(await stateStore.setIfAbsent(key, running, runningLifetimeMs))) {
    const kept = await stateStore.get(key)
    if (kept !== undefined && kept !== running) return recall(kept)
    await delay(50, signal)
  }
  try {
    const answer = await work()
    const sealed = await sealer.seal('answer', { requestDigest, answer }, answerLifetimeMs)
    await stateStore.set(key, sealed, answerLifetimeMs)
    return answer
  } catch (error) {
    await stateStore.delete(key, running)
    throw error
  }

  async function recall(kept: string): Promise<Answer> {
    const opened = await sealer.open<{ requestDigest: string; answer: Answer }>('answer', kept)
    if (opened.status !== 'open') throw new RecoveryError('unconfirmed', { detail: 'the kept answer does not open' })
    if (opened.payload.requestDigest !== requestDigest) throw new RecoveryError('idempotency-key-reused')
    return opened.payload.answer
  }
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
