import * as z from 'zod'

const hex32 = /^[0-9a-f]{32}$/i
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
// A compact JWE behind our prefix. Its length is bounded, because decrypting costs time.
const sealed = /^cr1_[\w-]{1,200}\.[\w-]{0,200}\.[\w-]{1,32}\.[\w-]{1,1200}\.[\w-]{1,64}$/

/** True for the shapes of token that a link may carry. Anything else is a query parameter of the shop's own. */
export function isLinkToken(value: string): boolean {
  return hex32.test(value) || uuid.test(value) || sealed.test(value)
}

/** The value in the link: BigCommerce's own (32 hex digits or a UUID), or our sealed link (`cr1_…`). */
export const LinkToken = z.string().max(2048).refine(isLinkToken)
export type LinkToken = z.infer<typeof LinkToken>
