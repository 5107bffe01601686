/** Work did not end in time, or before its outer signal did. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
}

/**
 * The result of `work`, or a `TimeoutError` after `timeoutMs` or when the outer signal ends: even where `work`
 * ignores its own signal. Unlike `AbortSignal.timeout`, the timer keeps the process alive.
 */
export async function withTimeout<Value>(
  timeoutMs: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  outer?.throwIfAborted()
  const controller = new AbortController()
  const { promise: over, reject } = Promise.withResolvers<never>()
  const end = () => {
    const error = new TimeoutError(`not done within ${timeoutMs} ms`)
    reject(error)
    controller.abort(error)
  }
  const timer = setTimeout(end, timeoutMs)
  outer?.addEventListener('abort', end, { once: true })
  try {
    return await Promise.race([work(controller.signal), over])
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', end)
  }
}
