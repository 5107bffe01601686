import * as z from 'zod'

import { CartHandle } from './cart.ts'

/** The ways a message can take to a shopper. */
export const MessageChannel = z.enum(['email', 'sms', 'whatsapp'])
export type MessageChannel = z.infer<typeof MessageChannel>

/** The shopper's choice for each channel this store can write by. Nothing chosen yet is false. */
export const Consent = z.object({
  email: z.boolean().optional(),
  sms: z.boolean().optional(),
  whatsapp: z.boolean().optional(),
})
export type Consent = z.infer<typeof Consent>

/** A visible choice. True is an agreement, false takes it back and is remembered; a channel left out stays as it is. */
export const ConsentRequest = z.strictObject({ cartHandle: CartHandle, channels: Consent.strict() })
export type ConsentRequest = z.infer<typeof ConsentRequest>

export const ConsentAnswer = z.object({ consent: Consent })
export type ConsentAnswer = z.infer<typeof ConsentAnswer>
