/** Writes that a shopper's answer does not wait for: statistics, which may lag and, at a crash, be lost. */
export interface LateWrites {
  /** Starts a write, which must not throw. Past the limit it is left out, so that a slow database fills no memory. */
  start(write: () => Promise<unknown>): void
  /** Resolves when all writes that were started so far are done. */
  done(): Promise<void>
}

const maxWrites = 1000

export function createLateWrites(): LateWrites {
  const running = new Set<Promise<unknown>>()
  return {
    start(write) {
      if (running.size >= maxWrites) return
      const writing = write().finally(() => running.delete(writing))
      running.add(writing)
    },
    async done() {
      await Promise.allSettled(running)
    },
  }
}
