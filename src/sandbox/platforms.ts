import { bigcommerce } from './bigcommerce/bigcommerce.ts'
import { buzzbip } from './buzzbip/buzzbip.ts'
import type { SandboxPlatform } from './platform.ts'
import type { PlatformName } from './platform-types.ts'
import type { DocumentedReadings } from './readings.ts'
import { tjar } from './tjar/tjar.ts'
import { vesuviopay } from './vesuviopay/vesuviopay.ts'

/** Every platform of the sandbox. This is the only list of them: a new platform is a folder and an entry here. */
const all = [bigcommerce, vesuviopay, tjar, buzzbip] as const

type Platform = (typeof all)[number]

export const platforms: readonly SandboxPlatform[] = all

export const platformNames: readonly PlatformName[] = platforms.map(({ name }) => name)

/** What an adapter needs to be let in, by platform. */
export type Credentials = { [Each in Platform as Each['name']]: ReturnType<Each['credentials']> }

/** The readings of each platform; `documentedReadings` has them in one object. */
export const platformReadings = byPlatform(({ readings }) => readings) as {
  [Each in Platform as Each['name']]: Each['readings']
}

/**
 * Where the documentation contradicts itself or is silent, the platform might do either. Each question has a name
 * and its plausible answers; the first is the default and agrees with the published OpenAPI documents.
 */
export const documentedReadings: Readonly<DocumentedReadings> = Object.assign({}, ...Object.values(platformReadings))

/** An object with one value per platform. */
export function byPlatform<Value>(make: (platform: SandboxPlatform) => Value): Record<PlatformName, Value> {
  return Object.fromEntries(platforms.map((platform) => [platform.name, make(platform)])) as Record<PlatformName, Value>
}
