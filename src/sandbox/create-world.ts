import type { PlatformAccounts, PlatformStates } from './platform-types.ts'
import { byPlatform, platforms } from './platforms.ts'
import { createCatalogue } from './world/catalogue/catalogue.ts'
import { scenarioProducts, scenarios } from './world/scenarios/scenarios.ts'
import type { World } from './world/world.ts'

export const scenarioNames: readonly string[] = Object.keys(scenarios)

/** A fresh world by its name; the same name gives the same ids and tokens every time. */
export function createWorld(scenario: string, now: number): World {
  if (!scenarioNames.includes(scenario)) {
    throw new RangeError(`There is no scenario "${scenario}"; try ${scenarioNames.join(', ')}`)
  }
  const world: World = {
    scenario,
    clockOffsetSeconds: 0,
    products: createCatalogue(scenarioProducts[scenario]),
    carts: [],
    orders: [],
    shoppers: [],
    messages: [],
    accounts: byPlatform(({ createAccount }) => createAccount()) as PlatformAccounts,
    ...(byPlatform(({ createState }) => createState()) as PlatformStates),
    deliveries: [],
    nextId: 1000,
  }
  for (const { populate } of platforms) populate?.(world, now)
  return world
}
