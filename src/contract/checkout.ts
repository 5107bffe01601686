import * as z from 'zod'

import { AdoptCode } from './adopt.ts'
import { CartHandle, CouponCode, Offer, Revision } from './cart.ts'
import { LineItemChoices, Outcome } from './restore.ts'

/**
 * Which checkout is meant.
 *
 * - `web`: the platform's checkout page
 * - `text`: the same by a link that is also sent to the signed-in shopper by SMS
 */
export const CheckoutVia = z.enum(['web', 'text'])
export type CheckoutVia = z.infer<typeof CheckoutVia>

/** Applies the chosen lines, checks stock again, and makes the address of the checkout. */
export const CheckoutRequest = z.strictObject({
  cartHandle: CartHandle,
  /** The cart that is on the page. Without one that can be read, the answer is `stock-moved`, and nothing is written. */
  revision: Revision.optional(),
  /** What the shopper chose. Lines that are left out keep their quantity, as far as it can be bought. */
  lineItems: LineItemChoices.optional(),
  /** Default `web`. */
  via: CheckoutVia.optional(),
  /**
   * A coupon to apply before the checkout. One that is refused stops nothing: `offer` and `codesToEnter` of the answer tell. The
   * sixth of a cart in an hour gets the problem `too-many-coupons`, before anything is written. Left out, it is the link's.
   */
  coupon: CouponCode.optional(),
})
export type CheckoutRequest = z.infer<typeof CheckoutRequest>

/**
 * Where the shopper pays. With changed stock the answer is the problem `stock-moved` instead. Where lines were written before
 * it failed, that or any other problem has `outcomes` and `undo`.
 */
export const CheckoutAnswer = z.object({
  /** For a single use. It must not be stored, logged or put into markup. Null where only the text message has it. */
  checkoutUrl: z.string().nullable(),
  /** Masked phone number the link was sent to; absent where the shop signed the shopper in. */
  sentTo: z.string().optional(),
  /** The link that was sent leads to the checkout for so long from now; `checkoutUrl` is the same one. Absent on the web. */
  expiresInSeconds: z.int().min(0).optional(),
  /** The lines whose quantity the checkout changed. */
  outcomes: z.array(Outcome).optional(),
  /** Coupons that this checkout does not have: the shopper enters them again there. Say so before they leave. */
  codesToEnter: z.array(z.string()).optional(),
  /** The coupon that was refused, and why. Say so before they leave. */
  offer: Offer.optional(),
  /** The checkout asks the shopper to sign in, because the cart is of their account. Say so before they leave. */
  signInAtCheckout: z.boolean().optional(),
  /** For the shop's own server, which makes the cart its own. The checkout does not wait for that. */
  adoptCode: AdoptCode.optional(),
})
export type CheckoutAnswer = z.infer<typeof CheckoutAnswer>
