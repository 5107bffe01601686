import './start.ts'

import { parseArgs } from 'node:util'

import { findBug, seededBugs } from './bugs.ts'
import { explore } from './explore.ts'
import { printRun } from './print.ts'
import { runInProcesses } from './processes.ts'
import { runRandom } from './random-schedules.ts'
import type { Run } from './run-schedule.ts'
import { scenarios } from './scenarios/index.ts'
import { machineNow } from './time.ts'

const { values } = parseArgs({
  options: {
    /** Scenarios whose names have this. */
    only: { type: 'string', default: '' },
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
const chosen = scenarios.filter(({ name }) => name.includes(values.only))
const seed = Number(values.seed)
const randomEach = Math.ceil(Number(values.random) / chosen.length)
if (Number(values.processes) > 1 && chosen.length > 1) {
  const { preemptions, disturbances, schedules } = values
  const failed = await runInProcesses(
    chosen.map(({ name }) => name),
    Number(values.processes),
    (name) => {
      const own = { only: name, preemptions, disturbances, schedules, random: String(randomEach), seed: String(seed) }
      return Object.entries(own).flatMap(([option, value]) => [`--${option}`, value])
    },
  )
  console.log(`${failed} scenarios with violations`)
  process.exit(failed > 0 ? 1 : 0)
}
let violations = 0

console.log(`Every schedule with at most ${bounds.preemptions} pre-emptions and ${bounds.disturbances} disturbance`)
for (const scenario of chosen) {
  const startedAt = machineNow()
  const { schedules, states, steps, violation } = await explore(scenario, bounds)
  tell(scenario.name, `${schedules} schedules, ${states} states, ${steps} steps`, startedAt, violation)
}
if (randomEach > 0) console.log(`Random schedules, seed ${seed}`)
for (const scenario of randomEach > 0 ? chosen : []) {
  const startedAt = machineNow()
  const { schedules, steps, violation } = await runRandom(scenario, { schedules: randomEach, seed })
  tell(scenario.name, `${schedules} schedules, ${steps} steps`, startedAt, violation)
}
console.log(`${violations} violations`)
process.exit(violations > 0 ? 1 : 0)

function tell(name: string, counts: string, startedAt: number, violation: Run | undefined): void {
  const seconds = ((machineNow() - startedAt) / 1000).toFixed(1)
  console.log(`  ${name}: ${counts}, ${seconds} s${violation ? ', BROKEN:' : ''}`)
  if (!violation) return
  violations++
  console.log(printRun(violation))
}

/** Every bug must be found; each is told with its shortest trace. */
async function findBugs(): Promise<never> {
  let found = 0
  for (const bug of seededBugs.filter(({ name }) => name.includes(values.only))) {
    const trace = await findBug(bug)
    console.log(`${bug.name}: ${trace === undefined ? 'NOT FOUND' : 'found'}`)
    if (trace !== undefined) console.log(trace)
    found += trace === undefined ? 0 : 1
  }
  console.log(`${found} bugs found`)
  process.exit(found === seededBugs.length || values.only ? 0 : 1)
}
