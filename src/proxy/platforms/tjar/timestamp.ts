import { toInstant } from './time-zone.ts'

/** Which of the two comes first in `04/05/2026`. */
export type DateOrder = 'day-first' | 'month-first'

const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:,? +(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AP])M)?)?$/i
const [earliest, latest] = [Date.UTC(2000, 0), Date.UTC(2100, 0)]

/**
 * The order that these times are written in, as far as one of them shows it: 13 is no month. Undefined where none does, or
 * where they disagree.
 */
export function toDateOrder(values: readonly unknown[]): DateOrder | undefined {
  const orders = new Set<DateOrder>()
  for (const value of values) {
    const [, first, second] = slashed.exec(typeof value === 'string' ? value.trim() : '') ?? []
    if (Number(first) > 12) orders.add('day-first')
    if (Number(second) > 12) orders.add('month-first')
  }
  return orders.size === 1 ? [...orders][0] : undefined
}

/**
 * Milliseconds since 1970. Accepts the documented form (also with slashes), Unix seconds and milliseconds, and dates
 * whose order of day and month is known. Undefined for all else: a guess would move the abandonment.
 */
export function toTimestamp(value: string | number | null | undefined, timeZone: string, order?: DateOrder) {
  const text = String(value ?? '').trim()
  const at = toUnix(text) ?? toInstant(toDocumentedForm(text, order), timeZone)
  return at !== undefined && at >= earliest && at < latest ? at : undefined
}

function toUnix(text: string): number | undefined {
  if (/^\d{10}(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000)
  return /^\d{13}$/.test(text) ? Number(text) : undefined
}

/** The same time as `YYYY-MM-DD HH:MM:SS`. Empty where the order of day and month is not known. */
function toDocumentedForm(text: string, known: DateOrder | undefined): string {
  const yearFirst = text.replace(/^(\d{4})[/](\d\d)[/](\d\d)/, '$1-$2-$3')
  if (/^\d{4}-\d\d-\d\d$/.test(yearFirst)) return `${yearFirst} 00:00:00`
  const [, first = '', second = '', year, hour = '0', minute = '00', seconds = '00', half] = slashed.exec(text) ?? []
  if (year === undefined) return yearFirst
  const order = toDateOrder([text]) ?? (first === second ? 'day-first' : known)
  if (!order) return ''
  const [day, month] = order === 'day-first' ? [first, second] : [second, first]
  const hours = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour)
  return `${year}-${pad(month)}-${pad(day)} ${pad(hours)}:${minute}:${seconds}`
}

const pad = (part: string | number) => String(part).padStart(2, '0')
