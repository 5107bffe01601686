/** How long a call may take. */
export interface TimeLimit {
  /** Ends with the caller's, or when the time is over. */
  signal: AbortSignal
  /** The time is over. */
  readonly isOver: boolean
  /** The call has ended. */
  stop(): void
}

/** Unlike `AbortSignal.timeout`, it keeps neither a timer nor a signal once the call has ended. */
export function startTimeLimit(outer: AbortSignal, ms: number): TimeLimit {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DOMException('no whole answer in time', 'TimeoutError')), ms)
  return {
    signal: AbortSignal.any([outer, controller.signal]),
    get isOver() {
      return controller.signal.aborted
    },
    stop: () => clearTimeout(timer),
  }
}
