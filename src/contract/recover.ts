import * as z from 'zod'

import { Abilities, Cart, CartHandle } from './cart.ts'
import { Consent } from './consent.ts'
import { LineItemChoices } from './restore.ts'
import { PhoneCountries, ShopperToken } from './sign-in.ts'

const linked = {
  coupon: z.string().optional(),
  shopperToken: ShopperToken.optional(),
  again: z.literal(true).optional(),
}

/**
 * Opens the cart behind a link's token. `token` may be any text: what is not a token gets the problem `invalid-link`.
 * `opened` is the mark of `GET /open`, whose cookie has the token; without the cookie it gets `link-needed`. `coupon` is
 * the code that stood in the link: it is applied by the shopper's tap, and ignored where it cannot be one. With `again` it opens a cart that was ordered, to order its lines once more; then `cartHandle` may stand for the link.
 */
export const RecoverRequest = z.union([
  z.strictObject({ token: z.string(), ...linked }),
  z.strictObject({ opened: z.string(), ...linked }),
  z.strictObject({ cartHandle: CartHandle, again: z.literal(true) }),
])
export type RecoverRequest = z.infer<typeof RecoverRequest>

/**
 * How a shopper signs in for a cart that opens only then.
 *
 * - `phone`: here, by phone number and code, or with the shop's own token
 * - `shop`: at the shop, which then gives the page its `shopperToken`
 */
export const SignInMethod = z.enum(['phone', 'shop'])
export type SignInMethod = z.infer<typeof SignInMethod>

/** The cart behind the link, and the handle for every further request about it. */
export const RecoverAnswer = z.object({
  cartHandle: CartHandle,
  /** Null where only a signed-in shopper may open it: sign in, then ask `/availability`. */
  cart: Cart.nullable(),
  /** Present where `cart` is null. */
  signIn: SignInMethod.optional(),
  /** Present where `abilities.signIn` is true. */
  phoneCountries: PhoneCountries.optional(),
  abilities: Abilities,
  /**
   * The choices so far, one for each message channel of the store. Present where `abilities.consent` is true, unless the cart
   * is an account's that is not open.
   */
  consent: Consent.optional(),
  /** When the link opens no more. Absent where only its platform knows. */
  linkEndsAt: z.iso.datetime().optional(),
})
export type RecoverAnswer = z.infer<typeof RecoverAnswer>

/** Reads the cart again, with fresh stock. With a `shopperToken` it opens a cart that the link alone does not. */
export const AvailabilityRequest = z.strictObject({
  cartHandle: CartHandle,
  shopperToken: ShopperToken.optional(),
  /** What the shopper chose so far: a line of which there are fewer than that has the number in its availability. */
  lineItems: LineItemChoices.optional(),
})
export type AvailabilityRequest = z.infer<typeof AvailabilityRequest>

/** The cart as it is now. Abilities and consent may have changed with a sign-in. */
export const AvailabilityAnswer = z.object({
  cart: Cart,
  abilities: Abilities,
  consent: Consent.optional(),
  /** When the link opens no more that led to the cart. Absent where only its platform knows. */
  linkEndsAt: z.iso.datetime().optional(),
})
export type AvailabilityAnswer = z.infer<typeof AvailabilityAnswer>
