import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, join, resolve } from 'node:path'

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
  const giveUpTurn = await takeTurn()
  const began = performance.now()
  try {
    const guide = await followGuide(join(root, 'docs', `${name}.md`), install)
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

/** Guides name ports, so one is followed at a time on a machine: the one that listens here. */
const turnPort = 41_799

async function takeTurn(): Promise<() => void> {
  for (;;) {
    const server = createServer()
    const isMine = await new Promise<boolean>((settle) => {
      server.once('error', () => settle(false)).listen(turnPort, '127.0.0.1', () => settle(true))
    })
    if (isMine) return () => void server.close()
    await new Promise((settle) => setTimeout(settle, 1000))
  }
}
