import * as z from 'zod'

import { maxSearchLength } from '../limits.ts'
import { LineItem } from '../line-item.ts'
import { Money } from '../money.ts'
import { LastMessage, MerchantMessage } from './messages.ts'

/**
 * Where a cart stands.
 *
 * - `abandoned`: it was left, and its link was not followed yet
 * - `opened`: its link was followed
 * - `checked-out`: its shopper was sent to the checkout
 * - `recovered`: it was left, and then ordered
 * - `closed`: it was deleted, emptied or expired without an order
 */
export const MerchantCartStatus = z.enum(['abandoned', 'opened', 'checked-out', 'recovered', 'closed'])
export type MerchantCartStatus = z.infer<typeof MerchantCartStatus>

/**
 * How a shopper's link reached them: by a message, or by a `link` of the shop's own, which is also said where it is not known.
 */
export const MerchantChannel = z.enum(['email', 'whatsapp', 'sms', 'link'])
export type MerchantChannel = z.infer<typeof MerchantChannel>

/** How the platforms of a store write their names, by the names that answers have. */
export const PlatformTitles = z.array(z.object({ name: z.string(), title: z.string() }))

/** A cart as the ledger knows it. Nothing in it identifies its shopper. Times are ISO 8601 in UTC. */
export const MerchantCart = z.object({
  /** Opaque, the same for the same cart. No platform's id. */
  id: z.string(),
  store: z.string(),
  platform: z.string(),
  status: MerchantCartStatus,
  /** What it cost when it was read last; null while it was never read. */
  total: Money.nullable(),
  /** The last time it was left; null for a cart that is known by its link only. */
  abandonedAt: z.iso.datetime().nullable(),
  /** The first time its link was followed. */
  openedAt: z.iso.datetime().nullable(),
  /** The last time its shopper was sent to the checkout. */
  checkedOutAt: z.iso.datetime().nullable(),
  orderedAt: z.iso.datetime().nullable(),
  /** Messages that were sent about it, ours and the platform's. */
  messages: z.int().min(0),
  /** The shopper's first name and an initial. Absent where it is not known. */
  shopper: z.string().optional(),
  /** Name of the first product. Absent, like the next two, while the cart was never read. */
  firstItem: z.string().optional(),
  /** Lines of the cart. */
  itemCount: z.int().min(0).optional(),
  /** Of the first product that has one. */
  imageUrl: z.string().optional(),
  /** How the link that was opened last reached the shopper. Absent where none was opened. */
  cameBy: MerchantChannel.optional(),
  /** The newest of our own messages about it. */
  lastMessage: LastMessage.optional(),
})
export type MerchantCart = z.infer<typeof MerchantCart>

const value = z.coerce.number().min(0).max(1e12)

/** Which carts are listed, and in which order. A field left out filters nothing. */
export const MerchantCartsQuery = z.strictObject({
  status: MerchantCartStatus.optional(),
  platform: z.string().max(40).optional(),
  /**
   * A part of a product's name; the shopper's masked name or first name, whole; or the platform's id of the cart. The ledger has
   * no address or number that could be looked for.
   */
  search: z.string().trim().max(maxSearchLength).optional(),
  /** Left, or else known, from then on, and before: ISO 8601 in UTC. */
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** Worth so much, in whole units of the cart's own currency. */
  valueFrom: value.optional(),
  valueTo: value.optional(),
  /** `newest` by default. By value, each currency is sorted by itself, and carts whose value is not known are left out. */
  sort: z.enum(['newest', 'oldest', 'highest', 'lowest']).optional(),
  /** The cursor of a page: `nextPage` of the answer before. */
  page: z.string().max(200).optional(),
  /** Entries per page, 25 by default. */
  limit: z.coerce.number().int().min(1).max(100).optional(),
})
export type MerchantCartsQuery = z.infer<typeof MerchantCartsQuery>

/**
 * A page of carts. Without `nextPage` it is the last one. Where few carts fit it may be short, or empty, although more follow.
 */
export const MerchantCartsAnswer = z.object({
  carts: z.array(MerchantCart),
  platforms: PlatformTitles.optional(),
  nextPage: z.string().optional(),
})
export type MerchantCartsAnswer = z.infer<typeof MerchantCartsAnswer>

/** The shopper of a cart, masked: enough to recognise, not enough to write to. */
export const MaskedCustomer = z.object({
  /** First name and an initial. */
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
})
export type MaskedCustomer = z.infer<typeof MaskedCustomer>

/**
 * Why no reminder can be sent about a cart.
 *
 * - `not-supported`: no platform of the store sends reminders about this cart
 * - `already-reminded`: one was sent before, by us or by the platform
 * - `already-ordered`: the cart was ordered
 * - `consent-refused`: the shopper does not want such messages
 * - `no-contact`: the cart has no address
 * - `cart-gone`: the cart was deleted, emptied or has expired
 * - `account-cart`: the cart belongs to a signed-in customer, and its channel has no `accountCarts`: the link would not open
 * - `contact-not-allowed`: the configuration has `allowContacts`, which does not list the shopper's address
 */
export const ReminderRefusal = z.enum([
  'not-supported',
  'already-reminded',
  'already-ordered',
  'consent-refused',
  'no-contact',
  'cart-gone',
  'account-cart',
  'contact-not-allowed',
])
export type ReminderRefusal = z.infer<typeof ReminderRefusal>

/** One cart. Its lines and its shopper were read from its platform for this answer. */
export const MerchantCartAnswer = z.object({
  cart: MerchantCart,
  /** Empty where the cart is gone. */
  lineItems: z.array(
    LineItem.pick({ name: true, options: true, sku: true, imageUrl: true, quantity: true, price: true }),
  ),
  /** Absent where the platform tells nothing about the shopper. */
  customer: MaskedCustomer.optional(),
  /** Its messages, oldest first. */
  reports: z.array(MerchantMessage),
  /** Absent where a reminder can be sent. */
  reminderRefusal: ReminderRefusal.optional(),
  platforms: PlatformTitles.optional(),
})
export type MerchantCartAnswer = z.infer<typeof MerchantCartAnswer>
