import { UpstreamError } from '../upstream-error.ts'

/**
 * Places for calls, so many at once. Those who wait take turns, one call each: who has two calls to make does not wait for
 * another one's fifty.
 */
export function createFairPlaces(atOnce: number) {
  // In the order of their turns.
  const queues = new Map<object, (() => void)[]>()
  let free = atOnce

  function fill(): void {
    for (const [owner, queue] of queues) {
      if (free === 0) return
      queues.delete(owner)
      const start = queue.shift()
      // Behind the others, where the loop meets it again.
      if (queue.length > 0) queues.set(owner, queue)
      if (!start) continue
      free--
      start()
    }
  }

  return {
    /** Runs the call once it is the turn of `owner`. Throws `given-up` where the signal has ended by then. */
    async run<Value>(owner: object, signal: AbortSignal, call: () => Promise<Value>): Promise<Value> {
      await new Promise<void>((start) => {
        const queue = queues.get(owner)
        if (queue) queue.push(start)
        else queues.set(owner, [start])
        fill()
      })
      try {
        if (signal.aborted)
          throw new UpstreamError('given-up', 'given up while it waited for its turn', { wasNotSent: true })
        return await call()
      } finally {
        free++
        fill()
      }
    },
  }
}
