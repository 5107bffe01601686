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
  evidence: Evidence
  /** What differs from the source beyond names, ids and amounts. */
  edited?: string
  /** Method and path with `{names}`, as `GET /carts/{id}`; `webhook` for a delivery. */
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
}

const platforms: PlatformName[] = ['bigcommerce', 'vesuviopay', 'tjar', 'buzzbip']

/** Every recording of a folder, which has a folder for each platform. */
export function readFixtures(folder = import.meta.dirname): Fixture[] {
  return platforms.flatMap((platform) => {
    const inside = join(folder, platform)
    const files = existsSync(inside) ? readdirSync(inside).filter((file) => file.endsWith('.json')) : []
    return files.sort().map((file): Fixture => {
      const recording = JSON.parse(readFileSync(join(inside, file), 'utf8')) as Recording
      return { ...recording, platform, name: `${platform}/${basename(file, '.json')}` }
    })
  })
}

/** The one fixture of that name. */
export function readFixture(name: string): Fixture {
  const found = readFixtures().find((fixture) => fixture.name === name)
  if (!found) throw new Error(`there is no fixture ${name}`)
  return found
}

export const bodyOf = (name: string): unknown => readFixture(name).body
