import { type Money, minorUnitDigits } from '../../contract/index.ts'

/** Minor units of a decimal amount. The decimal point moves in the text, since `1.005 * 100` is not 100.5. */
export function toMoney(amount: number, currency: string): Money {
  const digits = minorUnitDigits(currency)
  const shifted = String(amount).includes('e') ? amount * 10 ** digits : Number(`${amount}e${digits}`)
  return { amount: Math.round(shifted), currency }
}

/** The decimal amount, for platforms that write 199.99. */
export function toDecimal({ amount, currency }: Money): number {
  return amount / 10 ** minorUnitDigits(currency)
}
