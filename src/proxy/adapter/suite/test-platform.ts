import { test } from 'node:test'

import type { Platform } from '../index.ts'

/** Something that an adapter owes the proxy. Its name in a table says what holds. */
export interface PlatformCase<UnderTest> {
  /** The port it is about. A platform without it skips the case. */
  port: keyof Platform
  /** Why this platform cannot be asked. Undefined where it can. */
  skip?(underTest: UnderTest): string | undefined
  run(underTest: UnderTest): Promise<void>
}

export type PlatformCases<UnderTest> = Record<string, PlatformCase<UnderTest>>

export interface TestPlatformOptions<Reading> {
  /** What the platform's documentation leaves open: every case runs once in each. @default one, undefined */
  readings?: readonly Reading[]
  /** By the name of a case: readings in which it cannot hold. */
  except?: Record<string, (reading: Reading) => boolean>
}

/**
 * Registers one test of `node:test` for each case. `create` is called for every run, so that each has a platform and
 * carts of its own.
 *
 * @example testPlatform('acme', cartCases, () => createAcmeUnderTest())
 */
export function testPlatform<UnderTest extends { platform: Platform }, Reading = undefined>(
  name: string,
  cases: PlatformCases<UnderTest>,
  create: (reading: Reading | undefined) => UnderTest | Promise<UnderTest>,
  { readings = [], except = {} }: TestPlatformOptions<Reading> = {},
): void {
  for (const [title, { port, skip, run }] of Object.entries(cases)) {
    test(`${name}, ${port}: ${title}`, async (t) => {
      const played = readings.filter((reading) => !except[title]?.(reading))
      if (played.length === 0 && readings.length > 0) throw new Error('no reading is left to play')
      for (const reading of readings.length > 0 ? played : [undefined]) {
        const underTest = await create(reading)
        const reason = underTest.platform[port] ? skip?.(underTest) : `${name} has no port ${port}`
        if (reason) return t.skip(reason)
        await run(underTest).catch((cause: unknown) => {
          throw reading === undefined ? cause : new Error(`in the reading ${JSON.stringify(reading)}`, { cause })
        })
      }
      if (readings.length > 0) t.diagnostic(`${played.length} readings played`)
    })
  }
}
