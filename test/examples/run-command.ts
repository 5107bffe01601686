import { spawn } from 'node:child_process'

export interface RunOptions {
  cwd: string
  env?: Record<string, string>
  /** After which it is ended. @default 300 */
  limitSeconds?: number
}

const telemetry = { NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1' }

/** This process's environment without what would reach a shop: settings of ours, and those of the npm that runs the test. */
const baseEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(CART_RECOVERY_|BIGCOMMERCE_|npm_|NODE_ENV)/.test(name)),
  ),
  ...telemetry,
}

/** Runs a command to its end and answers what it printed. Rejects with that where it fails. */
export function run(
  command: string,
  args: string[],
  { cwd, env = {}, limitSeconds = 300 }: RunOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...baseEnv, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitSeconds * 1000,
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        text += chunk
      })
    }
    child.once('error', reject)
    child.once('close', (status) =>
      status === 0 ? resolve(text) : reject(new Error(`${command} ${args.join(' ')} failed:\n${text.slice(-4000)}`)),
    )
  })
}

/** A command that stays. */
export interface Running {
  output(): string
  /** Resolves to the first line that matches. */
  line(pattern: RegExp): Promise<string>
  close(): Promise<void>
}

/** Starts a command that stays, and every process that it starts itself. */
export function start(command: string, args: string[], { cwd, env = {} }: RunOptions): Running {
  // A group of its own, which ends as a whole: npm leaves its child behind.
  const child = spawn(command, args, {
    cwd,
    env: { ...baseEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let text = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk
      for (const look of listeners) look()
    })
  }
  return {
    output: () => text,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = text.split('\n').find((line) => pattern.test(line))
          if (found === undefined) return
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
        ended.then(() => reject(new Error(`${command} ${args.join(' ')} ended before ${pattern}:\n${text}`)))
      }),
    async close() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, 'SIGTERM')
      await ended
    },
  }
}
