import type { Discount } from '../../../contract/index.ts'
import { toMoney } from '../../adapter/index.ts'
import type { WireCart } from './wire.ts'

/**
 * What the cart costs less than its lines (`sum`): its coupons, its order discount, and one by hand. Empty where they are more
 * than that and no taxes are on top: then the lines' prices have them already. `discounts` of the cart is not read, because it
 * repeats what coupons take off each line.
 */
export function toDiscounts(cart: WireCart, sum: number, currency: string): Discount[] {
  const { coupons, discount_amount, manual_discount_amount, cart_amount, tax_included } = cart
  if (cart_amount === undefined) return []
  const discounts = [
    ...coupons.map(({ code, display_name, discounted_amount }) => toDiscount(discounted_amount, display_name || code)),
    toDiscount(discount_amount),
    toDiscount(manual_discount_amount),
  ].filter(({ amount }) => amount.amount > 0)
  const rest =
    toMoney(cart_amount, currency).amount - sum + discounts.reduce((all, { amount }) => all + amount.amount, 0)
  return rest > 0 && tax_included !== false ? [] : discounts

  function toDiscount(major = 0, label?: string): Discount {
    return { ...(label && { label }), amount: toMoney(major, currency) }
  }
}

/**
 * Whether the cart costs another sum than its lines for taxes and fees alone: no discount is known, and it costs more, or
 * exactly what it did before discounts, because its lines' prices hold taxes that its own amounts do not.
 */
export function differsByTaxes(cart: WireCart, sum: number, currency: string): boolean {
  const { cart_amount, base_amount, discount_amount = 0, manual_discount_amount = 0, coupons } = cart
  const isDiscounted =
    discount_amount + manual_discount_amount !== 0 || coupons.some((coupon) => coupon.discounted_amount !== 0)
  if (cart_amount === undefined || isDiscounted) return false
  const total = toMoney(cart_amount, currency).amount
  const isWhole = base_amount !== undefined && toMoney(base_amount, currency).amount === total
  return total > sum || (total < sum && isWhole)
}
