import assert from 'node:assert/strict'
import { type SpawnOptions, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { ownMemory, sizeOwnMemory } from './own-memory.ts'

const cli = new URL('../cart-recovery.ts', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
after(() => rmSync(folder, { recursive: true }))
const config = join(folder, 'cart-recovery.config.mjs')
writeFileSync(
  config,
  `const { pid, argv, execArgv, env } = process
   console.log(JSON.stringify({ pid, arg: argv.at(-1), execArgv, arenas: env.MALLOC_ARENA_MAX }))
   process.exit(0)`,
)

/** What a configuration sees of the process that loads it. */
async function serve({ nodeArgs = [], ...options }: SpawnOptions & { nodeArgs?: string[] } = {}) {
  const env = { PATH: process.env.PATH, ...options.env }
  const child = spawn(process.execPath, [...nodeArgs, cli, 'serve', '--config', config], { ...options, env })
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  await new Promise((resolve) => child.once('close', resolve))
  return { child, seen: JSON.parse(output) }
}

const skip = process.execve ? false : 'this Node cannot begin a process anew'

test('serve runs with its own flags, the same arguments and the same process id', { skip }, async () => {
  const { child, seen } = await serve({ nodeArgs: ['--no-deprecation'] })
  assert.deepEqual(seen, {
    pid: child.pid,
    arg: config,
    execArgv: [...ownMemory.flags, '--no-deprecation'],
    arenas: ownMemory.env.MALLOC_ARENA_MAX,
  })
  assert.equal((await serve({ env: { MALLOC_ARENA_MAX: '1' } })).seen.arenas, '1')
})

test('serve leaves a process as it is that was sized at its start, or that its parent talks to', async () => {
  const NODE_OPTIONS = '--max-semi-space-size=32'
  assert.deepEqual((await serve({ env: { NODE_OPTIONS } })).seen.execArgv, [])
  assert.deepEqual((await serve({ nodeArgs: [NODE_OPTIONS] })).seen.execArgv, [NODE_OPTIONS])
  assert.deepEqual((await serve({ stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })).seen.execArgv, [])
})

test('serve starts where a process cannot begin anew', () => {
  const { argv, execArgv, execPath, env } = process
  const execve = () => assert.fail()
  sizeOwnMemory({ argv, execArgv, execPath, env, platform: 'win32', execve })
  sizeOwnMemory({ argv, execArgv, execPath, env, platform: 'linux' })
})
