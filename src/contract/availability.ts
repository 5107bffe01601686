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
 * - `unknown`: the platform did not answer, or does not know. Never displayed as available
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

/** How much of a line can be bought now. */
export const Availability = z.object({
  status: AvailabilityStatus,
  /** How many can be bought. Absent where there is no limit that a shopper could reach. */
  quantity: z.int().min(0).optional(),
  /** True while the platform has not answered yet: `/availability` will know more. */
  checking: z.boolean().optional(),
})
export type Availability = z.infer<typeof Availability>
