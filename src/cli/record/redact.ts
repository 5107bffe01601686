import { createFakes, type Fakes, replaceTokens } from './fakes.ts'
import {
  isAmountKey,
  isCountryKey,
  isCurrencyKey,
  isEnumKey,
  isIdKey,
  isLanguageKey,
  isPersonalKey,
  isPhoneKey,
  isTimeKey,
} from './keywords.ts'
import {
  date,
  email,
  host,
  phone,
  toDate,
  toEmail,
  toHost,
  toPhone,
  toPlainText,
  toUrl,
  toUuid,
  uuid,
} from './shapes.ts'

/**
 * Makes a function that replaces everything about a shop or a person in a platform's answer by something of the same
 * shape. Equal values get equal replacements, in one answer and in the next. Amounts, counts, words that a platform
 * chose, types, keys, nulls and empty values stay as they are.
 */
export function createRedactor(): (body: unknown) => unknown {
  const fakes = createFakes()
  return (body) => {
    reserve(fakes, body)
    return redact(fakes, body, '', '')
  }
}

function reserve(fakes: Fakes, value: unknown): void {
  if (typeof value === 'string' || typeof value === 'number') fakes.reserve(String(value))
  else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) fakes.reserve(key)
    for (const part of Object.values(value)) reserve(fakes, part)
  }
}

function redact(fakes: Fakes, value: unknown, key: string, parent: string): unknown {
  if (Array.isArray(value)) return value.map((item) => redact(fakes, item, key, parent))
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
    return Object.fromEntries(fields.map(([name, field]) => [toKey(fakes, name), redact(fakes, field, name, key)]))
  }
  if (typeof value === 'number') return toNumber(fakes, value, key)
  return typeof value === 'string' ? toText(fakes, value, key, parent) : value
}

/** A key is part of the shape, unless it is an id or an address. */
function toKey(fakes: Fakes, key: string): string {
  if (uuid.test(key)) return toUuid(fakes, key)
  if (email.test(key)) return toEmail(fakes, key)
  if (/^\d+$/.test(key) && key.length > 3) return toId(fakes, key)
  return /^[\w$.:-]{0,64}$/.test(key) && !/\d{4}/.test(key) ? key : replaceTokens(key, fakes.text)
}

function toNumber(fakes: Fakes, value: number, key: string): number {
  if (isAmountKey(key) && !isPersonalKey(key)) return value
  if (isTimeKey(key)) return Number.isInteger(value) && value > 1e9 ? (value > 1e11 ? 978307200000 : 978307200) : value
  const isNaming = isIdKey(key) || isPersonalKey(key) || isPhoneKey(key)
  // 0 and 1 mean something of their own: a guest, the first channel.
  if (!Number.isSafeInteger(value) || Math.abs(value) < (isNaming ? 2 : 1e6)) return value
  return Math.sign(value) * Number(toId(fakes, String(Math.abs(value))))
}

/** The same number as a number and as a text. */
const toId = (fakes: Fakes, digits: string): string => fakes.pick('id', digits, (number) => String(100 + number))

function toText(fakes: Fakes, text: string, key: string, parent: string): string {
  const isPersonal = isPersonalKey(key)
  if (!/[\p{L}\p{N}]/u.test(text) || (!isPersonal && isPublic(text, key, parent))) return text
  if (email.test(text)) return toEmail(fakes, text)
  if (uuid.test(text)) return toUuid(fakes, text)
  if (date.test(text)) return toDate(fakes, text)
  if (phone.test(text) || (isPhoneKey(key) && /^[\d\s().+-]{6,}$/.test(text))) return toPhone(fakes, text)
  if (/^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(text)) return toUrl(fakes, text)
  if (host.test(text)) return toHost(fakes, text)
  if (/^\d+$/.test(text) && isIdKey(key)) return text.length > 1 || Number(text) > 1 ? toId(fakes, text) : text
  return isPersonal ? replaceTokens(text, fakes.text) : toPlainText(fakes, text)
}

/** Values that a platform chose, and amounts. */
function isPublic(text: string, key: string, parent: string): boolean {
  if (isAmountKey(key) && /^[+-]?\d+(?:[.,]\d+)?$/.test(text)) return true
  if ((isCurrencyKey(key) || isCurrencyKey(parent)) && /^[a-z]{3}$/i.test(text)) return true
  if (isCountryKey(key) && /^[A-Z]{2}$/i.test(text)) return true
  if (isLanguageKey(key) && /^[a-z]{2}(?:[-_][a-z]{2})?$/i.test(text)) return true
  return isEnumKey(key) && /^[a-z]+(?:[_/-][a-z]+)*$/i.test(text) && text.length <= 40
}
