import { type Money, minorUnitDigits } from '../contract/browser.ts'

const formats = new Map<string, Intl.NumberFormat>()

/**
 * Money as a person reads it. The amount goes to `Intl` as exact decimal text, because a division by 100 rounds amounts
 * that a float cannot hold. `stripIfInteger` leaves out the decimals of a whole amount, as a headline does.
 */
export function formatMoney(
  { amount, currency }: Money,
  locale: string,
  trailingZeroDisplay: 'auto' | 'stripIfInteger' = 'auto',
): string {
  const digits = minorUnitDigits(currency)
  const key = `${locale} ${currency} ${trailingZeroDisplay}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      // Digits are ours, not the browser's: engines disagree on what a dinar has.
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      trailingZeroDisplay,
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
