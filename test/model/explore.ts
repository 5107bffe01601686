import type { ModelShop } from './model-shop.ts'
import { openScenario, type Run, runSchedule } from './run-schedule.ts'
import type { Scenario } from './scenario.ts'
import type { Option } from './scheduler.ts'

/** How far a schedule may depart from one act after the other. */
export interface Bounds {
  preemptions: number
  disturbances: number
  /** Both together. @default as many as both allow */
  departures?: number
  /** Ends after so many schedules. */
  schedules?: number
}

export interface Explored {
  schedules: number
  states: number
  steps: number
  /** The first schedule that broke a promise: no other one departs less. */
  violation?: Run
}

type Cost = Pick<Bounds, 'preemptions' | 'disturbances'>

/** The beginning of a schedule, by the places of its options. What follows is the first option each time. */
interface Prefix extends Cost {
  choices: number[]
}

/**
 * Runs every schedule within the bounds, those that depart least first. From a state that was met before, with as much left of
 * the bounds, it goes on no further.
 */
export async function explore(scenario: Scenario, bounds: Bounds): Promise<Explored> {
  const opened = await openScenario(scenario)
  const { shop } = opened
  const levels: Prefix[][] = [[{ choices: [], preemptions: 0, disturbances: 0 }]]
  const states = new Map<string, Cost[]>()
  const explored: Explored = { schedules: 0, states: 0, steps: 0 }

  for (let level = 0; level < levels.length; level++) {
    const queue = levels[level] ?? []
    for (let prefix = queue.pop(); prefix; prefix = queue.pop()) {
      if (explored.schedules === bounds.schedules) return explored
      const run = await follow(prefix)
      explored.schedules++
      if (run.violations.length > 0) return { ...explored, violation: run }
    }
  }
  return explored

  async function follow(prefix: Prefix): Promise<Run> {
    const taken: number[] = []
    return runSchedule(opened, async (options) => {
      explored.steps++
      const given = prefix.choices[taken.length]
      if (given === undefined) {
        if (await isKnown(shop, prefix)) return undefined
        branch(options, taken, prefix)
      }
      taken.push(given ?? 0)
      return given ?? 0
    })
  }

  function branch(options: readonly Option[], taken: readonly number[], before: Cost): void {
    for (const [index, option] of options.entries()) {
      if (index === 0) continue
      const cost = costOf(option, options, shop.scheduler.lastAct)
      const preemptions = before.preemptions + cost.preemptions
      const disturbances = before.disturbances + cost.disturbances
      if (preemptions > bounds.preemptions || disturbances > bounds.disturbances) continue
      const level = preemptions + disturbances
      if (level > (bounds.departures ?? level)) continue
      levels[level] ??= []
      levels[level]?.push({ choices: [...taken, index], preemptions, disturbances })
    }
  }

  async function isKnown({ scheduler, digest }: ModelShop, used: Cost): Promise<boolean> {
    const state = `${scheduler.lastAct} ${await digest()}`
    const before = states.get(state) ?? []
    if (before.some((one) => one.preemptions <= used.preemptions && one.disturbances <= used.disturbances)) return true
    states.set(state, [...before, { preemptions: used.preemptions, disturbances: used.disturbances }])
    explored.states = states.size
    return false
  }
}

/** What this option costs. To go on with who acted last is free, and so is any act once that one waits or is over. */
function costOf(option: Option, options: readonly Option[], lastAct: string | undefined): Cost {
  const canGoOn = options.some((one) => one.what === 'go' && one.act === lastAct)
  const isOther = 'act' in option && option.act !== lastAct
  return {
    preemptions: option.what === 'wake' || (isOther && canGoOn) ? 1 : 0,
    disturbances: option.what === 'go' || option.what === 'wake' ? 0 : 1,
  }
}
