import { type CartLine, isProductLine } from '../world/cart.ts'
import { type Currency, formatAmount } from '../world/currency.ts'
import type { OrderSummary } from './order-summary.ts'

/** The lines of a cart or an order as a checkout page lists them, and what they come to in minor units. */
export function summarizeProducts(
  lines: readonly CartLine[],
  currency: Currency,
): { lines: OrderSummary['lines']; sum: number; amount(minor: number): string } {
  const amount = (minor: number) => formatAmount(minor, currency, 'en')
  const products = lines.filter(isProductLine)
  return {
    amount,
    sum: products.reduce((sum, line) => sum + line.listPrice * line.quantity, 0),
    lines: products.map((line) => ({
      name: line.name,
      picture: line.picture,
      options: line.options.map((option) => `${option.name}: ${option.value}`),
      quantity: line.quantity,
      amount: amount(line.listPrice * line.quantity),
    })),
  }
}
