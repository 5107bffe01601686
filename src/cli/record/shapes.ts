import { type CountryCode, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js'
import examples from 'libphonenumber-js/mobile/examples'

import { type Fakes, replaceTokens } from './fakes.ts'
import { keywords, platformHosts } from './keywords.ts'

export const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
export const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
export const date =
  /^(?:\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4}|[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4})(?:[T ,].*)?$/
export const phone = /^(?:\+|00)\d[\d\s().-]{6,}$/
export const host = /^(?:[a-z\d-]+\.)+[a-z]{2,}(?::\d+)?$/i

export const toUuid = (fakes: Fakes, real: string): string =>
  fakes.pick('uuid', real.toLowerCase(), (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)

export const toEmail = (fakes: Fakes, real: string): string =>
  fakes.pick('email', real.toLowerCase(), (number) => `person-${number}@example.com`)

/** Another day in the same form, at midnight. */
export function toDate(fakes: Fakes, real: string): string {
  return fakes.pick('date', real, (number) => {
    const day = new Date(Date.UTC(2001, 0, number))
    const [year, month, monthDay] = day.toISOString().slice(0, 10).split('-')
    const [weekday, dayOfMonth, monthName] = day.toUTCString().split(/,? /)
    return real
      .replace(/^\d{4}-\d\d-\d\d/, `${year}-${month}-${monthDay}`)
      .replace(/^\d{1,2}([/.])\d{1,2}[/.]\d{4}/, `${monthDay}$1${month}$1${year}`)
      .replace(/^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4}/, `${weekday}, ${dayOfMonth} ${monthName} ${year}`)
      .replace(/\d\d:\d\d:\d\d(\.\d+)?/, (_, fraction = '') => `00:00:00${fraction.replace(/\d/g, '0')}`)
  })
}

/** Another number of the same country, in the same form. */
export function toPhone(fakes: Fakes, real: string): string {
  const digits = real.replace(/\D/g, '')
  return fakes.pick('phone', digits, (number) => pour(real, numberLike(real, digits, number)))
}

function numberLike(real: string, digits: string, number: number): string {
  const parsed = parsePhoneNumberFromString(real.replace(/^\s*00/, '+'))
  const example = getExampleNumber(parsed?.country ?? ('' as CountryCode), examples)
  const prefix = /^\s*00/.test(real) ? '00' : ''
  if (parsed && example) return prefix + withEnd(example.countryCallingCode + example.nationalNumber, number)
  const kept = parsed ? prefix + parsed.countryCallingCode : digits.slice(0, 2)
  return withEnd(kept + '0'.repeat(Math.max(0, digits.length - kept.length)), number)
}

const withEnd = (digits: string, number: number) => digits.slice(0, -3) + String(number % 1000).padStart(3, '0')

/** Puts digits where digits are; what is left over stands at the end. */
function pour(form: string, digits: string): string {
  const left = [...digits]
  const poured = form.replace(/\d/g, () => left.shift() ?? '')
  return poured + left.join('')
}

/** Another host. A platform's host keeps its domain, such as `mybigcommerce.com`. */
export function toHost(fakes: Fakes, real: string): string {
  const [name = '', port] = real.split(':')
  const end = platformHosts.exec(name)?.[0] ?? ''
  const fake = end
    ? toPlainText(fakes, name.slice(0, -end.length)) + end
    : fakes.pick('host', name.toLowerCase(), (number) => `host-${number}.example`)
  return port === undefined ? fake : `${fake}:${port}`
}

/** An address with the same parts. */
export function toUrl(fakes: Fakes, real: string): string {
  const [, scheme = '', authority = '', rest = ''] = /^([a-z][a-z\d+.-]*:)?\/\/([^/?#]*)(.*)$/i.exec(real) ?? []
  return `${scheme}//${toHost(fakes, authority.split('@').at(-1) ?? '')}${encodeURI(toPlainText(fakes, decode(rest)))}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replaceAll('%', ' ')
  }
}

/** The text with all words replaced but those in `keywords`. */
export const toPlainText = (fakes: Fakes, real: string): string =>
  replaceTokens(real, (token) => (keywords.has(token.toLowerCase()) ? token : fakes.text(token)))
