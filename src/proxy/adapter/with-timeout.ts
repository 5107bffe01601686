import { TimeoutStrategy, timeout } from 'cockatiel'

export { TaskCancelledError as TimeoutError } from 'cockatiel'

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
  return timeout(timeoutMs, TimeoutStrategy.Aggressive).execute(({ signal }) => work(signal), outer)
}
