import { UpstreamError } from '../upstream-error.ts'

/** No answer is kept longer, whatever age a caller accepts. */
const maxKeptMs = 5000
/** A read goes on for as long, while anyone waits for it. */
const timeLimitMs = 8000

interface SharedRead<Value> {
  answer: Promise<Value>
  startedAt: number
  waiting: number
  /** Ends the read, once all who waited have left. Absent when it has ended. */
  abort?: () => void
}

/** What a caller asks for. */
export interface SharedReadRequest {
  /** Says what is asked for: the same key means the same answer. */
  key: string
  /** How old an answer may be. 0 reads anew. */
  maxAgeMs: number
  signal: AbortSignal
}

/** How many answers are kept at once. */
export interface SharedReadsOptions {
  /**
   * An answer that is kept fills memory, and what outlives its request is costly to clear away: beyond this many, the oldest
   * goes. Fewer than one cart asks for at a time would make it ask twice. Default 30, for answers of the size of a cart.
   */
  maxKept?: number
}

/**
 * Reads that callers share who ask the same at the same time, or within seconds. A caller who leaves ends no read that
 * another one waits for. A read that failed is not kept.
 */
export function createSharedReads<Value>({ maxKept = 30 }: SharedReadsOptions = {}) {
  const reads = new Map<string, SharedRead<Value>>()

  function start(key: string, read: (signal: AbortSignal) => Promise<Value>): SharedRead<Value> {
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(), timeLimitMs)
    const shared: SharedRead<Value> = {
      answer: read(controller.signal),
      startedAt: performance.now(),
      waiting: 0,
      abort: () => controller.abort(),
    }
    const end = () => {
      clearTimeout(timer)
      delete shared.abort
    }
    shared.answer.then(end, () => {
      end()
      drop(key, shared)
    })
    reads.delete(key)
    reads.set(key, shared)
    return shared
  }

  function drop(key: string, shared: SharedRead<Value>): void {
    if (reads.get(key) === shared) reads.delete(key)
  }

  function dropOld(): void {
    const oldest = performance.now() - maxKeptMs
    for (const [key, { startedAt }] of reads) {
      if (startedAt >= oldest && reads.size <= maxKept) return
      reads.delete(key)
    }
  }

  return {
    /** The answer of a read that is young enough, or of a new one. Throws what the read throws, and `given-up`. */
    async read(
      { key, maxAgeMs, signal }: SharedReadRequest,
      read: (signal: AbortSignal) => Promise<Value>,
    ): Promise<Value> {
      dropOld()
      const known = reads.get(key)
      const isYoung = known && maxAgeMs > 0 && performance.now() - known.startedAt <= maxAgeMs
      const shared = isYoung ? known : start(key, read)
      shared.waiting++
      try {
        return await untilLeft(shared.answer, signal)
      } finally {
        shared.waiting--
        if (shared.waiting === 0 && shared.abort) {
          drop(key, shared)
          shared.abort()
        }
      }
    },
    /** What was read by this key is not true any more. */
    forget(key: string): void {
      reads.delete(key)
    },
  }
}

/** The answer, or `given-up` once the caller has left. */
function untilLeft<Value>(answer: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new UpstreamError('given-up', 'the caller did not wait for a shared answer'))
    if (signal.aborted) return leave()
    signal.addEventListener('abort', leave, { once: true })
    const stay = () => signal.removeEventListener('abort', leave)
    answer.then(resolve, reject).then(stay)
  })
}
