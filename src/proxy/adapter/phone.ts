import { parsePhoneNumberFromString } from 'libphonenumber-js'

import { RecoveryError } from './errors.ts'

export interface PhoneRules {
  /** ISO 3166 codes of the countries that text messages may be sent to. @default every country */
  countries?: readonly string[] | undefined
}

/** A number in E.164. Throws `sms-refused` for what is no number, or of a country that is not served. */
export function toE164(text: string, { countries }: PhoneRules): string {
  const phone = parsePhoneNumberFromString(text.replace(/^00/, '+'))
  if (!phone?.isPossible())
    throw new RecoveryError('sms-refused', { detail: 'phone: must be a whole number with its country code' })
  if (countries && !countries.includes(phone.country ?? '')) {
    throw new RecoveryError('sms-refused', { detail: 'phone: no text messages are sent to that country' })
  }
  return phone.number
}

/** `+49 ••• ••42`: enough to know one's own number by, and nobody else's. */
export function maskPhone(phone: string): string {
  const country = parsePhoneNumberFromString(phone)?.countryCallingCode ?? phone.slice(1, 3)
  return `+${country} ••• ••${phone.slice(-2)}`
}
