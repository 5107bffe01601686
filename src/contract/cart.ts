import * as z from 'zod'

import { LineItem } from './line-item.ts'
import { Money } from './money.ts'

/**
 * A discount that came with the message. It is shown, and never blocks the checkout.
 *
 * - `applied`: in the cart's `total` already
 * - `at-checkout`: taken off on the platform's own page
 * - `expired`, `not-applicable`: not taken off
 */
export const Offer = z.object({
  status: z.enum(['applied', 'at-checkout', 'expired', 'not-applicable']),
  /** How much is taken off, in percent. */
  percent: z.int().min(1).max(100).optional(),
  /** What the platform calls it, in the merchant's words: a coupon's name or code. Never a sentence of ours. */
  label: z.string().optional(),
})
export type Offer = z.infer<typeof Offer>

/** A recovered cart, cleaned for the browser. */
export const Cart = z.object({
  lineItems: z.array(LineItem),
  /** What the cart costs now, discounts included, if every line is bought as listed. */
  total: Money,
  offer: Offer.optional(),
})
export type Cart = z.infer<typeof Cart>

/** What can be done with this cart here. An ability that is not configured is false, never a dead end. */
export const Abilities = z.object({
  editLines: z.boolean(),
  restore: z.boolean(),
  checkout: z.boolean(),
  textCheckout: z.boolean(),
  backInStock: z.boolean(),
  signIn: z.boolean(),
  consent: z.boolean(),
})
export type Abilities = z.infer<typeof Abilities>

/** Opaque value that stands for a cart: encrypted, expiring, bound to one store and one cart. */
export const CartHandle = z.string().min(1).max(4096)
export type CartHandle = z.infer<typeof CartHandle>
