import * as z from 'zod'

import { CartHandle } from './cart.ts'
import { LineItemChoices, Outcome } from './restore.ts'

export const CheckoutRequest = z.strictObject({
  cartHandle: CartHandle,
  lineItems: LineItemChoices.optional(),
  /** `web` leads to the platform's own checkout page, `text` also sends the link by SMS. Default `web`. */
  via: z.enum(['web', 'text']).optional(),
  coupon: z.string().min(1).max(64).optional(),
})
export type CheckoutRequest = z.infer<typeof CheckoutRequest>

export const CheckoutAnswer = z.object({
  /** Single use. Never stored, logged or put into markup. */
  checkoutUrl: z.string(),
  /** Masked phone number the link was also sent to. */
  sentTo: z.string().optional(),
  /** Lines that were changed on the way. */
  outcomes: z.array(Outcome).optional(),
})
export type CheckoutAnswer = z.infer<typeof CheckoutAnswer>
