import { base64url } from 'jose'

/** A name that nobody can turn back without the key: 128 bits of HMAC-SHA256, base64url. `key` is one of the store's. */
export async function keyedHash(key: string, text: string): Promise<string> {
  const secret = base64url.decode(key) as BufferSource
  const hmac = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', hmac, new TextEncoder().encode(text)), 0, 16))
}
