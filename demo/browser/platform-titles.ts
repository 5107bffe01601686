import type { PlatformName } from '../../src/sandbox/index.ts'

/** The platforms as their own pages write them. */
export const platformTitles: Record<PlatformName, string> = {
  bigcommerce: 'BigCommerce',
  vesuviopay: 'VesuvioPay',
  tjar: 'Tjar',
  buzzbip: 'Buzzbip',
}

/** The title of a platform, the engine's included, or the name itself where it has none. */
export function titleOf(platform: string): string {
  return new Map(Object.entries({ ...platformTitles, vendure: 'Vendure' })).get(platform) ?? platform
}
