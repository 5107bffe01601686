import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'

import { RecoveryError } from './errors.ts'

/** A telephone number, taken apart. */
export interface PhoneNumber {
  e164: string
  /** ISO 3166, where the number says. */
  country: string | undefined
  /** `49` of `+4917…`. */
  callingCode: string
  /** Without the calling code and without a leading zero. */
  nationalNumber: string
  /** True where the country really gives out such numbers; otherwise only its length is right. */
  isValid: boolean
}

export interface PhoneRules {
  /** ISO 3166 codes of the countries that text messages may be sent to. @default every country */
  countries?: readonly string[] | undefined
}

/**
 * A number as a shopper types it: with `+`, with `00`, or as it is dialled in `country`. Undefined for what cannot be
 * dialled from everywhere.
 */
export function parsePhone(text: string, country = ''): PhoneNumber | undefined {
  const code = country.toUpperCase()
  const phone = parsePhoneNumberFromString(text.replace(/^\s*00/, '+'), isSupportedCountry(code) ? code : undefined)
  if (!phone?.isPossible()) return undefined
  return {
    e164: phone.number,
    country: phone.country,
    callingCode: phone.countryCallingCode,
    nationalNumber: phone.nationalNumber,
    isValid: phone.isValid(),
  }
}

/**
 * A number in E.164: with its country code, or as it is dialled in `country`. Throws `phone-incomplete` for what is no whole number,
 * and `sms-refused` for one of a country that is not served.
 */
export function toE164(
  { phone: text, country }: { phone: string; country?: string | undefined },
  { countries }: PhoneRules,
): string {
  const phone = parsePhone(text, country)
  if (!phone || isCutOff(phone))
    throw new RecoveryError('phone-incomplete', { detail: 'phone: must be a whole number of its country' })
  if (countries && !countries.includes(phone.country ?? '')) {
    throw new RecoveryError('sms-refused', { detail: 'phone: no text messages are sent to that country' })
  }
  return phone.e164
}

/**
 * Whether a few digits more, or one less, would make it a number of its country. One of a range that is newer than our tables is none
 * either way, and is taken.
 */
function isCutOff({ e164, isValid }: PhoneNumber): boolean {
  return (
    !isValid &&
    ['0', '00', '000']
      .map((end) => e164 + end)
      .concat(e164.slice(0, -1))
      .some((other) => parsePhone(other)?.isValid)
  )
}

/** The calling code of each of these countries, in their order. One that has no numbers of its own is left out. */
export function toCallingCodes(countries: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    countries.flatMap((code) => (isSupportedCountry(code) ? [[code, getCountryCallingCode(code)]] : [])),
  )
}

/** `+49 ••• ••42`, unbroken: enough for shoppers to know their own number by, and too little to learn another's. */
export function maskPhone(phone: string): string {
  const callingCode = parsePhone(phone)?.callingCode ?? phone.slice(1, 3)
  return `+${callingCode}\u00a0•••\u00a0••${phone.slice(-2)}`
}
