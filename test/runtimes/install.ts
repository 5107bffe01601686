import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = import.meta.dirname

/** What the suite installs for itself. */
export interface Installed {
  /** Their `node_modules`. */
  packages: string
  deno: string
  bun: string
}

/**
 * Installs what the lock of this folder names, unless that was done before. No script of a package runs: the programs of Deno
 * and Bun are whole files in packages of their own. Throws where they cannot be had: nothing here is skipped.
 */
export function installRuntimes(): Installed {
  const packages = join(folder, 'node_modules')
  const digest = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex')
  const mark = join(packages, '.installed')
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== digest) {
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    execFileSync('npm', ['ci', '--prefix', folder, ...flags], { stdio: ['ignore', 'ignore', 'inherit'] })
    writeFileSync(mark, digest)
  }
  const find = (pattern: string) => {
    const [program] = globSync(pattern, { cwd: packages })
    if (!program) throw new Error(`test/runtimes needs a program for this machine: ${pattern}`)
    return join(packages, program)
  }
  return { packages, deno: find('@deno/*/deno*(.exe)'), bun: find('@oven/bun-*/bin/bun*(.exe)') }
}
