import * as z from 'zod'

/**
 * Can this quantity be bought now.
 *
 * - `available`: all of it
 * - `low-stock`: all of it, and few are left
 * - `partial`: some of it; `quantity` says how many
 * - `out-of-stock`: none now, perhaps later
 * - `unavailable`: sold here, but purchasing is switched off
 * - `discontinued`: no longer sold
 * - `unknown`: nobody could say. Never shown as available
 */
export const AvailabilityStatus = z.enum([
  'available',
  'low-stock',
  'partial',
  'out-of-stock',
  'unavailable',
  'discontinued',
  'unknown',
])
export type AvailabilityStatus = z.infer<typeof AvailabilityStatus>

export const Availability = z.object({
  status: AvailabilityStatus,
  /** How many can be bought, where that is fewer than a shopper might ask for. */
  quantity: z.int().min(0).optional(),
  /** True while the answer is still under way; ask `/availability` again. */
  checking: z.boolean().optional(),
})
export type Availability = z.infer<typeof Availability>
