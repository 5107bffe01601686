import * as z from 'zod'

import { Money } from '../money.ts'

/** The time a summary covers: the last `days` of UTC, today so far included, 30 by default. */
export const MerchantSummaryQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(90).optional() })
export type MerchantSummaryQuery = z.infer<typeof MerchantSummaryQuery>

/** A number of carts, and what they were worth: one amount per currency, nothing is converted. */
const Worth = z.object({ carts: z.int().min(0), value: z.array(Money) })

/** What recovering earned, and what missing stock cost, over the carts that were first seen within the time. */
export const MerchantSummary = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
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
  /** Products that shoppers came back for and could not buy, the costliest first. */
  lostToStock: z.array(
    Worth.extend({ name: z.string(), productId: z.string().optional(), variantId: z.string().optional() }),
  ),
})
export type MerchantSummary = z.infer<typeof MerchantSummary>
