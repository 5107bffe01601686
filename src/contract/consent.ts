import * as z from 'zod'

import { CartHandle } from './cart.ts'

/** How a message reaches the shopper: by e-mail, by SMS, or by WhatsApp. Not a sales channel. */
export const MessageChannel = z.enum(['email', 'sms', 'whatsapp'])
export type MessageChannel = z.infer<typeof MessageChannel>

/** The shopper's choice for each message channel that this store has. No choice yet is false. */
export const Consent = z.object({
  email: z.boolean().optional(),
  sms: z.boolean().optional(),
  whatsapp: z.boolean().optional(),
})
export type Consent = z.infer<typeof Consent>

/** A visible choice of the shopper's. True is an agreement; false withdraws it and is remembered; a channel left out keeps its choice. */
export const ConsentRequest = z.strictObject({ cartHandle: CartHandle, channels: Consent.strict() })
export type ConsentRequest = z.infer<typeof ConsentRequest>

/** All choices as they are recorded now. */
export const ConsentAnswer = z.object({
  consent: Consent,
  /** Masked: the number and the address that the choice is about. Absent where they are not known. */
  about: z.object({ phone: z.string().optional(), email: z.string().optional() }).optional(),
})
export type ConsentAnswer = z.infer<typeof ConsentAnswer>
