// The bodies of this folder have the shape that real stores answered; names, ids and amounts in them are ours.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * Where a body's shape comes from.
 * - `recorded`: a store's real answer, kept in a public repository.
 * - `asserted`: what a third party's tests demand of a real store.
 * - `documented`: a vendor's document, or an issue about it.
 */
export type Evidence = 'recorded' | 'asserted' | 'documented'

export type PlatformName = 'bigcommerce' | 'vesuviopay' | 'tjar' | 'buzzbip'

/** One answer of a platform, or one delivery of it. `doctor --record` writes the same, without `reads`. */
export interface Recording {
  /** Repository and year, or the document. */
  source: string
  /** Left out: `recorded`. */
  evidence?: Evidence
  /** What differs from the source beyond names, ids and amounts. */
  edited?: string
  /** Method and route, as the adapter's calls name it: `GET /carts/{id}`; `webhook` for a delivery. */
  operation: string
  /** Left out: 200. */
  status?: number
  body: unknown
  /** What the adapter must make of it; left out in recordings of a store, of which nothing is known. */
  reads?: Record<string, unknown>
}

export interface Fixture extends Recording {
  /** `bigcommerce/cart-plain-2022`. */
  name: string
  platform: PlatformName
  evidence: Evidence
}

const platforms: PlatformName[] = ['bigcommerce', 'vesuviopay', 'tjar', 'buzzbip']

/** Every recording of a folder: in a folder for each platform, or in files whose names begin with it. */
export function readFixtures(folder = import.meta.dirname): Fixture[] {
  return platforms.flatMap((platform) => {
    const inside = join(folder, platform)
    const ofPlatform = existsSync(inside) ? list(inside).map((file) => join(inside, file)) : []
    const beside = list(folder).filter((file) => file.startsWith(platform))
    return [...ofPlatform, ...beside.map((file) => join(folder, file))].map((path): Fixture => {
      const recording = JSON.parse(readFileSync(path, 'utf8')) as Recording
      return { evidence: 'recorded', ...recording, platform, name: `${platform}/${basename(path, '.json')}` }
    })
  })
}

const list = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()

/** The one fixture of that name. */
export function readFixture(name: string): Fixture {
  const found = readFixtures().find((fixture) => fixture.name === name)
  if (!found) throw new Error(`there is no fixture ${name}`)
  return found
}

export const bodyOf = (name: string): unknown => readFixture(name).body
