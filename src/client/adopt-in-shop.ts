/** How long the shop may take: its server asks the proxy, and that asks the platform. */
const timeoutMs = 12_000

/**
 * Brings an adopt code to the shop's own route, which makes the cart its own. False where the shop did not: it refused, could not
 * be reached, or is on another origin. The request goes on when the page is left. Never rejects.
 */
export async function adoptInShop(adoptUrl: string, code: string): Promise<boolean> {
  try {
    const { href, origin } = new URL(adoptUrl, document.baseURI)
    if (origin !== location.origin) return false
    const { ok } = await fetch(href, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code }),
      credentials: 'same-origin',
      // Without a referrer the request has an origin all the same, because its mode is `cors`.
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      keepalive: true,
      signal: AbortSignal.timeout(timeoutMs),
    })
    return ok
  } catch {
    return false
  }
}
