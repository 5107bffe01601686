import { spawn } from 'node:child_process'

export interface RunOptions {
  cwd: string
  env?: Record<string, string>
}

/** The least that a command needs of this process's environment, so that nothing of it reaches a shop. */
const { PATH = '', HOME = '' } = process.env
const quiet = { NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1' }
export const baseEnv: Record<string, string> = { PATH, HOME, ...quiet }

/** Runs a command to its end and answers what it printed. Rejects with that where it fails. */
export function run(command: string, args: string[], { cwd, env = {} }: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...baseEnv, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
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
