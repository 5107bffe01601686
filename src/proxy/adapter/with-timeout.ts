/** Work did not end within its time. */
export class OverTimeError extends Error {
  override readonly name = 'OverTimeError'
}

/**
 * What `work` comes to, or an `OverTimeError` after `limitMs`, or the reason of the outer signal: even where the work
 * takes no notice of its own signal. The timer keeps the process alive, which `AbortSignal.timeout` does not.
 */
export async function within<Value>(
  limitMs: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(new OverTimeError(`not done within ${limitMs} ms`)), limitMs)
  const signal = outer ? AbortSignal.any([outer, limit.signal]) : limit.signal
  try {
    signal.throwIfAborted()
    const over = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    return await Promise.race([work(signal), over])
  } finally {
    clearTimeout(timer)
  }
}
