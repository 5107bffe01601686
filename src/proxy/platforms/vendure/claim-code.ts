import { base64url, CompactEncrypt } from 'jose'

const lifetimeMs = 10 * 60_000

/** What a code is for. */
export interface ClaimPurpose {
  cartId: string
  /** What the shopper's session has in a cart of its own comes along. Not at the checkout: they have seen what they pay. */
  merge: boolean
}

/**
 * A code that the plugin opens with the same secret: the shop redeems it in the shopper's own session, which makes this cart
 * the session's. Each has a nonce of its own, and is good for one session, for ten minutes.
 */
export async function sealClaimCode(secret: string, { cartId, merge }: ClaimPurpose): Promise<string> {
  const exp = Math.floor((Date.now() + lifetimeMs) / 1000)
  const content = JSON.stringify({ cart: cartId, nonce: crypto.randomUUID(), exp, merge })
  return new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(base64url.decode(secret))
}
