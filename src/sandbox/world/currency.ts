/** The currencies the sandbox shop sells in, with the decimal places ISO 4217 gives them. XTS is its code for tests, which has no sign. */
export const currencies = { EUR: 2, USD: 2, JPY: 0, KWD: 3, SAR: 2, XTS: 2 } as const

export type Currency = keyof typeof currencies

/** An amount in minor units for every currency: the shop keeps price lists, it converts nothing on the fly. */
export type Prices = Record<Currency, number>

/** The shop's own currency: the one the catalogue answers in. */
export const storeCurrency: Currency = 'EUR'

export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(currencies, code)
}

/** Minor units → the JSON number BigCommerce sends, e.g. 1999 EUR → 19.99. */
export function toMajor(minor: number, currency: Currency): number {
  const decimals = currencies[currency]
  return Number((minor / 10 ** decimals).toFixed(decimals))
}

/** The JSON number of an amount → minor units, rounded to the nearest one. */
export function toMinor(major: number, currency: Currency): number {
  return Math.round(major * 10 ** currencies[currency])
}

/** A price list from a euro price, each ending the way prices in that currency usually do. */
export function priceList(euroCents: number): Prices {
  const euros = euroCents / 100
  return {
    EUR: euroCents,
    USD: Math.round(euros * 1.1) * 100,
    JPY: Math.max(100, Math.round((euros * 162) / 50) * 50),
    KWD: Math.max(125, Math.round((euros * 335) / 125) * 125),
    SAR: Math.max(1, Math.round(euros * 4.1)) * 100 - 1,
    XTS: euroCents,
  }
}

/** An amount as a shopper reads it. */
export function formatAmount(minor: number, currency: Currency, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(toMajor(minor, currency))
}
