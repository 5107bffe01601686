import type { MerchantCart, Money } from '../../contract/browser.ts'
import { formatMoney } from '../../format/index.ts'

/** The total of a cart. Empty for zero where its items are gone or were not read yet: what it is worth is not known then. */
export function formatTotal({ total, status, firstItem }: MerchantCart, locale: string): string {
  return !total || (total.amount === 0 && (status === 'closed' || !firstItem)) ? '' : formatMoney(total, locale)
}

/** Amounts of several currencies as a list. */
export function formatAmounts(amounts: readonly Money[], locale: string): string {
  const texts = amounts.map((money) => formatMoney(money, locale, 'stripIfInteger'))
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(texts)
}

/** A share in percent. Empty where the whole is zero. */
export function formatShare(part: number, whole: number, locale: string): string {
  if (whole === 0) return ''
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(part / whole)
}

/** The day in the merchant's own time zone. The year is left out of this year's. */
export function formatDate(instant: string, locale: string): string {
  const date = new Date(instant)
  const isThisYear = date.getFullYear() === new Date().getFullYear()
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(date)
}

/** How long ago, up to a week; else the day. */
export function formatAgo(instant: string, locale: string): string {
  const minutes = Math.round((Date.parse(instant) - Date.now()) / 60_000)
  if (minutes > 0 || minutes < -7 * 24 * 60) {
    return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(new Date(instant))
  }
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  if (minutes > -60) return format.format(minutes, 'minute')
  return minutes > -24 * 60
    ? format.format(Math.round(minutes / 60), 'hour')
    : format.format(Math.round(minutes / 1440), 'day')
}

/** How much more or less, as a signed share: "+16 %". Empty where there was nothing before. */
export function formatChange(now: number, before: number, locale: string): string {
  if (before === 0) return ''
  const share = (now - before) / before
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  }).format(share)
}

/** Date and time in the merchant's own time zone. The year is left out of this year's. */
export function formatMoment(instant: string, locale: string): string {
  const date = new Date(instant)
  const isThisYear = date.getFullYear() === new Date().getFullYear()
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(date)
}

/** A day of UTC, `2026-11-22`, as the ledger counts it. */
export function formatUtcDay(day: string, locale: string): string {
  if (!day) return ''
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return format.format(new Date(day))
}

export function formatDay(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(instant))
}
