import { type Money, minorUnitDigits } from '../contract/browser.ts'

/** `strip` leaves out the decimals of a whole amount, as a headline does. */
type Decimals = 'keep' | 'strip'

const formats = new Map<string, Intl.NumberFormat>()

/**
 * Money as a person reads it. The amount goes to `Intl` as exact decimal text, because a division by 100 rounds amounts
 * that a float cannot hold.
 */
export function formatMoney({ amount, currency }: Money, locale: string, decimals: Decimals = 'keep'): string {
  const digits = minorUnitDigits(currency)
  const key = `${locale} ${currency} ${decimals}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      // Digits are ours, not the browser's: engines disagree on what a dinar has.
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      ...(decimals === 'strip' && { trailingZeroDisplay: 'stripIfInteger' }),
    })
    formats.set(key, format)
  }
  return format.format(toDecimal(amount, digits))
}

function toDecimal(amount: number, digits: number): Intl.StringNumericLiteral {
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const sign = amount < 0 ? '-' : ''
  return `${sign}${whole}.${text.slice(text.length - digits) || '0'}` as Intl.StringNumericLiteral
}
