import type { Currency } from './currency.ts'

/** One chosen option or modifier of a line, in BigCommerce's fields. */
export interface ChosenOption {
  name: string
  nameId: number
  value: string
  /** `null` for a text the shopper typed. */
  valueId: number | null
}

/** A line whose product is in the catalogue. Prices are minor units of the cart's currency. */
export interface ProductLine {
  kind: 'physical' | 'digital'
  id: string
  /** The line this one belongs to, where it came as part of a bundle. */
  parentId: string | null
  productId: number
  variantId: number
  sku: string
  name: string
  slug: string
  picture: string
  quantity: number
  listPrice: number
  /** The caller set the price, so a change in the catalogue does not change it. */
  priceOverridden: boolean
  options: ChosenOption[]
  mutable: boolean
  addedByPromotion: boolean
  download: { file: string; size: string } | null
}

/** A gift certificate: money for another person, with the addresses of both. */
export interface GiftCertificateLine {
  kind: 'gift-certificate'
  id: string
  name: string
  theme: string
  quantity: number
  amount: number
  sender: { name: string; email: string }
  recipient: { name: string; email: string }
  message: string
}

/** Something the catalogue does not know, added when the cart was made. */
export interface CustomLine {
  kind: 'custom'
  id: string
  sku: string
  name: string
  quantity: number
  listPrice: number
  picture: string
}

export type CartLine = ProductLine | GiftCertificateLine | CustomLine

/** A coupon or an order discount, in percent of what the product lines cost. */
export interface CartReduction {
  code: string
  title: string
  percent: number
}

/** Whether the shopper may be reminded, by the way they are reached. */
export interface Consent {
  email: boolean
  sms: boolean
  whatsapp: boolean
}

export interface Cart {
  id: string
  /** The name a scenario gives it, e.g. `hero`: stable where ids differ between scenarios. */
  key: string
  title: string
  channelId: string
  /** 0 is a guest. */
  customerId: number
  email: string
  shopper: { firstName: string; lastName: string; phone: string }
  /** Which messages the shopper agreed to. */
  consent: Consent
  currency: Currency
  locale: string
  /** The documents disagree on whether redirect URLs can be made for a cart of the storefront. */
  createdBy: 'api' | 'storefront'
  status: 'active' | 'abandoned' | 'converted' | 'deleted'
  /** What the link in the abandoned-cart e-mail carries; none until the cart is abandoned. */
  token: string | null
  /** The cart was read by its token once. */
  isTokenUsed?: boolean
  lines: CartLine[]
  coupon: CartReduction | null
  discount: CartReduction | null
  createdAt: number
  updatedAt: number
  version: number
}

/** A cart lives this long after its last change. */
const lifetimeMs = 30 * 24 * 60 * 60 * 1000

/** Whether BigCommerce still knows the cart. An expired, an ordered and a deleted cart all answer 404. */
export function isAlive(cart: Cart, now: number): boolean {
  return (cart.status === 'active' || cart.status === 'abandoned') && now - cart.updatedAt < lifetimeMs
}

export function isProductLine(line: CartLine): line is ProductLine {
  return line.kind === 'physical' || line.kind === 'digital'
}
