import { test } from 'node:test'
import fc from 'fast-check'

import { buzzbip } from '../../src/proxy/platforms/buzzbip/buzzbip.ts'
import { createSandbox, platformReadings, type ReadingName } from '../../src/sandbox/index.ts'
import { type ReportPlatformUnderTest, reportCases } from './report-suite.ts'

type Reading = Partial<Record<ReadingName, string>>

function underTest(reading: Reading): ReportPlatformUnderTest {
  const sandbox = createSandbox()
  sandbox.readings.set(reading as Parameters<typeof sandbox.readings.set>[0])
  const { world, readings, credentials } = sandbox
  const { username, password, pluginHeaders } = credentials.buzzbip
  const calls = (path: string) => sandbox.calls.list().filter((call) => call.path.includes(path))
  return {
    platform: buzzbip({
      username,
      password,
      usernameField: readings.get('buzzbipLoginField'),
      ...(readings.get('buzzbipPluginHeaders') !== 'optional' && { pluginHeaders }),
      fetch: sandbox.fetch,
      clock: sandbox.clock,
    }),
    reports: () => world.buzzbip.reports,
    messages: () => sandbox.world.messages.filter(({ platform }) => platform === 'buzzbip'),
    logIns: () => calls('/login_check').length,
    mishap: (kind) =>
      sandbox.faults.set({
        platform: 'buzzbip',
        fault: kind === 'turned-away' ? '429' : kind,
        path: '/cart/',
        times: 1,
      }),
    needsToken: readings.get('buzzbipPluginHeaders') !== 'instead-of-token',
    setLimit(requests) {
      world.accounts.buzzbip.quota.requests = requests
    },
    closeAccount() {
      world.accounts.buzzbip.hasApiAccess = false
    },
    endTokens() {
      world.accounts.buzzbip.signingKey += '-another'
    },
    setPassword(changed) {
      world.accounts.buzzbip.password = changed
    },
    passSeconds(seconds) {
      world.clockOffsetSeconds += seconds
    },
  }
}

/** Every reading by itself, and three dozen mixtures of all of them. */
const readings: Reading[] = [
  ...Object.entries(platformReadings.buzzbip).flatMap(([name, values]) => values.map((value) => ({ [name]: value }))),
  ...fc.sample(
    fc.record(
      Object.fromEntries(
        Object.entries(platformReadings.buzzbip).map(([name, values]) => [
          name,
          fc.constantFrom(...(values as readonly string[])),
        ]),
      ),
    ),
    { numRuns: 36, seed: 6 },
  ),
]

for (const [name, run] of Object.entries(reportCases)) {
  test(`buzzbip, report: ${name}, in every reading`, async (t) => {
    for (const reading of readings) {
      await run(underTest(reading)).catch((cause: unknown) => {
        throw new Error(`in the reading ${JSON.stringify(reading)}`, { cause })
      })
    }
    t.diagnostic(`${readings.length} readings played`)
  })
}
