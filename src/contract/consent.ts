import * as z from 'zod'

import { CartHandle } from './cart.ts'

/** How a message reaches the shopper: by e-mail, by SMS, or by WhatsApp. Not a sales channel. */
export const MessageChannel = z.enum(['email', 'sms', 'whatsapp'])
export type MessageChannel = z.infer<typeof MessageChannel>

/** The shopper's choice for each message channel that this store has. No choice yet is false, and so is one that this page may not know. */
export const Consent = z.object({
  email: z.boolean().optional(),
  sms: z.boolean().optional(),
  whatsapp: z.boolean().optional(),
})
export type Consent = z.infer<typeof Consent>

/** A visible choice of the shopper's. True is an agreement; false withdraws it and is remembered; a channel left out keeps its choice. */
export const ConsentRequest = z.strictObject({ cartHandle: CartHandle, channels: Consent.strict() })
export type ConsentRequest = z.infer<typeof ConsentRequest>

/** The number and the address that messages go to, masked. One that is not known is absent. */
export const ConsentAbout = z.object({ phone: z.string().optional(), email: z.string().optional() })
export type ConsentAbout = z.infer<typeof ConsentAbout>

/** All choices as they are recorded now. Behind a shared link they are those of the request, because it tells of no others. */
export const ConsentAnswer = z.object({ consent: Consent, about: ConsentAbout.optional() })
export type ConsentAnswer = z.infer<typeof ConsentAnswer>

/** Asks how the shopper can be reminded of the cart. */
export const RemindersRequest = z.strictObject({ cartHandle: CartHandle })
export type RemindersRequest = z.infer<typeof RemindersRequest>

/** What this page may agree to. A no may be said by every page, for every message channel of `consent`. */
export const RemindersAnswer = z.object({
  /** Those that reach the cart's owner. None behind a shared link, until its shopper has signed in as the owner. */
  channels: z.array(MessageChannel),
  about: ConsentAbout.optional(),
  /** These messages also tell what is back in stock, until the cart is ordered. Nothing else does: before a yes it is not offered. */
  backInStock: z.boolean().optional(),
})
export type RemindersAnswer = z.infer<typeof RemindersAnswer>
