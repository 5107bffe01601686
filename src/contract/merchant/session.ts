import * as z from 'zod'

/** A log-in to the merchant's console, made from a merchant key so that the page need not keep the key. */
export const MerchantSession = z.object({
  /** Sent as `Authorization: Bearer` from then on. Opaque. */
  token: z.string(),
  /** 15 minutes later, as ISO 8601 in UTC. There is no renewal: the key is asked for again. */
  expiresAt: z.iso.datetime(),
})
export type MerchantSession = z.infer<typeof MerchantSession>

/** A session was ended before its time. */
export const EndedSession = z.object({ endedAt: z.iso.datetime() })
export type EndedSession = z.infer<typeof EndedSession>
