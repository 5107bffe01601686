import { test } from 'node:test'
import fc from 'fast-check'

import { tjar } from '../../src/proxy/platforms/tjar/tjar.ts'
import { createSandbox, platformReadings, type ReadingName } from '../../src/sandbox/index.ts'
import { type MerchantPlatformUnderTest, merchantCases } from './merchant-suite.ts'

type Reading = Partial<Record<ReadingName, string>>

const keys = {
  left: 'tjar-hero',
  guest: 'tjar-guest',
  reminded: 'tjar-reminded',
  ordered: 'tjar-ordered',
}

function underTest(reading: Reading): MerchantPlatformUnderTest {
  const sandbox = createSandbox()
  sandbox.readings.set(reading as Parameters<typeof sandbox.readings.set>[0])
  const { world, readings, credentials } = sandbox
  const find = (key: string) => world.tjar.carts.find((cart) => cart.key === key)!
  const { name, email, mobile } = find(keys.left).customer
  return {
    platform: tjar({ ...credentials.tjar, timeZone: readings.get('tjarTimeZone'), fetch: sandbox.fetch }),
    cart: (what) => (what === 'none' ? '987654' : find(keys[what]).identifier),
    shopper: { name, email, phone: mobile },
    leftWithin: (hours) =>
      world.tjar.carts
        .filter(({ status, updatedAt }) => status === 'abandoned' && updatedAt >= sandbox.clock() - hours * 3_600_000)
        .map(({ identifier }) => identifier),
    setPageSize(size) {
      world.accounts.tjar.perPage = size
    },
    now: () => sandbox.clock(),
    messages: () => world.messages.filter(({ platform }) => platform === 'tjar'),
    writes: () => sandbox.calls.list().filter(({ write }) => write).length,
    mishap: (kind) =>
      sandbox.faults.set({ platform: 'tjar', fault: kind === 'turned-away' ? '429' : kind, method: 'POST', times: 1 }),
    hasPages: readings.get('tjarPageParameters') === 'understood',
    isSilentOnGone: readings.get('tjarFailureStatus') === '200',
  }
}

/** Every reading by itself, and three dozen mixtures of all of them. */
const readings: Reading[] = [
  ...Object.entries(platformReadings.tjar).flatMap(([name, values]) => values.map((value) => ({ [name]: value }))),
  ...fc.sample(
    fc.record(
      Object.fromEntries(
        Object.entries(platformReadings.tjar).map(([name, values]) => [
          name,
          fc.constantFrom(...(values as readonly string[])),
        ]),
      ),
    ),
    { numRuns: 36, seed: 5 },
  ),
]

for (const [name, { port, run }] of Object.entries(merchantCases)) {
  test(`tjar, ${port}: ${name}, in every reading`, async (t) => {
    for (const reading of readings) {
      await run(underTest(reading)).catch((cause: unknown) => {
        throw new Error(`in the reading ${JSON.stringify(reading)}`, { cause })
      })
    }
    t.diagnostic(`${readings.length} readings played`)
  })
}
