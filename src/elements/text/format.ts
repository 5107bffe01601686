import { type Money, minorUnitDigits } from '../../contract/browser.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** Money as a shopper reads it. The amount goes through as exact decimal text, never as a float. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const digits = minorUnitDigits(currency)
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) {
    // Digits are ours, not the browser's: engines disagree on what a dinar has.
    const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    format = new Intl.NumberFormat(locale, { style: 'currency', currency, ...fraction })
    formats.set(key, format)
  }
  return format.format(toDecimal(amount, digits))
}

/** A plain number in the shopper's digits. */
export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value)
}

/** The nearest locale that `Intl` accepts; a mistyped `lang` must not break the page. */
export function toLocale(preferred: string | null | undefined): string {
  try {
    return Intl.getCanonicalLocales(preferred || 'en')[0] ?? 'en'
  } catch {
    return 'en'
  }
}

function toDecimal(amount: number, digits: number): Intl.StringNumericLiteral {
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const sign = amount < 0 ? '-' : ''
  return `${sign}${whole}.${text.slice(text.length - digits) || '0'}` as Intl.StringNumericLiteral
}
