import * as z from 'zod'

import { LineItem } from './line-item.ts'
import { Money } from './money.ts'

/**
 * A discount that came with the message, or a code that the shopper entered. It is shown, and never blocks the checkout.
 *
 * - `applied`: in the cart's `total` already
 * - `at-checkout`: taken off on the platform's own page
 * - `expired`: not taken off, because its time is over
 * - `not-applicable`: not taken off, because this cart does not meet its conditions
 * - `not-combinable`: not taken off, because the cart has another one that stands alone
 *
 * A code that is over and one that never was have one answer, `expired`: codes cannot be guessed by it.
 */
export const Offer = z.object({
  status: z.enum(['applied', 'at-checkout', 'expired', 'not-applicable', 'not-combinable']),
  /** How much is taken off, in percent. */
  percent: z.int().min(1).max(100).optional(),
  /** What the platform calls it, in the merchant's words: a coupon's name or code. Never a sentence of ours. */
  label: z.string().optional(),
})
export type Offer = z.infer<typeof Offer>

/** What the cart's total has off its lines' prices. */
export const Discount = z.object({
  /** What the platform calls it, in the merchant's words. Absent where it does not say. */
  label: z.string().optional(),
  /** More than 0. */
  amount: Money,
})
export type Discount = z.infer<typeof Discount>

/**
 * What the page displays of a cart: each line's quantity, price, and how many of it can be bought. Sealed for this cart handle,
 * opaque, and good for a day. A write names the one that is on the page, and the proxy compares the cart with it.
 */
export const Revision = z.string()
export type Revision = z.infer<typeof Revision>

/** A recovered cart as the browser gets it: without any id of the platform's, and without anything about its shopper. */
export const Cart = z.object({
  lineItems: z.array(LineItem),
  /** What the cart costs now, discounts included, if every line is bought as listed. */
  total: Money,
  /**
   * The discounts in `total`, as far as the platform tells them apart. The lines' prices without them are `total`; where it is
   * less, by a discount that is not named, and where it is more, by taxes and fees.
   */
  discounts: z.array(Discount).optional(),
  /** True where `total` differs from the lines' prices by taxes and fees alone, and by no discount. */
  differsByTaxes: z.boolean().optional(),
  /** True where the lines' prices exclude taxes, so that the checkout may add some. */
  excludesTaxes: z.boolean().optional(),
  offer: Offer.optional(),
  /** Belongs to these lines as they are here. Send it with every write, as long as this cart is on the page. */
  revision: Revision,
})
export type Cart = z.infer<typeof Cart>

/** A coupon's code as a shopper has it. */
export const CouponCode = z.string().trim().min(1).max(50)
export type CouponCode = z.infer<typeof CouponCode>

/** What the store's platforms can do with this cart. An ability that is not configured is false, and the widget leaves it out. */
export const Abilities = z.object({
  /** The shopper may choose other quantities, and remove lines. */
  editLines: z.boolean(),
  /** The chosen lines can be put back into the shop's cart: "Keep shopping", `/restore` and `/undo`. */
  restore: z.boolean(),
  /** `/checkout` gives the address of the platform's checkout. */
  checkout: z.boolean(),
  /** A signed-in shopper can also get that address by SMS: `/checkout` with `via: 'text'`. */
  textCheckout: z.boolean(),
  /** The shopper can be told when a sold-out line is back. Some platforms want them signed in. */
  backInStock: z.boolean(),
  /** The shopper can sign in by phone number and code. A token of the shop's own may work even where this is false. */
  signIn: z.boolean(),
  /** The shopper can choose which messages they get. */
  consent: z.boolean(),
  /** `/share` makes another link to it. Absent means false: a cart of an account opens for its shopper alone. */
  share: z.boolean().optional(),
  /** `/restore` and `/checkout` take a `coupon`. */
  coupon: z.boolean().optional(),
})
export type Abilities = z.infer<typeof Abilities>

/** What a browser holds instead of a cart's id: encrypted, good for a day, bound to one store and one cart. Opaque. */
export const CartHandle = z.string().min(1).max(4096)
export type CartHandle = z.infer<typeof CartHandle>
