import { type ChildProcess, spawn } from 'node:child_process'
import { freePort } from '../setup/free-port.ts'
import { pour } from '../setup/sinks.ts'

const cli = new URL('../../src/cli/cart-recovery.ts', import.meta.url).pathname
const heapProbe = new URL('./heap.ts', import.meta.url).href

/** What an instance holds on to after its garbage was collected. */
export interface Held {
  heldBytes: number
  rss: number
}

/** One `cart-recovery serve`, a real process. */
export interface Instance {
  name: string
  port: number
  /** Starts it, and waits until it answers. */
  start(): Promise<void>
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>
  /** SIGTERM, and waits for its graceful end. Answers the exit code. */
  stop(): Promise<number | null>
  held(): Promise<Held>
  /** Lines of its log that are errors. */
  errors: string[]
  /** How often it ended without being told to. */
  deaths(): number
}

export interface InstanceOptions {
  name: string
  /** Where the configuration is. */
  folder: string
  env: Record<string, string>
}

/** Prepares an instance on a port of its own, which it keeps over restarts. */
export async function createInstance({ name, folder, env }: InstanceOptions): Promise<Instance> {
  const port = await freePort()
  const errors: string[] = []
  const said: string[] = []
  let child: ChildProcess | undefined
  let deaths = 0
  let gone: Promise<number | null> = Promise.resolve(null)

  function read(chunk: unknown) {
    const text = String(chunk)
    pour('output', text)
    said.push(text)
    if (said.length > 20) said.shift()
    for (const line of text.split('\n')) if (isError(line) || /^\w*Error/.test(line)) errors.push(line)
  }

  function run(): ChildProcess {
    const words = ['--expose-gc', '--import', heapProbe, cli, 'serve', '--port', String(port)]
    const own = spawn(process.execPath, words, {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [own.stdout, own.stderr]) stream?.on('data', read)
    gone = new Promise((resolve) => own.once('exit', (code) => resolve(code)))
    child = own
    return own
  }

  /** As a supervisor would: `serve` ends at once where its database is away. */
  async function start(): Promise<void> {
    const end = Date.now() + 120_000
    let own = run()
    while (!(await isHealthy(port))) {
      if (Date.now() > end) throw new Error(`${name} did not start: ${said.slice(-5).join('')}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
      if (own.exitCode !== null) own = run()
    }
    own.once('exit', () => {
      if (!own.killed) deaths += 1
    })
  }

  return {
    name,
    port,
    errors,
    deaths: () => deaths,
    start,
    async kill() {
      child?.kill('SIGKILL')
      await gone
    },
    stop() {
      child?.kill('SIGTERM')
      return gone
    },
    held: () =>
      new Promise((resolve, reject) => {
        if (!child) return reject(new Error(`${name} does not run`))
        child.once('message', (message) => resolve(message as Held))
        // A process that has ended is counted by `deaths`.
        child.send('how much', (error) => error && resolve({ heldBytes: 0, rss: 0 }))
      }),
  }
}

/** What faults bring about is expected. */
function isError(line: string): boolean {
  return /"level":[56]0/.test(line) && !/"code":"(?:upstream-down|unconfirmed)"/.test(line)
}

function isHealthy(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/cart-recovery/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
}
