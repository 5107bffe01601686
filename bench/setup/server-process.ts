import { type ChildProcess, fork } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { freePort } from '../../test/setup/free-port.ts'

/** What a server's process has used since its start. */
export interface Usage {
  cpuMs: number
  rssBytes: number
}

/** A server in a process of its own. */
export interface ServerProcess {
  origin: string
  usage(): Promise<Usage>
  /** Sends its process a message, and resolves to the next one from there. */
  ask<Answer>(message: string | object): Promise<Answer>
  stop(): Promise<void>
}

export interface ServerOptions {
  /** The file to run, and what it is called with. `PORT` stands for the port that is chosen. */
  file: string
  args?: readonly string[]
  /** What Node itself is called with. */
  nodeArgs?: readonly string[]
  env?: Record<string, string>
  /** Where its output goes, as a service's log goes to a file. */
  folder: string
  /** Answers 200 once the server is ready. */
  healthPath?: string
}

const startMs = 20_000
const reportUsage = new URL('report-usage.ts', import.meta.url).href

/** Starts a server on a free port of this machine, and answers once it is ready. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { file, args = [], nodeArgs = [], env = {}, folder, healthPath = '/healthz' } = options
  const port = await freePort()
  const log = join(folder, `server-${port}.log`)
  const output = openSync(log, 'a')
  const child = fork(
    file,
    args.map((arg) => (arg === 'PORT' ? String(port) : arg)),
    {
      cwd: folder,
      env: { ...process.env, ...env },
      execArgv: [...nodeArgs, '--import', reportUsage],
      stdio: ['ignore', output, output, 'ipc'],
    },
  )
  closeSync(output)
  const origin = `http://127.0.0.1:${port}`
  try {
    await untilReady(child, origin + healthPath)
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`${file} ${args.join(' ')} did not start:\n${readFileSync(log, 'utf8').slice(-2000)}`, {
      cause: error,
    })
  }
  return { origin, usage: () => ask(child, 'usage'), ask: (message) => ask(child, message), stop: () => stop(child) }
}

/** Starts servers one after another; where one fails, those before it are stopped. */
export async function startServers(all: readonly ServerOptions[]): Promise<ServerProcess[]> {
  const started: ServerProcess[] = []
  try {
    for (const options of all) started.push(await startServer(options))
    return started
  } catch (error) {
    await Promise.all(started.map((server) => server.stop()))
    throw error
  }
}

async function untilReady(child: ChildProcess, url: string) {
  const until = performance.now() + startMs
  while (child.exitCode === null && performance.now() < until) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('no answer')
}

function ask<Answer>(child: ChildProcess, message: string | object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Error('a server of the bench ended'))
    child.once('exit', failed)
    child.once('message', (answer) => {
      child.off('exit', failed)
      resolve(answer as Answer)
    })
    child.send(message)
  })
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const killing = setTimeout(() => child.kill('SIGKILL'), 5000)
    child.once('exit', () => {
      clearTimeout(killing)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
