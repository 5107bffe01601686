import { after, test } from 'node:test'

import type { Platform } from '../index.ts'

/** What a platform in the process has at once, and one in another process answers later. */
export type Awaitable<Value> = Value | Promise<Value>

/** Something that an adapter owes the proxy. Its name in a table says what holds. */
export interface PlatformCase<UnderTest> {
  /** The port it is about. A platform without it skips the case. */
  port: keyof Platform
  /** Why this platform cannot be asked. Undefined where it can. */
  skip?(underTest: UnderTest): Awaitable<string | undefined>
  run(underTest: UnderTest): Promise<void>
}

export type PlatformCases<UnderTest> = Record<string, PlatformCase<UnderTest>>

export interface TestPlatformOptions<Reading> {
  /** What the platform's documentation leaves open: every case runs once in each. @default one, undefined */
  readings?: readonly Reading[]
  /** By the name of a case: readings in which it cannot hold. */
  except?: Record<string, (reading: Reading) => boolean>
  /** By the name of a case: why it says nothing about this platform. It is skipped with that reason. */
  leftOut?: Record<string, string>
}

/**
 * Registers one test of `node:test` for each case. `create` is called for every run, so that each has a platform and
 * carts of its own. How many cases ran, and which were left out, is printed at the end.
 *
 * @example testPlatform('acme', cartCases, () => createAcmeUnderTest())
 */
export function testPlatform<UnderTest extends { platform: Platform }, Reading = undefined>(
  name: string,
  cases: PlatformCases<UnderTest>,
  create: (reading: Reading | undefined) => Awaitable<UnderTest>,
  { readings = [], except = {}, leftOut = {} }: TestPlatformOptions<Reading> = {},
): void {
  for (const title of [...Object.keys(except), ...Object.keys(leftOut)]) {
    if (!Object.hasOwn(cases, title)) throw new Error(`there is no case "${title}"`)
  }
  let ran = 0
  const notRun: string[] = []
  after(() => {
    process.stdout.write([`${name}: ${ran} of ${Object.keys(cases).length} cases ran`, ...notRun, ''].join('\n'))
  })
  for (const [title, { port, skip, run }] of Object.entries(cases)) {
    const declared = leftOut[title]
    test(`${name}, ${port}: ${title}`, async (t) => {
      const leaveOut = (reason: string) => {
        notRun.push(`  not "${title}": ${reason}`)
        t.skip(reason)
      }
      if (declared !== undefined) return leaveOut(declared)
      const played = readings.filter((reading) => !except[title]?.(reading))
      if (played.length === 0 && readings.length > 0) throw new Error('no reading is left to play')
      for (const reading of readings.length > 0 ? played : [undefined]) {
        const underTest = await create(reading)
        const reason = underTest.platform[port] ? await skip?.(underTest) : `${name} has no port ${port}`
        if (reason) return leaveOut(reason)
        await run(underTest).catch((cause: unknown) => {
          throw reading === undefined ? cause : new Error(`in the reading ${JSON.stringify(reading)}`, { cause })
        })
      }
      ran++
      if (readings.length > 0) t.diagnostic(`${played.length} readings played`)
    })
  }
}
