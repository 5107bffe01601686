import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the engine is: a project of its own, which this package does not depend on. */
export const engineFolder = join(import.meta.dirname, '../../engines/vendure')
const mark = join(engineFolder, 'node_modules/.cart-recovery-lock')

/** Set where installing it has failed already. */
export const noEngine = 'CART_RECOVERY_TEST_NO_ENGINE'

/** A hash of what is to be installed. */
export const engineLock = () => hashOf(readFileSync(join(engineFolder, 'package-lock.json')))

/**
 * Installs the engine from its lockfile where that was not done yet. With `CI=true` it has to be there; elsewhere a line says what
 * is not tested, and the answer is false.
 */
export function requireEngine({ env = process.env, say = console.log } = {}): boolean {
  if (existsSync(mark) && readFileSync(mark, 'utf8') === engineLock()) return true
  if (env[noEngine]) return false
  const startedAt = performance.now()
  try {
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    execFileSync('npm', ['ci', ...flags, '--prefix', engineFolder], { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    const reason = `the engine could not be installed (npm ci --prefix engines/vendure): ${String(error)}`
    if (env.CI === 'true') throw new Error(`CI tests on a real engine, but ${reason}`)
    say(`Not tested on a real engine, because ${reason}`)
    return false
  }
  writeFileSync(mark, engineLock())
  say(`The engine was installed in ${Math.round((performance.now() - startedAt) / 1000)} s`)
  return true
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
