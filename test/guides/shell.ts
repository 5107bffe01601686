import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/** A command of a guide, and what it has printed so far. */
export interface Run {
  code: string
  /** What it said for people and for programs, as a terminal shows it. */
  output(): string
  /** What it said for programs. */
  result(): string
}

interface Started extends Run {
  child: ChildProcess
  /** Resolves once it has ended, to its exit status or its signal. */
  ended: Promise<number | string | null>
  isOver: boolean
}

/** The reader's terminal: it keeps its folder and its variables from one command to the next. */
export interface Shell {
  /** The folder it is in. */
  folder(): string
  /** Everything that was run or started, oldest first. */
  runs: readonly Run[]
  /** Runs a command to its end. Throws where it fails. */
  run(code: string): Promise<Run>
  /** Starts one in a second terminal. What was started by the same words before is stopped first. */
  start(code: string): Promise<Run>
  /** Waits until the last command has printed what `isReady` looks for. */
  waitFor(isReady: (output: string) => boolean): Promise<void>
  /** Stops all that still runs. */
  close(): Promise<void>
}

/** How long a command may take to print what the guide says. */
const patienceMs = 180_000
const pollMs = 100
/** How long a command may run, an installation or a build among them. */
const maxRunMs = 600_000

export function openShell(folder: string, stateFolder: string, rewrite: (code: string) => string): Shell {
  const where = join(stateFolder, 'folder')
  const variables = join(stateFolder, 'variables')
  const runs: Started[] = []
  // A runner that is stopped leaves nothing behind.
  const killAll = () => {
    for (const run of runs) signal(run, 'SIGKILL')
  }
  process.once('exit', killAll)
  const current = () => (existsSync(where) ? readFileSync(where, 'utf8').trim() : folder)

  function spawnShell(code: string, isLasting: boolean): Started {
    const keep = isLasting ? '' : `\npwd > '${where}'; export -p > '${variables}'`
    const script = `[ ! -f '${variables}' ] || . '${variables}'\n${rewrite(code)}${keep}`
    // A group of its own, so that all it starts can be stopped.
    const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', script], {
      cwd: current(),
      env: readersEnvironment(),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [text, result] = ['', '']
    child.stdout.on('data', (chunk) => {
      text += chunk
      result += chunk
    })
    child.stderr.on('data', (chunk) => {
      text += chunk
    })
    const started: Started = {
      code,
      child,
      isOver: false,
      output: () => text,
      result: () => result,
      ended: new Promise((resolve) => child.once('close', (status, signal) => resolve(status ?? signal))),
    }
    started.ended.then(() => {
      started.isOver = true
    })
    runs.push(started)
    return started
  }

  return {
    folder: current,
    runs,
    async run(code) {
      const run = spawnShell(code, false)
      const late = setTimeout(() => void stop(run), maxRunMs)
      const status = await run.ended
      clearTimeout(late)
      if (status !== 0) throw new Error(`it ended with ${status}\n${run.output().trimEnd()}`)
      return run
    },
    async start(code) {
      for (const same of runs.filter((run) => run.code === code)) await stop(same)
      return spawnShell(code, true)
    },
    async waitFor(isReady) {
      const run = runs.at(-1)
      const until = Date.now() + patienceMs
      while (run && !isReady(run.output())) {
        const words = run.output().trimEnd() || 'nothing'
        if (run.isOver) throw new Error(`it ended and had printed\n${words}`)
        if (Date.now() > until) throw new Error(`${patienceMs / 1000} s later it had printed\n${words}`)
        await new Promise((resolve) => setTimeout(resolve, pollMs))
      }
    },
    async close() {
      await Promise.all(runs.map(stop))
      process.off('exit', killAll)
      for (const file of [where, variables]) rmSync(file, { force: true })
    },
  }
}

/** As Ctrl+C does, and for good after five seconds. */
async function stop(run: Started): Promise<void> {
  signal(run, 'SIGINT')
  const late = setTimeout(() => signal(run, 'SIGKILL'), 5000)
  await run.ended
  clearTimeout(late)
}

function signal({ child, isOver }: Started, name: NodeJS.Signals): void {
  if (!isOver && child.pid !== undefined) process.kill(-child.pid, name)
}

/** With the Node of these tests, and without what `npm run` brings along: a nested npm would work in the repository. */
function readersEnvironment(): NodeJS.ProcessEnv {
  const isForeign = (name: string) =>
    /^(CART_RECOVERY_|NODE_|INIT_CWD$|npm_(package|lifecycle|config_local_prefix|config_prefix))/.test(name)
  const own = Object.entries(process.env).filter(([name]) => !isForeign(name))
  const places = (process.env.PATH ?? '').split(delimiter).filter((place) => !place.endsWith('node_modules/.bin'))
  const path = [dirname(process.execPath), ...places].join(delimiter)
  const npm = {
    npm_config_yes: 'true',
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fetch_timeout: '30000',
  }
  return {
    ...Object.fromEntries(own),
    PATH: path,
    ...npm,
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  }
}
