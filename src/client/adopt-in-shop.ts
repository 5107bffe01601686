/** How long the shop may take: its server asks the proxy, and that asks the platform. */
const timeoutMs = 12_000

/**
 * Brings an adopt code to the shop's own route, which makes the cart its own and answers 204: any other answer may be a page that
 * knows nothing of carts. False where the shop did not, and another try may help; undefined where its present cart is of an
 * account, and none will. The request goes on when the page is left. Never rejects.
 */
export async function adoptInShop(adoptUrl: string, code: string): Promise<boolean | undefined> {
  try {
    const { href, origin } = new URL(adoptUrl, document.baseURI)
    if (origin !== location.origin) return false
    const response = await fetch(href, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code }),
      credentials: 'same-origin',
      // Without a referrer the request has an origin all the same, because its mode is `cors`.
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
      keepalive: true,
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (response.status === 204) return true
    const problem = await response.json()
    return problem.code === 'present-cart-refused' ? undefined : false
  } catch {
    return false
  }
}
