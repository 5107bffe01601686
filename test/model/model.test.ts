import './start.ts'

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { readBroken, seededBugs } from './bugs.ts'
import { explore } from './explore.ts'
import { printRun } from './print.ts'
import { runRandom } from './random-schedules.ts'
import { scenarios } from './scenarios/index.ts'

const seed = 20_260_101

// The small form of `npm run model`, which runs every schedule with two pre-emptions and a disturbance, and 10,000 random ones.
for (const scenario of scenarios) {
  test(`${scenario.name}: one act after the other, one pre-emption or one disturbance break no promise`, async () => {
    const { schedules, states, violation } = await explore(scenario, {
      preemptions: 1,
      disturbances: 1,
      departures: 1,
      schedules: 20,
    })
    if (violation) assert.fail(`\n${printRun(violation)}`)
    assert.equal(schedules, 20)
    assert.ok(states >= 80, `the model has become small: ${states} states`)
  })

  test(`${scenario.name}: no random schedule breaks a promise`, async () => {
    const { schedules, steps, violation } = await runRandom(scenario, { schedules: 8, seed })
    if (violation) assert.fail(`seed ${seed}\n${printRun(violation)}`)
    assert.equal(schedules, 8)
    assert.ok(steps >= 8 * 15, 'the schedules have become empty')
  })
}

test('the guards that npm run model -- --bugs takes out stand where it looks for them', async () => {
  for (const bug of seededBugs) await readBroken(bug)
  assert.ok(seededBugs.length >= 10)
})
