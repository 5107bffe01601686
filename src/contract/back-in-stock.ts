import * as z from 'zod'

import { Availability } from './availability.ts'
import { CartHandle } from './cart.ts'

/** The wish to be told, or no longer, for some lines of a cart. Asking twice is the same as once. */
export const BackInStockRequest = z.strictObject({
  cartHandle: CartHandle,
  lineItemIds: z.array(z.string().min(1).max(512)).min(1).max(50),
  subscribed: z.boolean(),
})
export type BackInStockRequest = z.infer<typeof BackInStockRequest>

/** One line afterwards. A line that came back meanwhile is not subscribed, and its availability says so. */
export const BackInStockState = z.object({
  id: z.string(),
  /** Absent where it could not be found out. */
  subscribed: z.boolean().optional(),
  availability: Availability,
})
export type BackInStockState = z.infer<typeof BackInStockState>

export const BackInStockAnswer = z.object({ lineItems: z.array(BackInStockState) })
export type BackInStockAnswer = z.infer<typeof BackInStockAnswer>
