import * as z from 'zod'

import { CartHandle } from './cart.ts'

/** A telephone number as people write it, with its country code; the proxy brings it into E.164. */
export const Phone = z.string().min(6).max(32)
export type Phone = z.infer<typeof Phone>

/** Asks for a code by SMS. The answer is the same for known and unknown numbers. */
export const SignInCodeRequest = z.strictObject({ cartHandle: CartHandle, phone: Phone })
export type SignInCodeRequest = z.infer<typeof SignInCodeRequest>

export const SignInCodeAnswer = z.object({
  /** The number as the widget may show it. */
  sentTo: z.string(),
  /** When another code can be asked for. */
  retryAfterSeconds: z.int().min(0),
})
export type SignInCodeAnswer = z.infer<typeof SignInCodeAnswer>

/** With a code, or with a token of the shop's own sign-in. The platform's session stays on the server. */
export const SignInRequest = z.union([
  z.strictObject({ cartHandle: CartHandle, phone: Phone, code: z.string().min(3).max(12) }),
  z.strictObject({ cartHandle: CartHandle, shopperToken: z.string().min(1).max(4096) }),
])
export type SignInRequest = z.infer<typeof SignInRequest>
