import { type ReminderPlatformUnderTest, reminderCases, testPlatform } from '../../src/proxy/adapter/suite/index.ts'
import { tjar } from '../../src/proxy/platforms/tjar/tjar.ts'
import { createSandbox, platformReadings } from '../../src/sandbox/index.ts'
import { everyReading, type Reading } from './every-reading.ts'

const keys = {
  abandoned: 'tjar-hero',
  guest: 'tjar-guest',
  reminded: 'tjar-reminded',
  ordered: 'tjar-ordered',
}

function underTest(reading: Reading = {}): ReminderPlatformUnderTest {
  const sandbox = createSandbox()
  sandbox.readings.set(reading as Parameters<typeof sandbox.readings.set>[0])
  const { world, readings, credentials } = sandbox
  const find = (key: string) => world.tjar.carts.find((cart) => cart.key === key)!
  const { name, email, mobile } = find(keys.abandoned).customer
  return {
    platform: tjar({ ...credentials.tjar, timeZone: readings.get('tjarTimeZone'), fetch: sandbox.fetch }),
    cart: (what) => (what === 'none' ? '987654' : find(keys[what]).identifier),
    shopper: { name, email, phone: mobile },
    abandonedWithin: (hours) =>
      world.tjar.carts
        .filter(({ status, updatedAt }) => status === 'abandoned' && updatedAt >= sandbox.clock() - hours * 3_600_000)
        .map(({ identifier }) => identifier),
    setPageSize(size) {
      world.accounts.tjar.perPage = size
    },
    now: () => sandbox.clock(),
    messages: () => world.messages.filter(({ platform }) => platform === 'tjar'),
    writes: () => sandbox.calls.list().filter(({ write }) => write).length,
    failNext: (kind) =>
      sandbox.faults.set({ platform: 'tjar', fault: kind === 'turned-away' ? '429' : kind, method: 'POST', times: 1 }),
    hasPages: readings.get('tjarPageParameters') === 'understood',
    isSilentOnGone: readings.get('tjarFailureStatus') === '200',
  }
}

testPlatform('tjar', reminderCases, underTest, {
  readings: everyReading(platformReadings.tjar, { mixtures: 36, seed: 5 }),
})
