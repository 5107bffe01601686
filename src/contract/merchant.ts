import * as z from 'zod'

import { MessageChannel } from './consent.ts'
import { LineItem } from './line-item.ts'
import { Money } from './money.ts'

/** ISO 8601, UTC. */
const Instant = z.iso.datetime()

export const MerchantSession = z.object({ token: z.string(), expiresAt: Instant })
export type MerchantSession = z.infer<typeof MerchantSession>

/**
 * Where a cart stands: `abandoned`, then `opened` (its link was followed), `checked-out` (led to the checkout),
 * `recovered` (it was left, and then ordered), or `closed` (deleted, emptied or expired without an order).
 */
export const MerchantCartStatus = z.enum(['abandoned', 'opened', 'checked-out', 'recovered', 'closed'])
export type MerchantCartStatus = z.infer<typeof MerchantCartStatus>

/** A cart as the ledger knows it. Nothing in it identifies its shopper. */
export const MerchantCart = z.object({
  /** Ours, opaque, the same for the same cart. */
  id: z.string(),
  store: z.string(),
  platform: z.string(),
  status: MerchantCartStatus,
  /** As it was last seen; null where nobody has seen it yet. */
  total: Money.nullable(),
  abandonedAt: Instant.nullable(),
  openedAt: Instant.nullable(),
  checkedOutAt: Instant.nullable(),
  orderedAt: Instant.nullable(),
  /** Messages that went out about it, ours and the platform's. */
  messages: z.int().min(0),
})
export type MerchantCart = z.infer<typeof MerchantCart>

export const MerchantCartsQuery = z.strictObject({
  status: MerchantCartStatus.optional(),
  platform: z.string().max(40).optional(),
  /** `nextPage` of the answer before. */
  page: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})
export type MerchantCartsQuery = z.infer<typeof MerchantCartsQuery>

export const MerchantCartsAnswer = z.object({ carts: z.array(MerchantCart), nextPage: z.string().optional() })
export type MerchantCartsAnswer = z.infer<typeof MerchantCartsAnswer>

/** What became of a message about a cart. `withheld`: nobody agreed to it. `unconfirmed`: nobody knows. */
export const MessageStatus = z.enum(['pending', 'sent', 'unconfirmed', 'cancelled', 'withheld', 'failed'])
export type MessageStatus = z.infer<typeof MessageStatus>

/** Why a message was not sent. */
export const MessageReason = z.enum([
  'no-consent',
  'consent-refused',
  'no-contact',
  'already-ordered',
  'cart-gone',
  'rejected',
  'too-old',
  'interrupted',
  'no-answer',
  'came-back',
  'elsewhere',
])
export type MessageReason = z.infer<typeof MessageReason>

/** A report to an automation, or a reminder that a merchant sent. */
export const MerchantMessage = z.object({
  id: z.string(),
  cartId: z.string(),
  kind: z.enum(['report', 'reminder']),
  platform: z.string(),
  channel: MessageChannel,
  status: MessageStatus,
  reason: MessageReason.optional(),
  attempts: z.int().min(0),
  createdAt: Instant,
  updatedAt: Instant,
  nextAttemptAt: Instant.optional(),
})
export type MerchantMessage = z.infer<typeof MerchantMessage>

export const MerchantMessagesQuery = z.strictObject({
  status: MessageStatus.optional(),
  page: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})
export type MerchantMessagesQuery = z.infer<typeof MerchantMessagesQuery>

export const MerchantMessagesAnswer = z.object({ reports: z.array(MerchantMessage), nextPage: z.string().optional() })
export type MerchantMessagesAnswer = z.infer<typeof MerchantMessagesAnswer>

/** The shopper, masked: enough to recognise, not enough to write to. */
export const MaskedCustomer = z.object({
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
})
export type MaskedCustomer = z.infer<typeof MaskedCustomer>

/** One cart, read from its platform just now. */
export const MerchantCartAnswer = z.object({
  cart: MerchantCart,
  /** Empty where the cart is gone. */
  lineItems: z.array(
    LineItem.pick({ name: true, options: true, sku: true, imageUrl: true, quantity: true, price: true }),
  ),
  customer: MaskedCustomer.optional(),
  reports: z.array(MerchantMessage),
  /** Why no reminder can be sent; absent where one can. */
  reminderRefusal: z
    .enum(['not-supported', 'already-reminded', 'already-ordered', 'consent-refused', 'no-contact', 'cart-gone'])
    .optional(),
})
export type MerchantCartAnswer = z.infer<typeof MerchantCartAnswer>

export const ReminderRequest = z.strictObject({
  type: z.literal('email'),
  subject: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^\P{Cc}*$/u),
  /** Plain text. The link is added below it, or put where `{link}` stands. */
  message: z.string().trim().min(1).max(5000),
  /** Percent, applied at the checkout. */
  offerDiscount: z.int().min(1).max(100).optional(),
  /** The merchant's recorded word that the shopper agreed to such messages. It never overrides a refusal. */
  consent: z.literal(true),
})
export type ReminderRequest = z.infer<typeof ReminderRequest>

export const ReminderAnswer = z.object({ reminder: MerchantMessage })
export type ReminderAnswer = z.infer<typeof ReminderAnswer>

export const MerchantSummaryQuery = z.strictObject({
  /** Days back from now. */
  days: z.coerce.number().int().min(1).max(90).optional(),
})
export type MerchantSummaryQuery = z.infer<typeof MerchantSummaryQuery>

/** A number of carts, and what they were worth in each currency. */
const Worth = z.object({ carts: z.int().min(0), value: z.array(Money) })

/** What recovering earned, and what stock cost, over carts left or opened within the time. */
export const MerchantSummary = z.object({
  from: Instant,
  to: Instant,
  /** Carts that got as far as this; each step counts within the one before. */
  funnel: z.object({
    sent: z.int().min(0),
    opened: z.int().min(0),
    checkedOut: z.int().min(0),
    ordered: z.int().min(0),
  }),
  /** Left, then ordered through a link. */
  recovered: Worth,
  /** Left, then ordered without one. */
  orderedWithoutLink: Worth,
  /** What shoppers came back for and could not buy, the costliest first. */
  lostToStock: z.array(
    Worth.extend({ name: z.string(), productId: z.string().optional(), variantId: z.string().optional() }),
  ),
})
export type MerchantSummary = z.infer<typeof MerchantSummary>
