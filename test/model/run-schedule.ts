import { instanceNames, ModelShop } from './model-shop.ts'
import type { Choose, Entry } from './option.ts'
import { checkAlways, checkAtOnce } from './promises.ts'
import { type Scenario, type Scene, standstill } from './scenario.ts'

/** A scenario at its start. */
export interface OpenedScenario {
  shop: ModelShop
  scene: Scene
}

/** One schedule. */
export interface Run {
  /** `cut`: it was given up on the way, and nothing was asked of it. */
  end: 'over' | 'cut'
  entries: readonly Entry[]
  violations: string[]
}

export async function openScenario(scenario: Scenario): Promise<OpenedScenario> {
  const shop = await ModelShop.open(scenario)
  const scene = await shop.scheduler.drive(scenario.open(shop))
  await shop.keepStart()
  return { shop, scene }
}

/** Runs one schedule from the start, and says which promises it broke. */
export async function runSchedule({ shop, scene }: OpenedScenario, choose: Choose): Promise<Run> {
  await shop.restart()
  const { scheduler } = shop
  const disturbances = { events: scene.events ?? {}, crashes: instanceNames, losesAnswers: true }
  const end = await scheduler.run(scene.acts, disturbances, choose)
  const { entries } = scheduler
  if (end === 'cut') return { end, entries, violations: [] }
  const atOnce = await checkAtOnce(shop)
  if (scene.quiet) await scheduler.drive(scene.quiet())
  await shop.becomeQuiet(scene.quietMinutes ?? 0)
  const isDisturbed = entries.some(isDisturbance)
  const later = await scene.check({ entries, isDisturbed })
  return { end, entries, violations: [...atOnce, ...(await checkAlways(shop, isDisturbed)), ...later] }
}

function isDisturbance(entry: Entry): boolean {
  if (entry.kind === 'step') return entry.isLost === true
  return entry.kind === 'crash' || (entry.kind === 'event' && entry.event === standstill)
}
