import { readFileSync, writeFileSync } from 'node:fs'

import type { CartsFigure } from './growth/measure-carts.ts'
import type { RequestsFigure } from './growth/measure-requests.ts'
import type { PageFigure } from './page/measure-page.ts'
import type { PeerFigure } from './peers/measure-peers.ts'
import type { ProxyFigure } from './proxy/measure-proxy.ts'
import type { Machine } from './setup/machine.ts'

/** Everything one run found. A part that was not run is absent. */
export interface Results {
  /** The day, UTC. */
  measuredOn: string
  machine: Machine
  versions: Record<string, string>
  proxy?: ProxyFigure[]
  page?: PageFigure[] | undefined
  peers?: PeerFigure[] | undefined
  requests?: RequestsFigure[]
  carts?: CartsFigure[]
}

/** The figures that the documentation quotes. */
export const resultsFile = new URL('results.json', import.meta.url)

/** Reads the results of the last whole run. */
export function readResults(): Results {
  return JSON.parse(readFileSync(resultsFile, 'utf8'))
}

/** Writes them with four significant digits: more would only be noise in a diff. */
export function writeResults(results: Results, file: URL | string = resultsFile): void {
  const round = (_key: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value)
  writeFileSync(file, `${JSON.stringify(results, round, 2)}\n`)
}
