import './start.ts'

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { endOf } from './end-of.ts'
import { type Bounds, explore } from './explore.ts'
import { openPage, tap, tapRestore } from './page.ts'
import type { Scenario } from './scenario.ts'

const key = 'all-available'

/** Two tabs answer one question differently: few steps, so that every one of their schedules can be run. */
const choices: Scenario = {
  name: 'yes x no',
  scenario: key,
  async open(shop) {
    const one = await openPage(shop, 'i1', key)
    const two = await openPage(shop, 'i2', key)
    const choose = (whatsapp: boolean, { cartHandle }: typeof one) => ({ cartHandle, channels: { whatsapp } })
    return {
      acts: {
        'tab one': async () => void (await tap(shop, 'i1', '/consent', choose(true, one))),
        'tab two': async () => void (await tap(shop, 'i2', '/consent', choose(false, two))),
      },
      check: () => [],
    }
  },
}

/** Two tabs keep the same lines under one lock, while the shop sets one of them. */
const lines: Scenario = {
  name: 'keep x keep x edit',
  scenario: key,
  isSymmetric: true,
  async open(shop) {
    const one = await openPage(shop, 'i1', key)
    const two = await openPage(shop, 'i2', key)
    return {
      acts: {
        'tab one': () => tapRestore(shop, 'i1', one, [3]),
        'tab two': () => tapRestore(shop, 'i2', two, [3]),
      },
      events: { 'the shop sets the first line to 5': () => shop.edit(key, 0, 5) },
      check: () => [],
    }
  },
}

/** The ends of all schedules within the bounds, and how many schedules were run for them. */
async function endsOf(scenario: Scenario, bounds: Bounds) {
  const ends = new Set<string>()
  const { schedules, violation } = await explore(scenario, {
    ...bounds,
    onEnd: async (shop) => void ends.add(underOneName(await endOf(shop), scenario)),
  })
  assert.equal(violation, undefined)
  return { ends: [...ends].sort(), schedules }
}

/** Of acts that do the same it makes no difference which of them ended how. */
function underOneName(end: string, { isSymmetric }: Scenario): string {
  if (!isSymmetric) return end
  const [answers, ...held] = JSON.parse(end) as [[string, unknown][], ...unknown[]]
  const other = { 'tab one': 'tab two', 'tab two': 'tab one' } as Record<string, string>
  const renamed = answers.map(([name, answer]) => [name.replace(/^tab (one|two)/, (act) => other[act] ?? act), answer])
  return [answers, renamed.sort(([one], [two]) => (String(one) < String(two) ? -1 : 1))]
    .map((given) => JSON.stringify([given, ...held]))
    .sort()
    .join()
}

const bounds = { preemptions: 1, disturbances: 1, departures: 1 }
for (const scenario of [choices, lines]) {
  test(`${scenario.name}: what is left out ends like something that is run`, async () => {
    const all = await endsOf(scenario, { ...bounds, isReduced: false })
    const reduced = await endsOf(scenario, bounds)
    assert.deepEqual(reduced.ends, all.ends)
    assert.ok(reduced.ends.length > 1, 'there is something to tell apart')
    assert.ok(reduced.schedules < all.schedules, `${reduced.schedules} of ${all.schedules}`)
  })
}
