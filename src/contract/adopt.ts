import * as z from 'zod'

/**
 * Names one recovered cart to the shop's own server, for two minutes. Sealed: without the store's keys it says nothing, and
 * without the server key it opens nothing.
 */
export const AdoptCode = z
  .string()
  .max(4096)
  .regex(/^[\x21-\x7e]+$/)
export type AdoptCode = z.infer<typeof AdoptCode>

/** From the shop's own server, which makes the cart of `code` its own. */
export const AdoptRequest = z.strictObject({
  code: AdoptCode,
  /**
   * The platform's id of the cart that the shop has for this browser already, if any. Its lines are put into the adopted cart,
   * each at the larger quantity of the two; it stays as it is.
   */
  presentCartId: z
    .string()
    .regex(/^[\x21-\x7e]{1,256}$/, { error: 'must be an id' })
    .optional(),
})
export type AdoptRequest = z.infer<typeof AdoptRequest>

/** A line of the present cart that the adopted cart does not have, or not as many of. */
export const UnmergedLine = z.object({
  name: z.string(),
  /** How many the present cart has. */
  quantity: z.int().min(1),
  productId: z.string().optional(),
  variantId: z.string().optional(),
  sku: z.string().optional(),
})
export type UnmergedLine = z.infer<typeof UnmergedLine>

/** The cart that the shop shows from now on. Asked again within the two minutes, the answer is the same. */
export const AdoptedCart = z.object({
  platform: z.string(),
  /** The adopted one. The present cart, where that has lines and the other one is at its checkout just now. */
  cartId: z.string(),
  channelId: z.string(),
  /** What the platform did not take, for the shop to say. Absent where all of it is there. */
  notMerged: z.array(UnmergedLine).optional(),
})
export type AdoptedCart = z.infer<typeof AdoptedCart>

/** The shop claims the cart with this code, in the shopper's own session at the platform, which merges the two by itself. */
export const ClaimableCart = z.object({ platform: z.string(), claimCode: z.string() })
export type ClaimableCart = z.infer<typeof ClaimableCart>

/** The answer of `/adopt`, and of `proxy.adopt`. */
export const AdoptAnswer = z.union([AdoptedCart, ClaimableCart])
export type AdoptAnswer = z.infer<typeof AdoptAnswer>
