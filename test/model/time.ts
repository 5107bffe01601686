import { AsyncResource } from 'node:async_hooks'

import { type Strand, strands } from './strand.ts'

/** What waits for a time. */
export interface ModelTimer {
  at: number
  delayMs: number
  /** Begins again each time it ends, until it is cleared. */
  isRepeated: boolean
  /** Ends what takes too long; nothing waits for it. */
  isLimit?: boolean
  /** Who set it. */
  strand: Strand | undefined
  run(): void
  ref(): ModelTimer
  unref(): ModelTimer
}

// Of no meaning; later than the lifetimes of whatever began at 0.
const startMs = Date.UTC(2030, 0, 7, 9)

/** Time as the model has it: it stands still until the scheduler lets it pass. */
export const time = {
  now: startMs,
  timers: [] as ModelTimer[],
  reset(): void {
    time.now = startMs
    time.timers = []
  },
  /** The timer that ends first; of several, the one that was set first. */
  next(counts: (timer: ModelTimer) => boolean = () => true): ModelTimer | undefined {
    let first: ModelTimer | undefined
    for (const timer of time.timers) if (counts(timer) && (!first || timer.at < first.at)) first = timer
    return first
  },
  /** Lets time pass, and ends what was due until then. */
  passTo(ms: number): void {
    time.now = Math.max(time.now, ms)
    for (let due = time.next(); due && due.at <= time.now; due = time.next()) {
      drop(due)
      due.run()
    }
  },
}

function drop(timer: unknown): void {
  time.timers = time.timers.filter((candidate) => candidate !== timer)
}

type Work = (...values: unknown[]) => void

function addTimer(work: Work, delayMs: number, isRepeated: boolean): ModelTimer {
  const run = AsyncResource.bind(() => {
    if (isRepeated) time.timers.push(Object.assign(timer, { at: time.now + delayMs }))
    work()
  })
  const timer: ModelTimer = {
    at: time.now + delayMs,
    delayMs,
    isRepeated,
    strand: strands.getStore(),
    run,
    ref: () => timer,
    unref: () => timer,
  }
  time.timers.push(timer)
  return timer
}

function setTimer(work: Work, delayMs = 0, ...values: unknown[]): unknown {
  // A timer without a delay only lets others have their turn.
  if (delayMs <= 0) return setImmediate(work, ...values)
  return addTimer(() => work(...values), delayMs, false)
}

const setRepeated = (work: Work, delayMs = 1, ...values: unknown[]) =>
  addTimer(() => work(...values), Math.max(1, delayMs), true)

function timeoutSignal(delayMs: number): AbortSignal {
  const controller = new AbortController()
  const abort = () => controller.abort(new DOMException('the time is over', 'TimeoutError'))
  addTimer(abort, Math.max(1, delayMs), false).isLimit = true
  return controller.signal
}

/** The machine's own time, for how long the model takes. */
export const machineNow = performance.now.bind(performance)

/** Puts the model's time into the place of the machine's. */
export function installTime(): void {
  Object.assign(globalThis, { setTimeout: setTimer, clearTimeout: drop, setInterval: setRepeated, clearInterval: drop })
  Object.defineProperty(AbortSignal, 'timeout', { value: timeoutSignal })
  Object.defineProperty(performance, 'now', { value: () => time.now - startMs })
  Date.now = () => time.now
}
