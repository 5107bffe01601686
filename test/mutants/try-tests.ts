import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { runTest } from './run-test.ts'

/** A test file that passes while no mutant is active. */
export interface TriedTest {
  test: string
  /** The mutants that it comes by. */
  reached: ReadonlySet<string>
  milliseconds: number
}

/** A test that hangs without any mutant is a defect of its own. */
const longestMs = 120_000

/** Runs a test file once without any mutant. Throws where it fails. */
export async function tryTest(root: string, test: string): Promise<TriedTest> {
  const noted = join(mkdtempSync(join(root, 'reached-')), 'reached.json')
  const { passed, output, milliseconds } = await runTest(root, test, { MUTANTS_REACHED: noted }, longestMs)
  if (!passed) throw new Error(`${test} fails without any mutant:\n${output}`)
  return { test, reached: new Set<string>(JSON.parse(readFileSync(noted, 'utf8'))), milliseconds }
}

/** How a mutant ended. */
export type MutantEnd = 'killed' | 'timed-out' | 'survived' | 'not-reached'

/** Runs the tests that come by a mutant while it is active, until one notices it. */
export async function tryMutant(root: string, id: string, tests: readonly TriedTest[]): Promise<MutantEnd> {
  const coming = tests.filter(({ reached }) => reached.has(id))
  if (coming.length === 0) return 'not-reached'
  for (const { test, milliseconds } of coming) {
    // An endless loop is a difference too; a busy machine is none.
    const limitMs = 20_000 + 5 * milliseconds
    const { passed, timedOut } = await runTest(root, test, { __STRYKER_ACTIVE_MUTANT__: id }, limitMs)
    if (timedOut) return 'timed-out'
    if (!passed) return 'killed'
  }
  return 'survived'
}
