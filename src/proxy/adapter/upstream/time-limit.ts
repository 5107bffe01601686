/** How long a call may take. */
export interface TimeLimit {
  /** Ends with the caller's, or when the time is over. */
  signal: AbortSignal
  /** The time is over. */
  readonly isOver: boolean
  /** The call has ended. */
  stop(): void
}

/** Unlike `AbortSignal.timeout` and `AbortSignal.any`, it keeps neither a timer nor a signal once the call has ended. */
export function startTimeLimit(outer: AbortSignal, ms: number): TimeLimit {
  const controller = new AbortController()
  let isOver = false
  const timer = setTimeout(() => {
    isOver = true
    controller.abort(new DOMException('no whole answer in time', 'TimeoutError'))
  }, ms)
  const leave = () => controller.abort(outer.reason)
  if (outer.aborted) leave()
  outer.addEventListener('abort', leave, { once: true })
  return {
    signal: controller.signal,
    get isOver() {
      return isOver
    },
    stop() {
      clearTimeout(timer)
      outer.removeEventListener('abort', leave)
    },
  }
}
