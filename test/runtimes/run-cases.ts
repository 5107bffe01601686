import { groups, groupsOfMounts } from './cases/all.ts'
import type { Site } from './site.ts'
import type { Target } from './targets/targets.ts'

/** What became of the cases at one target. */
export interface Results {
  /** By the name of the group. */
  counts: Map<string, { passed: number; failed: number; left: number }>
  failures: string[]
  seconds: number
}

/** Runs all cases that the target has what they need, one after the other: a fault of a platform is for one case alone. */
export async function runCases(site: Site, { lacks, isMount }: Pick<Target, 'lacks' | 'isMount'>): Promise<Results> {
  const startedAt = performance.now()
  const results: Results = { counts: new Map(), failures: [], seconds: 0 }
  for (const { name: group, cases } of isMount ? groupsOfMounts : groups) {
    const count = { passed: 0, failed: 0, left: 0 }
    results.counts.set(group, count)
    for (const { name, run, needs } of cases) {
      if (needs && lacks.includes(needs)) {
        count.left++
        continue
      }
      try {
        await run(site)
        count.passed++
      } catch (error) {
        count.failed++
        results.failures.push(
          `${group}: ${name}: ${error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : error}`,
        )
        site.sandbox.faults.clear()
      }
    }
  }
  results.seconds = Math.round((performance.now() - startedAt) / 100) / 10
  return results
}
