import type { PhoneCountries } from '../../contract/browser.ts'
import { isolate, toLocale } from '../../format/index.ts'

/** The countries by name, in the language of the page: `['DE', 'Germany (+49)']`. */
export function countryNames(countries: PhoneCountries, language: string): [code: string, name: string][] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return Object.entries(countries)
    .map(([code, callingCode]): [string, string] => {
      const name = names.of(code) ?? code
      return [code, `${name} (${isolate(`+${callingCode}`, name)})`]
    })
    .sort(([, one], [, other]) => one.localeCompare(other, language))
}

/** Where the shopper probably is: the region of the page or of the browser, if it is served, and else the shop's own. */
export function likelyCountry(countries: PhoneCountries, locale: string): string {
  // `en-US` is also what a browser says as it comes, wherever it is.
  const own = navigator.language.replace('en-US', 'en')
  const regions = [locale, own].map((tag) => new Intl.Locale(toLocale(tag)).region ?? '')
  return regions.find((region) => region in countries) ?? Object.keys(countries)[0] ?? ''
}

/**
 * The country of a number that names it by `+` or `00`; the chosen one, where several share its calling code. Empty where it is
 * none of these, and undefined where the number names none.
 */
export function countryOf(text: string, countries: PhoneCountries, chosen: string): string | undefined {
  const [prefix] = /^\D*(\+|00)/.exec(text) ?? []
  if (prefix === undefined) return undefined
  const digits = text.slice(prefix.length).replace(/\D/g, '')
  const found = Object.keys(countries).filter((code) => digits.startsWith(countries[code] ?? '-'))
  return found.includes(chosen) ? chosen : (found[0] ?? '')
}
