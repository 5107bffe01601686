const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** One figure that bounds what a store does for its callers. */
export interface Limit {
  /** What applies unless configured: how many in `windowMs`. */
  default: number
  windowMs: number
  /** What is counted, for docs/configuration.md. */
  about: string
}

/**
 * Every limit of a store, by the name of its option in `limits`. The variables of the command line and docs/configuration.md are
 * made of it. A cart is counted by its platform's id, so that a link opened again begins nothing anew.
 */
export const limitTable = {
  textsPerCart: { default: 5, windowMs: hour, about: 'Text messages asked for with one cart, in an hour.' },
  textsPerCartDay: { default: 20, windowMs: day, about: 'The same in a day: one link never sends more.' },
  textsPerAddress: { default: 20, windowMs: hour, about: 'Text messages asked for from one address, in an hour.' },
  textsPerNumber: {
    default: 8,
    windowMs: hour,
    about: 'Text messages to one number, in an hour: more than one cart may send, so that no single link uses it up.',
  },
  textsPerDay: {
    default: 1000,
    windowMs: day,
    about: 'Text messages of the store, in a day: what an attack may cost.',
  },
  newAddressPercent: {
    default: 20,
    windowMs: day,
    about: 'How much of that day, in percent, is kept for addresses that asked for no message yet.',
  },
  triesPerCode: {
    default: 5,
    windowMs: 10 * minute,
    about: 'Tries of a code with the link it was asked for, in ten minutes.',
  },
  triesPerCart: { default: 8, windowMs: hour, about: 'Tries of codes with one cart, in an hour.' },
  triesPerAddress: { default: 20, windowMs: hour, about: 'Tries of codes from one address, in an hour.' },
  triesPerNumber: {
    default: 10,
    windowMs: hour,
    about: 'Tries of codes for one number, in an hour: more than one cart may try.',
  },
  couponsPerCart: { default: 5, windowMs: hour, about: 'Coupons tried with one cart, in an hour.' },
  messagesPerNumber: {
    default: 3,
    windowMs: day,
    about: 'Reports to one number, in a day, whatever the carts. Further ones are withheld as `enough-today`.',
  },
  writesPerAddress: {
    default: 600,
    windowMs: hour,
    about: 'Taps from one address, in an hour: what is kept of them is bounded by it.',
  },
  sharedLinksPerCart: {
    default: 3,
    windowMs: day,
    about: 'Links that shoppers copy of one cart, in a day.',
  },
  wrongKeysPerAddress: {
    default: 10,
    windowMs: minute,
    about:
      'Wrong merchant and server keys from one address, in a minute. After that no key of that address is looked at.',
  },
  unknownLinksPerAddress: {
    default: 20,
    windowMs: minute,
    about: 'Links that open no cart, from one address, in a minute.',
  },
} satisfies Record<string, Limit>

export type LimitName = keyof typeof limitTable

export const limitNames = Object.keys(limitTable) as LimitName[]

/** The figures that apply: the configured ones, and of the others the defaults. */
export function toLimits(configured: Partial<Record<LimitName, number | undefined>> = {}): Record<LimitName, number> {
  const figures = limitNames.map((name) => [name, configured[name] ?? limitTable[name].default])
  return Object.fromEntries(figures) as Record<LimitName, number>
}
