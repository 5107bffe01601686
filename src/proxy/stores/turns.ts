import { RecoveryError } from '../adapter/errors.ts'
import type { StateStore } from './state-store.ts'

/** No more of one process wait for one name. Fifty taps in two tabs all get their turn. */
const maxWaiting = 50

/** Those of this process that wait for one name. */
interface Queue {
  length: number
  /** Settles once the last of them has its answer, or has left. */
  last: Promise<unknown>
  /** Ends the pause of the first one. */
  wake: () => void
}

const queues = new WeakMap<StateStore, Map<string, Queue>>()

/**
 * Asks the store about a name until it answers something. Of one process the one who came first asks, and the others cost the
 * store nothing, however many they are. Throws `busy` where too many wait already, and where `signal` ends first.
 */
export async function askInTurn<Value>(
  stateStore: StateStore,
  name: string,
  signal: AbortSignal,
  ask: () => Promise<Value | undefined>,
): Promise<Value> {
  const named = queues.get(stateStore) ?? new Map<string, Queue>()
  queues.set(stateStore, named)
  const queue = named.get(name) ?? { length: 0, last: Promise.resolve(), wake() {} }
  if (queue.length >= maxWaiting) throw busy('too many wait already')
  named.set(name, queue)
  queue.length++
  const before = queue.last
  const left = Promise.withResolvers<void>()
  queue.last = before.then(() => left.promise)
  try {
    await unlessEnded(before, signal)
    for (;;) {
      const answer = await ask()
      if (answer !== undefined) return answer
      const woken = new Promise<void>((resolve) => {
        queue.wake = resolve
      })
      await pause(10 + Math.random() * 40, woken, signal)
    }
  } finally {
    left.resolve()
    queue.length--
    if (queue.length === 0) named.delete(name)
  }
}

/** Lets the first of this process that waits for a name ask again, because the answer will be another one now. */
export function wakeNext(stateStore: StateStore, name: string): void {
  queues.get(stateStore)?.get(name)?.wake()
}

/** Resolves after `delayMs` or with `woken`; throws `busy` where `signal` ends first. */
async function pause(delayMs: number, woken: Promise<void>, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delayMs)
  })
  await unlessEnded(Promise.race([passed, woken]), signal).finally(() => clearTimeout(timer))
}

async function unlessEnded(done: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const ended = Promise.withResolvers<never>()
  const end = () => ended.reject(busy(signal.reason))
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
  try {
    await Promise.race([done, ended.promise])
  } finally {
    signal.removeEventListener('abort', end)
  }
}

const busy = (cause: unknown) => new RecoveryError('busy', { cause, retryAfterSeconds: 2 })
