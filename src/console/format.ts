import { type MerchantCart, type Money, minorUnitDigits } from '../contract/browser.ts'

/** An amount as a merchant reads it. `brief` leaves out the decimals of a whole amount. */
export function formatMoney({ amount, currency }: Money, locale: string, brief = false): string {
  const digits = minorUnitDigits(currency)
  // Digits are ours, not the browser's: engines disagree on what a dinar has.
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...(brief && { trailingZeroDisplay: 'stripIfInteger' }),
  }).format(amount / 10 ** digits)
}

/** What a cart is worth, or nothing: zero is what is left of a closed one, not what it was. */
export function formatTotal({ total, status }: MerchantCart, locale: string): string {
  return !total || (status === 'closed' && total.amount === 0) ? '' : formatMoney(total, locale)
}

/** What something was worth, in every currency there was. */
export function formatAmounts(amounts: readonly Money[], locale: string): string {
  const texts = amounts.map((money) => formatMoney(money, locale, true))
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(texts)
}

export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value)
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

/** The nearest locale that `Intl` accepts; a mistyped `lang` must not break the page. */
export function toLocale(wanted: string | null | undefined): string {
  try {
    return Intl.getCanonicalLocales(wanted || 'en')[0] ?? 'en'
  } catch {
    return 'en'
  }
}
