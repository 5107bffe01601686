import * as z from 'zod'

import { AdoptCode } from './adopt.ts'
import { Cart, CartHandle, CouponCode, Revision } from './cart.ts'
import { maxQuantity } from './limits.ts'

/** What the shopper chose for one line. `quantity` is how many they want in all, not how many more; 0 removes the line. */
export const LineItemChoice = z.strictObject({
  id: z.string().min(1).max(512),
  quantity: z.int().min(0).max(maxQuantity),
  /** One of the line's `substitutes`, which takes the line's place. No two lines may choose the same one. */
  variantId: z.string().min(1).max(64).optional(),
})
export type LineItemChoice = z.infer<typeof LineItemChoice>

/** The shopper's choices, at most one per line. Lines that are left out keep their quantity. */
export const LineItemChoices = z
  .array(LineItemChoice)
  .max(500)
  .refine((choices) => new Set(choices.map(({ id }) => id)).size === choices.length, 'the same line item twice')

/**
 * What became of one line.
 *
 * - `applied`: it has the chosen quantity, or the chosen substitute stands in its place under another id
 * - `reduced`: it has as many as can be bought, which is fewer
 * - `removed`: it is no longer in the cart
 * - `unchanged`: it already was as chosen
 * - `pending`: not done in this call; ask again with the same choices
 * - `changed-elsewhere`: it was edited somewhere else in the meantime; `quantity` is what it has now
 * - `failed`: the platform refused the change
 */
export const OutcomeStatus = z.enum([
  'applied',
  'reduced',
  'removed',
  'unchanged',
  'pending',
  'changed-elsewhere',
  'failed',
])
export type OutcomeStatus = z.infer<typeof OutcomeStatus>

/** One line after a write, with the quantity that was read back. */
export const Outcome = z.object({ id: z.string(), outcome: OutcomeStatus, quantity: z.int().min(0) })
export type Outcome = z.infer<typeof Outcome>

/**
 * Puts the chosen lines back into the shop's cart. At most 20 differing lines a call; the others are `pending`. Where a chosen
 * line is no longer in the cart, the answer is `stock-moved`, and nothing is written.
 */
export const RestoreRequest = z.strictObject({
  cartHandle: CartHandle,
  /** The cart that is on the page. Without one that can be read, the answer is `stock-moved`, and nothing is written. */
  revision: Revision.optional(),
  lineItems: LineItemChoices,
  /**
   * A coupon to apply to the cart, whose `offer` then tells what became of it. Without any line items nothing but that is done.
   * The sixth of a cart in an hour gets the problem `too-many-coupons`. Left out, it is the link's.
   */
  coupon: CouponCode.optional(),
})
export type RestoreRequest = z.infer<typeof RestoreRequest>

/** What was written, and how to reverse it. */
export const RestoreAnswer = z.object({
  cart: Cart,
  outcomes: z.array(Outcome),
  /** Reverses what this answer reports, for ten minutes; null where nothing was written. */
  undo: z.string().nullable(),
  /** For the shop's own server, which makes the cart its own. Absent where the store adopts none, or nothing is to be adopted. */
  adoptCode: AdoptCode.optional(),
  /** The lines are in the shopper's own cart at the platform, so that nothing is to be adopted. */
  isShoppersOwn: z.boolean().optional(),
})
export type RestoreAnswer = z.infer<typeof RestoreAnswer>

/** Reverses one `/restore`. Lines that were edited since are left alone. */
export const UndoRequest = z.strictObject({
  cartHandle: CartHandle,
  /** The cart that is on the page. Without one that can be read, the answer is `stock-moved`, and nothing is written. */
  revision: Revision.optional(),
  undo: z.string().min(1).max(8192),
})
export type UndoRequest = z.infer<typeof UndoRequest>

/** The cart after the undo. */
export const UndoAnswer = z.object({ cart: Cart, outcomes: z.array(Outcome) })
export type UndoAnswer = z.infer<typeof UndoAnswer>
