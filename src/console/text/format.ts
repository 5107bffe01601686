import type { MerchantCart, Money } from '../../contract/browser.ts'
import { formatMoney } from '../../format/index.ts'

/** The total of a cart. Empty for a closed cart of zero: its items are gone, so what it was worth is not known. */
export function formatTotal({ total, status }: MerchantCart, locale: string): string {
  return !total || (status === 'closed' && total.amount === 0) ? '' : formatMoney(total, locale)
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

export function formatDay(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(instant))
}
