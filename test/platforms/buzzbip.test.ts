import { type ReportPlatformUnderTest, reportCases, testPlatform } from '../../src/proxy/adapter/suite/index.ts'
import { buzzbip } from '../../src/proxy/platforms/buzzbip/buzzbip.ts'
import { createSandbox, platformReadings } from '../../src/sandbox/index.ts'
import { everyReading, type Reading } from './every-reading.ts'

function underTest(reading: Reading = {}): ReportPlatformUnderTest {
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
      // Undocumented as the others are, and not among the fields that this account maps.
      ...(readings.get('buzzbipUnknownFields') === 'refused' && { fields: { messageId: false } }),
      fetch: sandbox.fetch,
      clock: sandbox.clock,
    }),
    reports: () => world.buzzbip.reports,
    messages: () => sandbox.world.messages.filter(({ platform }) => platform === 'buzzbip'),
    logIns: () => calls('/login_check').length,
    failNext: (kind) =>
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

testPlatform('buzzbip', reportCases, underTest, {
  readings: everyReading(platformReadings.buzzbip, { mixtures: 36, seed: 6 }),
})
