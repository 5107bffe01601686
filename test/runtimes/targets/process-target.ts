import { spawn } from 'node:child_process'
import type { TestContext } from 'node:test'

import { freePort } from '../../setup/free-port.ts'
import { pour } from '../../setup/sinks.ts'
import { send } from '../http.ts'
import { until } from '../shopper.ts'

/** A program that listens on a port of this machine. */
export interface Running {
  /** Where its proxy is. */
  base: string
  /** What it printed. */
  output(): string
}

/** Starts a program with its port in the environment, and waits until its proxy answers. */
export async function startProcess(
  t: TestContext,
  cwd: string,
  [command = '', ...args]: string[],
  { env = {}, path = '/cart-recovery' }: { env?: Record<string, string>; path?: string } = {},
): Promise<Running> {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}${path}`
  const variables = { PATH: process.env.PATH ?? '', HOME: cwd, NO_COLOR: '1', PORT: String(port), ...env }
  const child = spawn(command, args, { cwd, env: variables, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  t.after(() => child.kill('SIGKILL'))
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
      pour('output', String(chunk))
    })
  }
  await until(`${command} ${args.join(' ')} answers`, async () => {
    if (child.exitCode !== null) throw new Error(`${command} ${args.join(' ')} ended: ${output}`)
    const answer = await send(base, '/healthz').catch(() => undefined)
    return answer?.status === 200
  })
  return { base, output: () => output }
}
