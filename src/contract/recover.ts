import * as z from 'zod'

import { Abilities, Cart, CartHandle } from './cart.ts'
import { Consent } from './consent.ts'

/** `token` is any text here: every text that is no token of ours gets the same answer, `invalid-link`. */
export const RecoverRequest = z.strictObject({ token: z.string() })
export type RecoverRequest = z.infer<typeof RecoverRequest>

export const RecoverAnswer = z.object({
  cartHandle: CartHandle,
  /** Null for a link that only a signed-in shopper may open. */
  cart: Cart.nullable(),
  abilities: Abilities,
  /** With `abilities.consent`: what may be chosen, and what was. */
  consent: Consent.optional(),
})
export type RecoverAnswer = z.infer<typeof RecoverAnswer>

export const AvailabilityRequest = z.strictObject({ cartHandle: CartHandle })
export type AvailabilityRequest = z.infer<typeof AvailabilityRequest>

export const AvailabilityAnswer = z.object({ cart: Cart, abilities: Abilities, consent: Consent.optional() })
export type AvailabilityAnswer = z.infer<typeof AvailabilityAnswer>
