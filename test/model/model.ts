import './start.ts'

import { parseArgs } from 'node:util'

import { findBug, seededBugs } from './bugs.ts'
import { explore } from './explore.ts'
import { printRun } from './print.ts'
import { runInProcesses } from './processes.ts'
import { runRandom } from './random-schedules.ts'
import { createReporter } from './reporter.ts'
import type { Run } from './run-schedule.ts'
import { scenarios } from './scenarios/index.ts'
import { machineNow } from './time.ts'

const { values } = parseArgs({
  options: {
    /** Scenarios whose names have this. */
    scenario: { type: 'string', default: '' },
    preemptions: { type: 'string', default: '2' },
    disturbances: { type: 'string', default: '1' },
    /** Ends each scenario after so many schedules. */
    schedules: { type: 'string', default: 'Infinity' },
    /** Random schedules, of all scenarios together. */
    random: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
    /** Runs so many scenarios side by side, each in a process of its own. */
    processes: { type: 'string', default: '1' },
    /** Breaks the code in known ways instead, and looks for each. */
    bugs: { type: 'boolean', default: false },
  },
})
if (values.bugs) await findBugs()
const bounds = {
  preemptions: Number(values.preemptions),
  disturbances: Number(values.disturbances),
  schedules: Number(values.schedules),
}
const chosen = scenarios.filter(({ name }) => name.includes(values.scenario))
const seed = Number(values.seed)
const randomEach = Math.ceil(Number(values.random) / chosen.length)
if (Number(values.processes) > 1 && chosen.length > 1) {
  const { preemptions, disturbances, schedules } = values
  const failed = await runInProcesses(
    chosen.map(({ name }) => name),
    Number(values.processes),
    (name) => {
      const own = {
        scenario: name,
        preemptions,
        disturbances,
        schedules,
        random: String(randomEach),
        seed: String(seed),
      }
      return Object.entries(own).flatMap(([option, value]) => [`--${option}`, value])
    },
  )
  console.log(`${failed} scenarios with violations`)
  process.exit(failed > 0 ? 1 : 0)
}
let violations = 0
const table: Record<string, Record<string, number>> = {}

console.log(`Every schedule with at most ${bounds.preemptions} pre-emptions and ${bounds.disturbances} disturbance`)
for (const scenario of chosen) {
  const startedAt = machineNow()
  const reporter = createReporter(scenario.name)
  const { violation, ...counts } = await explore(scenario, { ...bounds, onProgress: reporter })
  tell(
    scenario.name,
    { interleavings: counts.schedules, states: counts.states, steps: counts.steps },
    startedAt,
    violation,
  )
}
if (randomEach > 0) console.log(`Random schedules, seed ${seed}`)
for (const scenario of randomEach > 0 ? chosen : []) {
  const startedAt = machineNow()
  const { schedules, steps, violation } = await runRandom(scenario, { schedules: randomEach, seed })
  tell(`${scenario.name}, random`, { interleavings: schedules, steps }, startedAt, violation)
}
console.table(table)
console.log(`${violations} violations`)
process.exit(violations > 0 ? 1 : 0)

function tell(name: string, counts: Record<string, number>, startedAt: number, violation: Run | undefined): void {
  const seconds = Math.round((machineNow() - startedAt) / 100) / 10
  table[name] = { ...counts, seconds, violations: violation ? 1 : 0 }
  const told = Object.entries(counts).map(([what, count]) => `${count} ${what}`)
  console.log(`  ${name}: ${told.join(', ')}, ${seconds} s${violation ? ', BROKEN:' : ''}`)
  if (!violation) return
  violations++
  console.log(printRun(violation))
}

/** Every bug must be found; each is told with its shortest trace. */
async function findBugs(): Promise<never> {
  let found = 0
  for (const bug of seededBugs.filter(({ name }) => name.includes(values.scenario))) {
    const trace = await findBug(bug)
    console.log(`${bug.name}: ${trace === undefined ? 'NOT FOUND' : 'found'}`)
    if (trace !== undefined) console.log(trace)
    found += trace === undefined ? 0 : 1
  }
  console.log(`${found} bugs found`)
  process.exit(found === seededBugs.length || values.scenario ? 0 : 1)
}
