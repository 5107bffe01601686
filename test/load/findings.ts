import type { UpstreamCall } from './platforms.ts'

/** What must not happen. `broken`: an answer that no fault and no kill excuses, such as `internal-error`. */
export type FindingKind = 'lost' | 'doubled' | 'unexplained' | 'broken'

/** Something that must not happen, with what shows it. */
export interface Finding {
  kind: FindingKind
  sentence: string
  /** What happened to the cart or the message, in order. */
  evidence: string[]
}

/** One tap of a shopper: all requests with one idempotency key. Times are of `performance.now()`. */
export interface Tap {
  path: string
  key: string
  wants: string
  startedAt: number
  endedAt?: number
  /** What each request of it got, in the order in which they ended. */
  ends: string[]
}

/** A kill of an instance, or the time in which the database was away. */
export interface Disturbance {
  what: string
  /** The instance that was killed; absent where it was the database, which all instances use. */
  instance?: string
  startedAt: number
  /** When the instance or the database was back. */
  endedAt: number
}

/** Between a platform's answer and the record of it; a report is not written about after this long from the order on. */
export const settleMs = 2000

/** Whether a disturbance may have cut the call off, or what its instance was to do after it until `until`. */
export function isCutOff(call: UpstreamCall, disturbances: readonly Disturbance[], until = call.endedAt): boolean {
  return disturbances.some(
    ({ instance, startedAt, endedAt }) =>
      (instance === undefined || instance === call.instance) &&
      call.startedAt <= endedAt &&
      (until ?? Number.POSITIVE_INFINITY) >= startedAt,
  )
}

/** Taps, calls and disturbances of one cart as lines, in order. */
export function tell(
  taps: readonly Tap[],
  calls: readonly UpstreamCall[],
  disturbances: readonly Disturbance[],
): string[] {
  const first = Math.min(...taps.map(({ startedAt }) => startedAt), ...calls.map(({ startedAt }) => startedAt))
  const last = Math.max(...taps.map(({ endedAt = 0 }) => endedAt), ...calls.map(({ endedAt = 0 }) => endedAt))
  const lines = [
    ...taps.map(({ path, key, wants, startedAt, endedAt, ends }) => ({
      at: startedAt,
      text: `shopper POST ${path} ${wants} (key ${key.slice(0, 4)}) until ${since(first, endedAt)}: ${ends.join(', ')}`,
    })),
    ...calls.map(({ instance, method, path, body, startedAt, endedAt, status, fault }) => ({
      at: startedAt,
      text: `${instance} ${method} ${path.replace(/\?.*/, '')} ${body.slice(0, 120)} → ${status ?? 'not reached'}${fault ? `, fault ${fault}` : ''}, until ${since(first, endedAt)}`,
    })),
    ...disturbances
      .filter(({ startedAt, endedAt }) => startedAt <= last && endedAt >= first)
      .map(({ what, startedAt, endedAt }) => ({ at: startedAt, text: `*** ${what} until ${since(first, endedAt)}` })),
  ]
  return lines.sort((one, other) => one.at - other.at).map(({ at, text }) => `${since(first, at)} ${text}`)
}

function since(first: number, at: number | undefined): string {
  return at === undefined || at === Number.POSITIVE_INFINITY ? 'the end' : `${Math.round(at - first)} ms`
}
