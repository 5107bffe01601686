import * as z from 'zod'

import { Availability } from './availability.ts'
import { Money } from './money.ts'

/**
 * What a line item is, and so what a shopper may do with it: see `editingOf`.
 *
 * - `physical`: a product that is shipped
 * - `digital`: a product that is downloaded
 * - `gift-certificate`: has its own value; it can only be removed
 * - `custom`: made by the shop for this cart; it can only be removed
 * - `bundled`: part of another line, which it follows
 * - `promotional`: added by a promotion, which it follows
 */
export const LineItemKind = z.enum(['physical', 'digital', 'gift-certificate', 'custom', 'bundled', 'promotional'])
export type LineItemKind = z.infer<typeof LineItemKind>

/** One choice of the line, as a shopper reads it: `{ name: 'Size', value: 'M' }`. A ticked box has a name alone. */
export const LineItemOption = z.object({
  name: z.string(),
  value: z.string(),
  /** The shopper typed the value, such as an engraving: it may hold a name, and is for this page alone. */
  typed: z.boolean().optional(),
})
export type LineItemOption = z.infer<typeof LineItemOption>

/**
 * Another variant of a line's product, which can be bought in the line's quantity. Choosing it is a `LineItemChoice` with its
 * `variantId`.
 */
export const Substitute = z.object({
  variantId: z.string(),
  name: z.string(),
  options: z.array(LineItemOption),
  /** Of one piece, as the cart will charge it. A variant whose price is not known beforehand is not offered. */
  price: Money,
  imageUrl: z.string().optional(),
})
export type Substitute = z.infer<typeof Substitute>

/** One row of a cart: a variant and a quantity. But for a `typed` option nothing in it identifies a shopper. */
export const LineItem = z.object({
  /** Opaque. Stays the same for a line while its cart is open. */
  id: z.string(),
  kind: LineItemKind,
  name: z.string(),
  options: z.array(LineItemOption),
  sku: z.string().optional(),
  /** Public ids of the catalogue. */
  productId: z.string().optional(),
  variantId: z.string().optional(),
  /** The product's page in the shop. */
  url: z.string().optional(),
  imageUrl: z.string().optional(),
  quantity: z.int().min(0),
  /** Of one piece, as the cart charges it now. */
  price: Money,
  /** Of one piece, when the cart was left. Only where it differs, in the same currency. */
  previousPrice: Money.optional(),
  availability: Availability,
  /** The signed-in shopper will be told when it is back. Absent where that is not known. */
  subscribed: z.boolean().optional(),
  /** False where "Check out by text" cannot take this line. */
  byText: z.boolean().optional(),
  /** Other variants to offer where nothing of this one can be bought: at most 12, those that differ least first. */
  substitutes: z.array(Substitute).optional(),
})
export type LineItem = z.infer<typeof LineItem>
