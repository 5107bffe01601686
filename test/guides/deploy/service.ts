import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'

import { freePort } from '../../setup/free-port.ts'

/** A server as its manager starts and stops it. */
export interface Service {
  /** Where its proxy is. */
  base: string
  port: number
  /** Sends SIGTERM, and asserts that it stops with 0. */
  stop(): Promise<void>
}

/** Starts a command with no variables but these and a port of its own, and waits until its proxy answers. */
export async function startService(
  command: string[],
  cwd: string,
  env: Record<string, string>,
  account: { uid?: number; gid?: number } = {},
): Promise<Service> {
  const port = await freePort()
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    cwd,
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const base = `http://127.0.0.1:${port}/cart-recovery`
  const until = Date.now() + 60_000
  while (!(await isAlive(base))) {
    assert.ok(child.exitCode === null && Date.now() < until, `${command.join(' ')} does not answer: ${output}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    base,
    port,
    async stop() {
      child.kill('SIGTERM')
      assert.equal(await ended, 0, output)
    },
  }
}

const isAlive = (base: string) =>
  fetch(`${base}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
