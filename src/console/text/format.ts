import type { MerchantCart, Money } from '../../contract/browser.ts'
import { formatMoney } from '../../format/index.ts'

/** What a cart is worth, or nothing: zero is what is left of a closed one, not what it was. */
export function formatTotal({ total, status }: MerchantCart, locale: string): string {
  return !total || (status === 'closed' && total.amount === 0) ? '' : formatMoney(total, locale)
}

/** What something was worth, in every currency there was. */
export function formatAmounts(amounts: readonly Money[], locale: string): string {
  const texts = amounts.map((money) => formatMoney(money, locale, 'strip'))
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(texts)
}

/** A part of a whole, or nothing where there is no whole. */
export function formatShare(part: number, whole: number, locale: string): string {
  if (whole === 0) return ''
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(part / whole)
}

/** A moment, in the merchant's own time zone. */
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
