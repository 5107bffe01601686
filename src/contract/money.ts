import * as z from 'zod'

/** An amount in the currency's minor units (cents, fils, yen) and its ISO 4217 code. Never a float. */
export const Money = z.object({
  amount: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
export type Money = z.infer<typeof Money>
