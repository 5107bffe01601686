import { base64url } from 'jose'

import { nodeCrypto } from './node-crypto.ts'

/** SHA-256 of a text as base64url: all of it, or its first `bytes`. It hides only a text that cannot be guessed. */
export async function digestOf(text: string, bytes = 32): Promise<string> {
  if (nodeCrypto) return nodeCrypto.hash('sha256', text, 'buffer').toString('base64url', 0, bytes)
  return base64url.encode(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)), 0, bytes),
  )
}
