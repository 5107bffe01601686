import * as z from 'zod'

import { Availability } from './availability.ts'
import { CartHandle, Revision } from './cart.ts'

/**
 * Subscribes to some lines of a cart, or ends that: a platform that keeps such lists wants the shopper signed in. Idempotent: asking
 * twice is the same as once.
 */
export const BackInStockRequest = z.strictObject({
  cartHandle: CartHandle,
  /** The cart that is on the page. */
  revision: Revision.optional(),
  /** Ids of `LineItem`s. */
  lineItemIds: z.array(z.string().min(1).max(512)).min(1).max(50),
  subscribed: z.boolean(),
})
export type BackInStockRequest = z.infer<typeof BackInStockRequest>

/** One line afterwards. A line that is in stock again is not subscribed, and its availability says so. */
export const BackInStockState = z.object({
  id: z.string(),
  /** Absent where the platform did not confirm it. */
  subscribed: z.boolean().optional(),
  availability: Availability,
})
export type BackInStockState = z.infer<typeof BackInStockState>

/** The lines that were asked for, as they are now. */
export const BackInStockAnswer = z.object({
  lineItems: z.array(BackInStockState),
  /** Of the cart on the page with these lines as they are now. Absent where the request's could not be read. */
  revision: Revision.optional(),
})
export type BackInStockAnswer = z.infer<typeof BackInStockAnswer>
