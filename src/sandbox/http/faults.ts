import type { PlatformName } from '../platform-types.ts'

/** Every way a platform may misbehave. */
export const faultKinds = [
  'slow', // answers, but late
  'hang', // accepts the request and never answers
  'reset', // drops the connection before it did anything
  '429',
  '500',
  '502',
  '503',
  '504',
  'not-json', // 200 with something else than JSON
  'login-page', // 200 with HTML, as from a captive portal or an expired session
  'truncated', // the right answer, cut off in the middle
  'missing-field', // the right answer without the field that matters
  'huge', // an answer without end
  'lost-answer', // the work is done, the answer never arrives
  'error-200', // a failure that is answered with 200
] as const

export type FaultKind = (typeof faultKinds)[number]

export interface Fault {
  platform: PlatformName
  fault: FaultKind
  /** Only calls of this method. @default every method */
  method?: string
  /** Only calls whose path contains this. @default every path of the API */
  path?: string
  /** Let this many matching calls pass first. @default 0 */
  after?: number
  /** Apply only to so many calls. @default all */
  times?: number
  /** How late `slow` is, and what a 429 asks to wait. @default 3000 */
  delayMs?: number
}

export interface Faults {
  /** Replaces the fault of that platform. */
  set(fault: Fault): void
  clear(): void
  list(): Fault[]
  /** The fault that applies to this call, if any. Counts the call, so that `after` and `times` are used up. */
  consume(platform: PlatformName, method: string, path: string): Fault | undefined
}

/** The faults of one sandbox: none at first, at most one per platform. */
export function createFaults(): Faults {
  const active = new Map<PlatformName, { fault: Fault; matched: number }>()
  return {
    set: (fault) => void active.set(fault.platform, { fault, matched: 0 }),
    clear: () => active.clear(),
    list: () => [...active.values()].map(({ fault }) => ({ ...fault })),
    consume(platform, method, path) {
      const entry = active.get(platform)
      if (!entry || !matches(entry.fault, method, path)) return undefined
      const { after = 0, times = Number.POSITIVE_INFINITY } = entry.fault
      const turn = entry.matched++
      return turn >= after && turn < after + times ? entry.fault : undefined
    },
  }
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method && fault.method.toUpperCase() !== method) return false
  return path.includes(fault.path ?? '/')
}
