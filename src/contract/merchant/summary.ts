import * as z from 'zod'

import { MessageChannel } from '../consent.ts'
import { Money } from '../money.ts'
import { MerchantChannel } from './carts.ts'
import { MessageReason, MessageStatus } from './messages.ts'

/** The time a summary covers: the last `days` of UTC, today so far included, 30 by default. */
export const MerchantSummaryQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(90).optional() })
export type MerchantSummaryQuery = z.infer<typeof MerchantSummaryQuery>

/** A number of carts, and what they were worth: one amount per currency, nothing is converted. */
const Worth = z.object({ carts: z.int().min(0), value: z.array(Money) })

const Figures = z.object({
  /** Carts that were left or opened. */
  carts: z.int().min(0),
  /** How far the carts got. Each step counts within the one before. */
  funnel: z.object({
    /** A message was sent about it, or its link was opened. */
    sent: z.int().min(0),
    opened: z.int().min(0),
    checkedOut: z.int().min(0),
    ordered: z.int().min(0),
  }),
  /** Left, then ordered through a link. */
  recovered: Worth,
  /** Left, then ordered without a link. */
  orderedWithoutLink: Worth,
  /** Neither ordered nor gone: what may still come back. */
  open: Worth,
  /** Shoppers who said no to messages within the time, and have not changed their mind. */
  refusals: z.int().min(0),
})

/**
 * What recovering earned, and what missing stock cost, over the carts that were first seen within the time. A cart counts on the
 * day that it was first seen, whenever it was ordered.
 */
export const MerchantSummary = Figures.extend({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** The same figures of as many days before. Absent where the ledger does not reach back so far. */
  before: Figures.optional(),
  /** One for each UTC day of the time, the oldest first. */
  days: z.array(z.object({ day: z.iso.date(), carts: z.int().min(0), recovered: Worth })),
  /** How the links that were opened reached their shoppers, and what came of it. */
  channels: z.array(z.object({ channel: MerchantChannel, opened: z.int().min(0), recovered: Worth })),
  /** Our messages of these days by what became of them. Those that wait or were called off are left out. */
  messages: z.array(
    z.object({
      channel: MessageChannel,
      status: MessageStatus,
      reason: MessageReason.optional(),
      count: z.int().min(0),
    }),
  ),
  /** Products that shoppers came back for and could not buy, the costliest first. */
  lostToStock: z.array(
    Worth.extend({ name: z.string(), productId: z.string().optional(), variantId: z.string().optional() }),
  ),
  /**
   * What shoppers asked to be told of once it is back, the most wanted first: how many wait now and since when the first of them,
   * and of how many the shop's service or automation was told in 90 days. Absent where the proxy keeps no such list.
   */
  waiting: z
    .array(
      z.object({
        name: z.string(),
        productId: z.string().optional(),
        variantId: z.string().optional(),
        shoppers: z.int().min(0),
        since: z.iso.datetime().optional(),
        notified: z.int().min(0),
      }),
    )
    .optional(),
})
export type MerchantSummary = z.infer<typeof MerchantSummary>
