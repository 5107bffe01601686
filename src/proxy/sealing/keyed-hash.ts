import { base64url } from 'jose'

import { nodeCrypto } from './node-crypto.ts'

/** 128 bits: enough that no two texts have the same hash. */
const hashBytes = 16

/**
 * HMAC-SHA256 of a text, shortened to 128 bits, as base64url. Without the key neither the text can be found out nor a hash
 * be made. `key` is one of the store's, in base64url.
 */
export async function keyedHash(key: string, text: string): Promise<string> {
  if (nodeCrypto) {
    return nodeCrypto
      .createHmac('sha256', secretOf(key, nodeCrypto))
      .update(text)
      .digest()
      .toString('base64url', 0, hashBytes)
  }
  const secret = base64url.decode(key) as BufferSource
  const hmac = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return base64url.encode(
    new Uint8Array(await crypto.subtle.sign('HMAC', hmac, new TextEncoder().encode(text)), 0, hashBytes),
  )
}

type NodeCrypto = NonNullable<typeof nodeCrypto>

/** Keys as Node has them, imported once: a store has one or two. */
const secrets = new Map<string, ReturnType<NodeCrypto['createSecretKey']>>()

function secretOf(key: string, crypto: NodeCrypto) {
  const known = secrets.get(key) ?? crypto.createSecretKey(key, 'base64url')
  secrets.set(key, known)
  return known
}
