import * as z from 'zod'

import { Availability } from './availability.ts'
import { Money } from './money.ts'

/**
 * What a line item is, and so what a shopper may do with it: the quantity of `physical` and `digital`
 * ones can change; a `gift-certificate` or `custom` one can only be removed; a `bundled` one follows the
 * item it came with, and a `promotional` one the promotion that added it.
 */
export const LineItemKind = z.enum(['physical', 'digital', 'gift-certificate', 'custom', 'bundled', 'promotional'])
export type LineItemKind = z.infer<typeof LineItemKind>

export const LineItemOption = z.object({ name: z.string(), value: z.string() })
export type LineItemOption = z.infer<typeof LineItemOption>

/** Another variant that could stand in for a line that cannot be bought. */
export const Substitute = z.object({
  variantId: z.string(),
  name: z.string(),
  options: z.array(LineItemOption),
  price: Money,
  imageUrl: z.string().optional(),
})
export type Substitute = z.infer<typeof Substitute>

/** One row of a cart: a variant and a quantity. Nothing in it identifies a shopper. */
export const LineItem = z.object({
  /** Opaque. Stays the same for a line while its cart is open. */
  id: z.string(),
  kind: LineItemKind,
  name: z.string(),
  options: z.array(LineItemOption),
  sku: z.string().optional(),
  productId: z.string().optional(),
  variantId: z.string().optional(),
  /** The product's page in the shop. */
  url: z.string().optional(),
  imageUrl: z.string().optional(),
  quantity: z.int().min(0),
  /** Of one piece, as the cart charges it now. */
  price: Money,
  /** Of one piece, at an earlier reading of the same cart in the same currency. */
  previousPrice: Money.optional(),
  availability: Availability,
  subscribed: z.boolean().optional(),
  /** False where "Check out by text" cannot take this line. */
  byText: z.boolean().optional(),
  substitutes: z.array(Substitute).optional(),
})
export type LineItem = z.infer<typeof LineItem>
