import * as z from 'zod'

import { Cart, CartHandle } from './cart.ts'

/** More of one line than this is a mistake or an attack, not a wish. */
export const maximumQuantity = 9999

/** A line as the shopper wants it. `quantity` is a target, not an addition; 0 removes. */
export const LineItemChoice = z.strictObject({
  id: z.string().min(1).max(512),
  quantity: z.int().min(0).max(maximumQuantity),
  variantId: z.string().min(1).max(64).optional(),
})
export type LineItemChoice = z.infer<typeof LineItemChoice>

/** Lines not listed keep their quantity. The same line twice is refused. */
export const LineItemChoices = z
  .array(LineItemChoice)
  .max(500)
  .refine((choices) => new Set(choices.map(({ id }) => id)).size === choices.length, 'the same line item twice')

/** What became of one line. `pending`: ask again with the same choices; `changed-elsewhere`: somebody else edited it. */
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

export const Outcome = z.object({ id: z.string(), outcome: OutcomeStatus, quantity: z.int().min(0) })
export type Outcome = z.infer<typeof Outcome>

export const RestoreRequest = z.strictObject({ cartHandle: CartHandle, lineItems: LineItemChoices })
export type RestoreRequest = z.infer<typeof RestoreRequest>

export const RestoreAnswer = z.object({
  cart: Cart,
  outcomes: z.array(Outcome),
  /** Reverses what this answer reports, for ten minutes; null where nothing was written. */
  undo: z.string().nullable(),
})
export type RestoreAnswer = z.infer<typeof RestoreAnswer>

export const UndoRequest = z.strictObject({ cartHandle: CartHandle, undo: z.string().min(1).max(8192) })
export type UndoRequest = z.infer<typeof UndoRequest>

export const UndoAnswer = z.object({ cart: Cart, outcomes: z.array(Outcome) })
export type UndoAnswer = z.infer<typeof UndoAnswer>
