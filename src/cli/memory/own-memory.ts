import { basename } from 'node:path'
import { setFlagsFromString } from 'node:v8'

/**
 * What `serve` is run with, because Node takes memory by the size of the machine and gives little of it back: without it the
 * process grows to 400 MB, of which 40 are in use. docs/decisions/015-own-memory.md has what each brings.
 */
export const ownMemory = {
  flags: ['--max-semi-space-size=16', '--min-semi-space-size=16'],
  /** Of glibc; other C libraries read none of them. */
  env: { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' },
} as const

/** What V8 reads at any time. Set then, because a flag that a later version dropped would keep the process from starting. */
const laterFlags = ['--heap-growing-percent=50', '--memory-saver-mode']
/** The first that is known to have them all. */
const minV8 = 13

type Process = Pick<NodeJS.Process, 'argv' | 'execArgv' | 'execPath' | 'env' | 'platform' | 'execve' | 'send'>

/**
 * Begins the process anew with `ownMemory`, under the same id: V8 and glibc read it at the start only. Returns where Node or
 * the system cannot do that, and where the process was sized at its start, or has a channel to its parent, which would break.
 */
export function sizeOwnMemory(own: Process = process): void {
  const { argv, execArgv, execPath, env, platform } = own
  if (ownMemory.flags.every((flag) => execArgv.includes(flag))) {
    if (Number.parseInt(process.versions.v8, 10) >= minV8) for (const flag of laterFlags) setFlagsFromString(flag)
    return
  }
  const isSized = `${execArgv} ${env.NODE_OPTIONS}`.includes('--max-semi-space-size')
  // A loader that was named in Node's place would be given Node's flags.
  const isNode = /^node/.test(basename(execPath))
  if (isSized || own.send || platform === 'win32' || !isNode) return
  const args = [execPath, ...ownMemory.flags, ...execArgv, ...argv.slice(1)]
  try {
    own.execve?.(execPath, args, { ...ownMemory.env, ...env })
  } catch {
    // Node's permission model refuses it. The process stays as it is.
  }
}
