import { isReadByBigCommerce, readBigCommerce } from './bigcommerce-reads.ts'
import type { Fixture } from './fixtures.ts'
import { isReadByOthers, readOther } from './other-reads.ts'

/** What the adapter of its platform makes of a recording. */
export function readAny(fixture: Fixture): Promise<Record<string, unknown>> {
  return fixture.platform === 'bigcommerce' ? readBigCommerce(fixture) : readOther(fixture)
}

/** Whether the proxy ever asks for that answer. */
export function isRead({ platform, operation }: Fixture): boolean {
  return platform === 'bigcommerce' ? isReadByBigCommerce(operation) : isReadByOthers(platform, operation)
}
