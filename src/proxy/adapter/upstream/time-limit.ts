/** How long something may take. */
export interface TimeLimit {
  /** Ends with the caller's, or when the time is over. */
  signal: AbortSignal
  /** Rejects when the signal ends, also where what it was given to does not listen. */
  ended: Promise<never>
  /** The time is over. */
  readonly isOver: boolean
  /** What was limited has ended. */
  stop(): void
}

/** Unlike `AbortSignal.timeout` and `AbortSignal.any`, it keeps neither a timer nor a signal once it was stopped. */
export function startTimeLimit(outer: AbortSignal | undefined, ms: number): TimeLimit {
  const controller = new AbortController()
  const { promise: ended, reject } = Promise.withResolvers<never>()
  // Where the call ends first, nothing waits for this any more.
  ended.catch(() => {})
  let isOver = false
  const end = (reason: unknown) => {
    controller.abort(reason)
    reject(reason)
  }
  const timer = setTimeout(() => {
    isOver = true
    end(new DOMException('no whole answer in time', 'TimeoutError'))
  }, ms)
  const leave = () => end(outer?.reason)
  if (outer?.aborted) leave()
  outer?.addEventListener('abort', leave, { once: true })
  return {
    signal: controller.signal,
    ended,
    get isOver() {
      return isOver
    },
    stop() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', leave)
    },
  }
}
