import fc from 'fast-check'
import type { Option } from './option.ts'
import { openScenario, type Run, runSchedule } from './run-schedule.ts'
import type { Scenario } from './scenario.ts'

/** Of a hundred numbers so many go on with who acted last. */
const steady = 70
const maxDisturbances = 3
/** Chances of disturbances, which there are few of. */
const calm = 94

export interface RandomBounds {
  schedules: number
  seed: number
}

export interface RandomResult {
  schedules: number
  steps: number
  violation?: Run
}

/** Random schedules with any number of changes between acts, and up to three disturbances. The shortest violation is returned. */
export async function runRandom(scenario: Scenario, { schedules, seed }: RandomBounds): Promise<RandomResult> {
  const opened = await openScenario(scenario)
  const result: RandomResult = { schedules: 0, steps: 0 }
  const numbers = fc.array(fc.nat({ max: 9999 }), { minLength: 0, maxLength: 160, size: 'max' })
  const property = fc.asyncProperty(numbers, async (chances) => {
    const run = await runSchedule(
      opened,
      createChooser(chances, () => result.steps++),
    )
    result.schedules++
    if (run.violations.length === 0) return true
    result.violation = run
    return false
  })
  await fc.check(property, { numRuns: schedules, seed })
  return result
}

/** Without a number left, a schedule goes on with who acted last. */
function createChooser(chances: readonly number[], onStep: () => void) {
  let step = 0
  let disturbances = 0
  return (options: readonly Option[]): number => {
    onStep()
    const chance = chances[step++] ?? 0
    const percent = Math.floor(chance / 100)
    if (percent < steady) return 0
    const isAct = ({ what }: Option) => what === 'go' || what === 'wake'
    const wanted = options.flatMap((option, index) => (isAct(option) === percent < calm ? [index] : []))
    if (percent >= calm && ++disturbances > maxDisturbances) return 0
    return wanted[(chance % 100) % Math.max(1, wanted.length)] ?? 0
  }
}
