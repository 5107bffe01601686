import type { Progress } from './explore.ts'
import { machineNow } from './time.ts'

const everyMs = 30_000

/** Prints how far a scenario has come, at each further departure and now and then, with an estimate of what is left. */
export function createReporter(name: string): (progress: Progress) => void {
  let startedAt = machineNow()
  let printedAt = startedAt
  let printed = 0
  return ({ departures, left, schedules, states }) => {
    const now = machineNow()
    // It begins, or begins anew.
    if (schedules === 0) startedAt = now
    if (departures === printed && now - printedAt < everyMs) return
    printed = departures
    printedAt = now
    const ofEach = (now - startedAt) / Math.max(1, schedules)
    const seconds = Math.ceil((left * ofEach) / 1000)
    console.log(
      `  ${name}: ${schedules} schedules, ${states} states; ${left} with ${departures} departures left, about ${seconds} s`,
    )
  }
}
