import type { StateStore } from './state-store.ts'

// Short, because after a kill the task stands still for so long; with room for a renewal that comes late or fails.
const lifetimeMs = 3000
const renewalMs = 1000

/** The right to a task that one instance is to do at a time. It ends by itself within seconds, should the process die. */
export interface Lease {
  /** Begins the next step of the task. False where the lease has ended, and another instance may have it. */
  renew(): Promise<boolean>
  release(): Promise<void>
}

/**
 * The lease of that name, or undefined where another instance has it. It is renewed while the task gets on: a step that takes
 * longer than `stepMs` ends it.
 */
export async function acquireLease(stateStore: StateStore, name: string, stepMs: number): Promise<Lease | undefined> {
  const key = `lease:${name}`
  const owner = crypto.randomUUID()
  if (!(await stateStore.setIfAbsent(key, owner, lifetimeMs))) return undefined
  let renewalsLeft = stepMs / renewalMs
  const timer = setInterval(keep, renewalMs)

  function keep(): void {
    renewalsLeft -= 1
    if (renewalsLeft < 0) return
    // One that the database does not take is tried again: `renew` tells of a lease that has ended.
    stateStore.replace(key, owner, owner, lifetimeMs).then(
      (isKept) => isKept || clearInterval(timer),
      () => {},
    )
  }

  return {
    renew() {
      renewalsLeft = stepMs / renewalMs
      return stateStore.replace(key, owner, owner, lifetimeMs)
    },
    async release() {
      clearInterval(timer)
      await stateStore.delete(key, owner)
    },
  }
}
