import * as z from 'zod'

import { CartHandle } from './cart.ts'

/** A telephone number as people type it: with its country code, or as it is dialled in the `country` beside it. */
export const Phone = z.string().min(3).max(32)
export type Phone = z.infer<typeof Phone>

/** ISO 3166. A number that begins with `+` or `00` names its country itself. */
const Country = z.string().regex(/^[A-Z]{2}$/)

/** The countries whose numbers are sent a code, by ISO 3166, and the calling code of each: `{ DE: '49' }`. The first is the shop's own. */
export const PhoneCountries = z.record(Country, z.string())
export type PhoneCountries = z.infer<typeof PhoneCountries>

/** Says who is signed in at the shop: a platform's token, or what `sealCustomer` made. Opaque. It can stand in a header. */
export const ShopperToken = z
  .string()
  .max(4096)
  .regex(/^[\x21-\x7e]+$/)
export type ShopperToken = z.infer<typeof ShopperToken>

/** Sends a code by SMS. The answer is the same for known and unknown numbers, so that it tells nothing about either. */
export const SignInCodeRequest = z.strictObject({ cartHandle: CartHandle, phone: Phone, country: Country.optional() })
export type SignInCodeRequest = z.infer<typeof SignInCodeRequest>

/** That a code is on its way, if the number is a shopper's. */
export const SignInCodeAnswer = z.object({
  /** The number, masked for display. */
  sentTo: z.string(),
  /** When the shopper may ask for another code. */
  retryAfterSeconds: z.int().min(0),
})
export type SignInCodeAnswer = z.infer<typeof SignInCodeAnswer>

/** Signs in with a code, or with a token of the shop's own sign-in. The platform's session stays on the server. */
export const SignInRequest = z.union([
  z.strictObject({
    cartHandle: CartHandle,
    phone: Phone,
    country: Country.optional(),
    code: z.string().min(3).max(12),
  }),
  z.strictObject({ cartHandle: CartHandle, shopperToken: ShopperToken }),
])
export type SignInRequest = z.infer<typeof SignInRequest>

/**
 * A new handle for the same cart and the same line ids. The sign-in counts for it alone. The handle that was sent stays signed
 * out, because an attacker may have made it and given it to the shopper.
 */
export const SignInAnswer = z.object({ cartHandle: CartHandle })
export type SignInAnswer = z.infer<typeof SignInAnswer>

/** From the shop's own server, which knows who is signed in there. `customerId` is the platform's id. */
export const SealCustomerRequest = z.strictObject({
  customerId: z.union([z.string().regex(/^[\x21-\x7e]{1,64}$/, { error: 'must be an id' }), z.int().min(1)]),
})
export type SealCustomerRequest = z.infer<typeof SealCustomerRequest>

/** For the frame's `shopperToken`. Good for ten minutes, in this store only. */
export const SealCustomerAnswer = z.object({ shopperToken: ShopperToken })
export type SealCustomerAnswer = z.infer<typeof SealCustomerAnswer>
