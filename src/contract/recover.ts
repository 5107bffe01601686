import * as z from 'zod'

import { Abilities, Cart, CartHandle } from './cart.ts'
import { Consent } from './consent.ts'

/** Opens the cart behind a link's token. `token` may be any text: what is not a token gets the problem `invalid-link`. */
export const RecoverRequest = z.strictObject({ token: z.string() })
export type RecoverRequest = z.infer<typeof RecoverRequest>

/** The cart behind the link, and the handle for every further request about it. */
export const RecoverAnswer = z.object({
  cartHandle: CartHandle,
  /** Null where only a signed-in shopper may open it: sign in, then ask `/availability`. */
  cart: Cart.nullable(),
  abilities: Abilities,
  /** The choices so far, one for each message channel of the store. Present where `abilities.consent` is true. */
  consent: Consent.optional(),
})
export type RecoverAnswer = z.infer<typeof RecoverAnswer>

/** Reads the cart again, with fresh stock. */
export const AvailabilityRequest = z.strictObject({ cartHandle: CartHandle })
export type AvailabilityRequest = z.infer<typeof AvailabilityRequest>

/** The cart as it is now. Abilities and consent may have changed with a sign-in. */
export const AvailabilityAnswer = z.object({ cart: Cart, abilities: Abilities, consent: Consent.optional() })
export type AvailabilityAnswer = z.infer<typeof AvailabilityAnswer>
