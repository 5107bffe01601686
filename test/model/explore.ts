import type { Footprint } from './footprints.ts'
import type { ModelShop } from './model-shop.ts'
import type { Option } from './option.ts'
import { isLeftOut } from './reduction.ts'
import { type OpenedScenario, openScenario, type Run, runSchedule } from './run-schedule.ts'
import type { Scenario } from './scenario.ts'

/** How far a schedule may depart from one act after the other. */
export interface Bounds {
  preemptions: number
  disturbances: number
  /** Both together. @default as many as both allow */
  departures?: number
  /** Ends after so many schedules. */
  schedules?: number
  /** False runs every schedule, and each of them to its end. @default true */
  isReduced?: boolean
  /** Called where a schedule has ended. */
  onEnd?(shop: ModelShop): Promise<void>
  /** Called before each schedule. */
  onProgress?(progress: Progress): void
}

export interface Explored {
  schedules: number
  states: number
  steps: number
  /** The first schedule that broke a promise: no other one departs less. */
  violation?: Run
}

type Cost = Pick<Bounds, 'preemptions' | 'disturbances'>

/** The beginning of a schedule: at which steps it departs from the first option, and to which one. */
interface Prefix extends Cost {
  departures: readonly { step: number; index: number }[]
}

/** How far an exploration has come. */
export interface Progress extends Explored {
  /** How often the schedules depart that are run now, and how many of them are left. */
  departures: number
  left: number
}

/**
 * Runs every schedule within the bounds, those that depart least first. From a state that was met before, with as much left of
 * the bounds, it goes on no further: what follows is the same. Besides, it leaves out what ends like another schedule
 * (`isLeftOut`). Waits of less than a second, and copies that an instance keeps of what it read, are not told apart.
 */
export async function explore(scenario: Scenario, bounds: Bounds): Promise<Explored> {
  const opened = await openScenario(scenario)
  opened.shop.isReduced = bounds.isReduced ?? true
  for (;;) {
    const explored = await exploreAll(opened, bounds, scenario)
    if (explored) return explored
  }
}

/** Undefined where something was left out that must not be. */
async function exploreAll(
  { shop, scene }: OpenedScenario,
  bounds: Bounds,
  scenario: Scenario,
): Promise<Explored | undefined> {
  const levels: Prefix[][] = [[{ departures: [], preemptions: 0, disturbances: 0 }]]
  const states = new Map<string, Cost[]>()
  const explored: Explored = { schedules: 0, states: 0, steps: 0 }

  for (let level = 0; level < levels.length; level++) {
    const queue = levels[level] ?? []
    for (let prefix = queue.pop(); prefix; prefix = queue.pop()) {
      if (explored.schedules === bounds.schedules) return explored
      bounds.onProgress?.({ ...explored, departures: level, left: queue.length + 1 })
      const run = await follow(prefix)
      explored.schedules++
      if (run.violations.length > 0) return { ...explored, violation: run }
      if (run.end === 'over') await bounds.onEnd?.(shop)
      if (!shop.footprints.confirm()) return undefined
    }
  }
  return explored

  async function follow(prefix: Prefix): Promise<Run> {
    const last = prefix.departures.at(-1)?.step ?? -1
    let step = -1
    shop.footprints.begin()
    return runSchedule({ shop, scene }, async (options) => {
      explored.steps++
      step++
      const given = prefix.departures.find((one) => one.step === step)?.index ?? 0
      if (step > last) {
        if (shop.isReduced && (await isKnown(shop, prefix))) return undefined
        branch(options, step, prefix)
      }
      const taken = options[given]
      if (taken) shop.footprints.step(readFootprint(options, taken))
      return given
    })
  }

  function branch(options: readonly Option[], step: number, before: Prefix): void {
    for (const [index, option] of options.entries()) {
      if (index === 0 || isLeftOut(option, { options, step, shop, scenario })) continue
      const cost = costOf(option, options, shop.scheduler.lastAct)
      const preemptions = before.preemptions + cost.preemptions
      const disturbances = before.disturbances + cost.disturbances
      if (preemptions > bounds.preemptions || disturbances > bounds.disturbances) continue
      const level = preemptions + disturbances
      if (level > (bounds.departures ?? level)) continue
      levels[level] ??= []
      levels[level]?.push({ departures: [...before.departures, { step, index }], preemptions, disturbances })
    }
  }

  async function isKnown({ scheduler, footprints, digest }: ModelShop, used: Cost): Promise<boolean> {
    const state = `${scheduler.lastAct} ${footprints.touchedWorld} ${await digest()}`
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

/** The step of an option: what is lost does as much as what arrives. */
function readFootprint(options: readonly Option[], option: Option): Footprint {
  if (!('label' in option)) return { act: option.what, label: '', touches: [] }
  const { act, label } = option
  return { act, label, touches: options.flatMap((one) => (one.what === 'go' && one.act === act ? one.touches : [])) }
}
