import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'

import { findBrowsers } from '../../test/setup/browsers.ts'

/** What the figures were measured on. */
export interface Machine {
  cpu: string
  cores: number
  memoryGb: number
  system: string
}

export function readMachine(): Machine {
  const cores = cpus()
  const cpu = cores[0]?.model.trim() || 'unknown'
  return { cpu, cores: cores.length, memoryGb: Math.round(totalmem() / 1e9), system: `${type()} ${release()}` }
}

const compared = ['hono', '@hono/node-server', 'undici', 'kysely', 'pg', 'lit', 'autocannon', 'puppeteer-core']

/** Versions of what was measured, and of what it was measured with. What is not there is left out. */
export function readVersions(): Record<string, string> {
  const lock = readJson('package-lock.json')
  const { chromium } = findBrowsers()
  const versions: Record<string, string | undefined> = {
    'cart-recovery': readJson('package.json').version,
    node: process.versions.node,
    sqlite: process.versions.sqlite,
    postgres: versionOf('postgres'),
    chromium: chromium && versionOf(chromium),
    ...Object.fromEntries(compared.map((name) => [name, lock.packages[`node_modules/${name}`]?.version])),
  }
  return Object.fromEntries(Object.entries(versions).filter((entry): entry is [string, string] => Boolean(entry[1])))
}

function readJson(name: string) {
  return JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'))
}

function versionOf(program: string): string | undefined {
  try {
    const answer = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return /\d+(\.\d+)+/.exec(answer)?.[0]
  } catch {
    return undefined
  }
}
