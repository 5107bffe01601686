import type { Footprint } from './footprints.ts'
import type { ModelShop } from './model-shop.ts'
import type { Option } from './option.ts'
import { type OpenedScenario, openScenario, type Run, runSchedule } from './run-schedule.ts'
import { type Scenario, standstill } from './scenario.ts'
import { time } from './time.ts'

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

/** No lock ends by itself so early. */
const surelyHeldMs = 5000

type Cost = Pick<Bounds, 'preemptions' | 'disturbances'>

/** The beginning of a schedule: at which steps it departs from the first option, and to which one. */
interface Prefix extends Cost {
  departures: readonly { step: number; index: number }[]
}

/**
 * Runs every schedule within the bounds, those that depart least first. From a state that was met before, with as much left of
 * the bounds, it goes on no further. What ends in the same state one step earlier or later is run once: an interruption just
 * before a step that is alone (`Footprints`), an event after a step that could not have noticed it, an instance that falls
 * silent while others act, and who asks for a lock that is held. Where a step turns out not to be alone, all begins anew.
 * Waits of less than a second, and copies that an instance keeps of what it read, are not told apart.
 */
export async function explore(scenario: Scenario, bounds: Bounds): Promise<Explored> {
  const opened = await openScenario(scenario)
  for (;;) {
    const explored = await exploreAll(opened, bounds, scenario.watchesOrder)
    if (explored.violation || explored.schedules === bounds.schedules || opened.shop.footprints.confirm())
      return explored
  }
}

async function exploreAll(opened: OpenedScenario, bounds: Bounds, watchesOrder = false): Promise<Explored> {
  const { shop } = opened
  const levels: Prefix[][] = [[{ departures: [], preemptions: 0, disturbances: 0 }]]
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
    const last = prefix.departures.at(-1)?.step ?? -1
    let step = -1
    shop.footprints.begin()
    return runSchedule(opened, async (options) => {
      explored.steps++
      step++
      const given = prefix.departures.find((one) => one.step === step)?.index ?? 0
      if (step > last) {
        if (await isKnown(shop, prefix)) return undefined
        branch(options, step, prefix)
      }
      const taken = options[given]
      if (taken) shop.footprints.step(readFootprint(options, taken))
      return given
    })
  }

  function branch(options: readonly Option[], step: number, before: Prefix): void {
    const isAlone = !watchesOrder && startsAlone(options, shop)
    for (const [index, option] of options.entries()) {
      if (index === 0 || isIdle(option, shop) || (isAlone && commutes(option, options[0]))) continue
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

/** Whether who acted last goes on with a step that is alone. */
function startsAlone([first]: readonly Option[], { scheduler, footprints }: ModelShop): boolean {
  return first?.what === 'go' && first.act === scheduler.lastAct && footprints.isAlone(first)
}

/** Whether `option` would change nothing, or nothing that it would not have changed one step ago. */
function isIdle(option: Option, { scheduler, footprints }: ModelShop): boolean {
  if (option.what === 'happen') return option.event !== standstill && !footprints.touchedWorld
  if (option.what !== 'wake') return false
  // An act that asks for a held lock goes on waiting.
  return footprints.locksAskedBy(option.act).some((key) => {
    const { at } = scheduler.lockOwners.get(key) ?? { at: Number.NEGATIVE_INFINITY }
    return time.now - at < surelyHeldMs
  })
}

/** Whether it makes no difference if `option` comes before the first one, which is alone, or after it. */
function commutes(option: Option, first: Option | undefined): boolean {
  if (first?.what !== 'go') return false
  // Time is of everybody.
  if (option.what === 'happen') return option.event !== standstill
  return option.what === 'crash' ? option.instance !== first.instance : option.act !== first.act
}
