import * as z from 'zod'

import { CartHandle } from './cart.ts'

/** Makes a link to an open cart that the shopper may copy: for another device of theirs, or for whom they like. */
export const ShareRequest = z.strictObject({ cartHandle: CartHandle })
export type ShareRequest = z.infer<typeof ShareRequest>

/** A link like a message's: it signs no shopper in, and says nothing of the cart. */
export const ShareAnswer = z.object({
  /** To be shown and copied on a tap alone. It must not be stored, logged or put into an address of the page. */
  link: z.string(),
  /** When it opens no more: no later than the cart handle does. */
  linkEndsAt: z.iso.datetime(),
})
export type ShareAnswer = z.infer<typeof ShareAnswer>

/** "Not your cart?": this browser is to keep no way to the cart. */
export const LeaveRequest = z.strictObject({ cartHandle: CartHandle })
export type LeaveRequest = z.infer<typeof LeaveRequest>

/** The answer removes the cookies by which `GET /open` had kept the cart's link. */
export const LeaveAnswer = z.object({})
export type LeaveAnswer = z.infer<typeof LeaveAnswer>
