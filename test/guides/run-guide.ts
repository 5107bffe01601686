import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { basename, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { followGuide } from './follow.ts'
import { type CheckGuide, openBrowser } from './guide-page.ts'
import type { Installation } from './installation.ts'

const root = resolve(import.meta.dirname, '../..')
const checks = join(import.meta.dirname, 'checks')

/** What following a guide took. */
export interface GuideReport {
  seconds: number
  commands: number
  edits: string[]
}

/** The guides that can be followed, by the names of their pages in docs/. */
export const guideNames: string[] = globSync('*.ts', { cwd: checks })
  .map((file) => basename(file, '.ts'))
  .sort()

/** Follows docs/NAME.md, and looks whether it ended where it says. */
export async function runGuide(name: string, install: Installation): Promise<GuideReport> {
  const { check }: { check: CheckGuide } = await import(join(checks, `${name}.ts`))
  const page = join(root, 'docs', `${name}.md`)
  const giveUpTurn = await takeTurn()
  await waitForPorts(page)
  const began = performance.now()
  try {
    const guide = await followGuide(page, install)
    const { errors, close, ...browser } = openBrowser()
    try {
      await check({ ...guide, ...browser })
      assert.deepEqual(errors, [], 'a page logged errors')
      const { commands, edits } = guide
      return { seconds: (performance.now() - began) / 1000, commands, edits }
    } finally {
      await close()
      await guide.close()
    }
  } finally {
    giveUpTurn()
  }
}

/** Waits until the ports that a page names are free: on a shared machine another program may have them for a while. */
async function waitForPorts(page: string): Promise<void> {
  const ports = new Set(
    [...readFileSync(page, 'utf8').matchAll(/(?:localhost|127\.0\.0\.1):(\d+)/g)].map(([, port]) => port),
  )
  for (const port of ports) {
    for (let tries = 0; tries < maxTries; tries += 1) {
      const listening = await listen(Number(port))
      listening?.close()
      if (listening) break
      await delay(1000)
    }
  }
}

/** How often a port is tried, a second apart. After that the command that needs it says that it is in use. */
const maxTries = 300

/** Guides name ports, so one is followed at a time on a machine: the one that listens here. */
const turnPort = 41_799

async function takeTurn(): Promise<() => void> {
  for (;;) {
    const server = await listen(turnPort)
    if (server) return () => void server.close()
    await delay(1000)
  }
}

/** Undefined where another program listens there. */
function listen(port: number): Promise<Server | undefined> {
  const server = createServer()
  return new Promise((settle) => {
    server.once('error', () => settle(undefined)).listen(port, '127.0.0.1', () => settle(server))
  })
}
