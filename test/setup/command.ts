import { type ChildProcess, spawn } from 'node:child_process'
import type { TestContext } from 'node:test'

const source = new URL('../../src/cli/cart-recovery.ts', import.meta.url).pathname

/** A command of the command line as a process of its own. */
export interface Command {
  child: ChildProcess
  output(): string
  errors(): string
  /** Resolves to the exit status, null after a signal, once all that was printed is read. */
  exited: Promise<number | null>
  /** Resolves to the first line of the output that matches. */
  line(pattern: RegExp): Promise<string>
}

/** Starts a command, in an environment of these variables alone. It is gone after the test. */
export function startCommand(
  t: TestContext,
  args: string[],
  { env = {}, cwd, cli = source }: { env?: Record<string, string>; cwd?: string; cli?: string } = {},
): Command {
  const child = spawn(process.execPath, [cli, ...args], { env: { PATH: process.env.PATH ?? '', ...env }, cwd })
  t.after(() => child.kill('SIGKILL'))
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk) => {
      texts[name] += chunk
    })
  }
  return {
    child,
    output: () => texts.stdout,
    errors: () => texts.stderr,
    exited: new Promise((resolve) => child.once('close', resolve)),
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = texts.stdout.split('\n').find((line) => pattern.test(line))
          if (found !== undefined) resolve(found)
        }
        look()
        child.stdout.on('data', look)
        child.once('close', () => reject(new Error(`${args[0]} ended before ${pattern}: ${texts.stderr}`)))
      }),
  }
}
