import { base64url } from 'jose'

import type { StoreContext } from './context.ts'

/** A name for a shopper that nobody can turn back: a hash of their number or token, keyed with the store's own secret. */
export async function toShopperId(
  { store, keys }: Pick<StoreContext, 'store' | 'keys'>,
  identity: string,
): Promise<string> {
  const secret = base64url.decode(keys.at(-1) ?? '')
  const key = await crypto.subtle.importKey('raw', secret as BufferSource, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  const digest = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`shopper:${store}:${identity}`))
  return base64url.encode(new Uint8Array(digest, 0, 16))
}
