import { type Cart, type CartLine, isProductLine } from './cart.ts'

/** What one line costs, in minor units of the cart's currency. */
export interface LineTotals {
  salePrice: number
  extendedListPrice: number
  extendedSalePrice: number
  /** Given by the promotion that added the line. */
  discountAmount: number
  couponAmount: number
}

export interface CartTotals {
  baseAmount: number
  /** Order-level discounts only, without coupons. */
  discountAmount: number
  couponAmount: number
  cartAmount: number
}

export function lineTotals(cart: Cart, line: CartLine): LineTotals {
  const unitPrice = line.kind === 'gift-certificate' ? line.amount : line.listPrice
  const isGift = isProductLine(line) && line.addedByPromotion
  const salePrice = isGift ? 0 : unitPrice
  const extendedSalePrice = salePrice * line.quantity
  return {
    salePrice,
    extendedListPrice: unitPrice * line.quantity,
    extendedSalePrice,
    discountAmount: isGift ? unitPrice * line.quantity : 0,
    couponAmount: isProductLine(line) ? percentOf(extendedSalePrice, cart.coupon?.percent) : 0,
  }
}

export function cartTotals(cart: Cart): CartTotals {
  const totals = cart.lines.map((line) => ({ line, ...lineTotals(cart, line) }))
  const baseAmount = sum(totals.map((line) => line.extendedSalePrice))
  const products = sum(totals.filter(({ line }) => isProductLine(line)).map((line) => line.extendedSalePrice))
  const discountAmount = percentOf(products, cart.discount?.percent)
  const couponAmount = sum(totals.map((line) => line.couponAmount))
  return { baseAmount, discountAmount, couponAmount, cartAmount: baseAmount - discountAmount - couponAmount }
}

function percentOf(amount: number, percent = 0): number {
  return Math.round((amount * percent) / 100)
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
