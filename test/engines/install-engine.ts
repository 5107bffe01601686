import { join } from 'node:path'

import { installEngine } from '../../demo/vendure/install-engine.ts'

/** Where the engine is: a project of its own, which this package does not depend on. */
export const engineFolder = join(import.meta.dirname, '../../engines/vendure')

/** Set where installing it has failed already. */
export const noEngine = 'CART_RECOVERY_TEST_NO_ENGINE'

/**
 * Installs the engine from its lockfile where that was not done yet. With `CI=true` it has to be there; elsewhere a line says what
 * is not tested, and the answer is false.
 */
export function requireEngine({ env = process.env, say = console.log } = {}): boolean {
  if (env[noEngine]) return false
  try {
    installEngine(say)
    return true
  } catch (error) {
    const reason = `the engine could not be installed (npm ci --prefix engines/vendure): ${String(error)}`
    if (env.CI === 'true') throw new Error(`CI tests on a real engine, but ${reason}`)
    say(`Not tested on a real engine, because ${reason}`)
    return false
  }
}

if (import.meta.main) requireEngine()
