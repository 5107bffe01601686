import * as z from 'zod'
import { MessageChannel } from '../consent.ts'
import { maxReminderLength, maxSubjectLength } from '../limits.ts'

/**
 * What became of a message about a cart.
 *
 * - `pending`: waits for its next attempt
 * - `sent`: the platform took it
 * - `unconfirmed`: it may have been sent, and is not sent again
 * - `cancelled`: no longer needed, because the cart was ordered, is gone, or its shopper came back
 * - `withheld`: it may not be sent, or there is no address: `reason` says which
 * - `failed`: it was not sent, and is not tried again
 */
export const MessageStatus = z.enum(['pending', 'sent', 'unconfirmed', 'cancelled', 'withheld', 'failed'])
export type MessageStatus = z.infer<typeof MessageStatus>

/**
 * Why a message was not sent, or is not known to be. May grow: a client shows a general sentence for one it does not know.
 *
 * - `no-consent`: the shopper was never asked, or did not answer
 * - `consent-refused`: the shopper does not want such messages
 * - `no-contact`: the cart has no phone number or e-mail address
 * - `already-ordered`: the cart was ordered before the message was sent
 * - `cart-gone`: the cart was deleted, emptied or has expired
 * - `came-back`: the shopper came back to the cart by themselves
 * - `elsewhere`: the cart belongs to a sales channel that another proxy serves
 * - `account-cart`: the cart belongs to a signed-in customer, and its channel has no `accountCarts`: the link would not open
 * - `contact-not-allowed`: the configuration has `allowContacts`, which does not list the shopper's number or address
 * - `enough-today`: the number was sent as many messages as `limits.messagesPerNumber` allows in a day
 * - `no-link`: the link to the cart could not be made; the log says why
 * - `rejected`: the platform refused the message
 * - `too-old`: seven days passed without a successful attempt
 * - `interrupted`: the proxy stopped while it was sending
 * - `no-answer`: the platform's answer was lost
 */
export const MessageReason = z.enum([
  'no-consent',
  'consent-refused',
  'no-contact',
  'already-ordered',
  'cart-gone',
  'account-cart',
  'contact-not-allowed',
  'enough-today',
  'no-link',
  'rejected',
  'too-old',
  'interrupted',
  'no-answer',
  'came-back',
  'elsewhere',
])
export type MessageReason = z.infer<typeof MessageReason>

/**
 * What a message is.
 *
 * - `report`: tells an automation that a cart was left, so that it writes to the shopper
 * - `reminder`: written by the merchant, and sent by the platform
 */
export const MessageKind = z.enum(['report', 'reminder'])
export type MessageKind = z.infer<typeof MessageKind>

/** A message about one cart, as the ledger knows it: neither its text nor its address is kept. */
export const MerchantMessage = z.object({
  /** Opaque. Stays the same through every attempt. */
  id: z.string(),
  /** The `id` of its `MerchantCart`. */
  cartId: z.string(),
  kind: MessageKind,
  /** The platform that sends it. */
  platform: z.string(),
  channel: MessageChannel,
  status: MessageStatus,
  /** Absent where it was sent, or is still pending. */
  reason: MessageReason.optional(),
  /** How often it was tried so far. */
  attempts: z.int().min(0),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Of a pending one. */
  nextAttemptAt: z.iso.datetime().optional(),
})
export type MerchantMessage = z.infer<typeof MerchantMessage>

/** What became of a message, in short. */
export const LastMessage = MerchantMessage.pick({ kind: true, platform: true, channel: true, status: true }).extend({
  /** Its last change. */
  at: z.iso.datetime(),
})
export type LastMessage = z.infer<typeof LastMessage>

/** Which messages are listed. A field left out filters nothing. */
export const MerchantMessagesQuery = z.strictObject({
  status: MessageStatus.optional(),
  /** The cursor of a page: `nextPage` of the answer before. */
  page: z.string().max(200).optional(),
  /** Entries per page, 25 by default. */
  limit: z.coerce.number().int().min(1).max(100).optional(),
})
export type MerchantMessagesQuery = z.infer<typeof MerchantMessagesQuery>

/** What the cart of a message is told by. Absent where it is not known. */
const MessageSubject = z.object({
  /** First name and an initial. */
  shopper: z.string().optional(),
  firstItem: z.string().optional(),
  itemCount: z.int().min(0).optional(),
})

/** A page of messages, newest first. Without `nextPage` it is the last one. */
export const MerchantMessagesAnswer = z.object({
  reports: z.array(MerchantMessage.extend({ about: MessageSubject.optional() })),
  /** As with the carts. */
  platforms: z.array(z.object({ name: z.string(), title: z.string() })).optional(),
  nextPage: z.string().optional(),
})
export type MerchantMessagesAnswer = z.infer<typeof MerchantMessagesAnswer>

// A platform's mailer may take text for HTML, and then shows what stands in it.
const hasMarkup = (text: string) => /<[a-z/!?]/i.test(text)
const plainText = 'must be plain text, without markup'

/** An e-mail about one cart, in the merchant's words. It is sent at most once per cart. */
export const ReminderRequest = z.strictObject({
  type: z.literal('email'),
  /** One line of plain text: without control characters, markup, and `=?…?=`, which mailers decode. */
  subject: z
    .string()
    .trim()
    .min(1)
    .max(maxSubjectLength)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)
    .refine((text) => !hasMarkup(text) && !/=\?[^?]*\?[bq]\?/i.test(text), { error: plainText }),
  /** Plain text, without markup. The link is added below it, or put where `{link}` stands. */
  message: z
    .string()
    .trim()
    .min(1)
    .max(maxReminderLength)
    .regex(/^(?:[\t\n\r]|\P{Cc})*$/u)
    .refine((text) => !hasMarkup(text), { error: plainText }),
  /** Percent, applied at the checkout. */
  offerDiscount: z.int().min(1).max(100).optional(),
  /** The merchant asserts that the shopper agreed to such messages. This is recorded and never overrides a refusal. */
  consent: z.literal(true),
})
export type ReminderRequest = z.infer<typeof ReminderRequest>

/** The reminder as it was recorded. A refusal is a problem: `already-reminded`, `consent-refused`, `no-contact`, … */
export const ReminderAnswer = z.object({ reminder: MerchantMessage })
export type ReminderAnswer = z.infer<typeof ReminderAnswer>
