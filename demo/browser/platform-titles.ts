/** The platforms as their own pages write them. */
export const platformTitles = {
  bigcommerce: 'BigCommerce',
  vesuviopay: 'VesuvioPay',
  tjar: 'Tjar',
  buzzbip: 'Buzzbip',
} as const

/** The title of a platform that somebody else named. */
export function titleOf(platform: string): string {
  return new Map<string, string>(Object.entries(platformTitles)).get(platform) ?? platform
}
