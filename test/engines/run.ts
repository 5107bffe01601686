// `npm run test:engines`: installs the engine from its own lockfile, runs what is tested on it, and prints how long that took.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

import { noEngine, requireEngine } from './install-engine.ts'

const startedAt = performance.now()
const seconds = () => Math.round((performance.now() - startedAt) / 1000)
const isInstalled = requireEngine()
const installedAfter = seconds()
const files = globSync(join(import.meta.dirname, '**/*.test.ts')).sort()
// Two at a time: each has an engine of its own beside it.
const flags = ['--test', '--test-concurrency=2', '--test-timeout=120000']
// Without the engine each file says so, and is skipped; none of them tries to install it again.
const env = isInstalled ? process.env : { ...process.env, [noEngine]: '1' }
const { status } = spawnSync(process.execPath, [...flags, ...files], { stdio: 'inherit', env })
console.log(`${files.length} files on a real engine: ${seconds()} s, of which ${installedAfter} s to install it`)
process.exitCode = status ?? 1
