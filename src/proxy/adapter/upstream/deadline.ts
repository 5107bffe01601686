import { RecoveryError } from '../errors.ts'

const ends = new WeakMap<AbortSignal, number>()

/** A signal that ends with `outer`, and at a time of `performance.now()`. */
export function withDeadline(outer: AbortSignal, endsAt: number): AbortSignal {
  const left = Math.max(0, Math.ceil(endsAt - performance.now()))
  const signal = AbortSignal.any([outer, AbortSignal.timeout(left)])
  // A lock taken while another is held ends with whichever ends first.
  ends.set(signal, Math.min(endsAt, ends.get(outer) ?? endsAt))
  return signal
}

/**
 * Throws `unconfirmed` where the deadline of a write has passed. The clock is asked, because in a process that stood still
 * an answer may be handled before the timer that ends the signal.
 */
export function requireTime(signal: AbortSignal): void {
  if (performance.now() < (ends.get(signal) ?? Number.POSITIVE_INFINITY)) return
  throw new RecoveryError('unconfirmed', { detail: 'the lock ran out before a change was sent' })
}
