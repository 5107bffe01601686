import type { StateStore } from './state-store.ts'

/** The right to a task that one instance is to do at a time. It ends by itself, should the process die. */
export interface Lease {
  /** Makes it last on. False where it has ended, and another instance may have it. */
  renew(): Promise<boolean>
  release(): Promise<void>
}

/** The lease of that name, or undefined where another instance has it. */
export async function acquireLease(
  stateStore: StateStore,
  name: string,
  lifetimeMs: number,
): Promise<Lease | undefined> {
  const key = `lease:${name}`
  const owner = crypto.randomUUID()
  if (!(await stateStore.setIfAbsent(key, owner, lifetimeMs))) return undefined
  return {
    renew: () => stateStore.replace(key, owner, owner, lifetimeMs),
    async release() {
      await stateStore.delete(key, owner)
    },
  }
}
