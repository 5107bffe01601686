import { base64url } from 'jose'

/**
 * Names for a cart's lines that mean nothing outside one cart handle: a platform's line id may not reach the browser.
 * The same handle and line always give the same name.
 */
export async function opaqueLineIds(salt: string, ids: readonly string[]): Promise<Map<string, string>> {
  const encoder = new TextEncoder()
  const named = await Promise.all(
    ids.map(async (id) => {
      const digest = await crypto.subtle.digest('SHA-256', encoder.encode(`${salt}:${id}`))
      return [id, base64url.encode(new Uint8Array(digest, 0, 12))] as const
    }),
  )
  return new Map(named)
}
