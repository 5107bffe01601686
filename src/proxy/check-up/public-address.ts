import type { Finding } from '../adapter/messaging-ports.ts'
import { withTimeout } from '../adapter/with-timeout.ts'

const timeoutMs = 3000
const check = 'api'

/**
 * Whether the proxy answers at its public address. No answer is a mistake only where the whole web can reach that address: a
 * proxy on a private network, or at an address reserved for examples, may not be running yet. The question takes the way of
 * the shoppers', so that the proxy can tell whether another one stands before it that `trustedHops` does not count.
 */
export async function publicAddressFindings(
  publicUrl: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  signal?: AbortSignal,
): Promise<Finding[]> {
  const { origin, pathname } = new URL(publicUrl)
  const url = `${origin}${pathname.replace(/\/+$/, '')}/healthz`
  const subject = `publicUrl: ${url}`
  try {
    const answer = await withTimeout(timeoutMs, signal, async (limit) => {
      const response = await fetch(url, { redirect: 'manual', signal: limit })
      return { status: response.status, health: response.ok ? readHealth(await response.text()) : undefined }
    })
    if (answer.health) {
      const detail =
        'Another proxy stands before this one, and trustedHops is 0: limits by address count all its callers as one, or none. Set trustedHops to the number of your own proxies that add to X-Forwarded-For.'
      const isUncounted = answer.health.forwardedUncounted === true
      return [
        { check, subject, ok: true },
        ...(isUncounted ? [{ check: 'config', subject: 'trustedHops', ok: false, detail } as const] : []),
      ]
    }
    const detail = `Something else answers there (${answer.status}). publicUrl must be where the proxy is, with its path.`
    return [{ check, subject, ok: false, detail }]
  } catch {
    signal?.throwIfAborted()
    const detail = 'Nobody answers there. Start the proxy, or look again once it is deployed.'
    return [{ check, subject, ok: !isOnTheWeb(new URL(publicUrl).hostname), detail }]
  }
}

/** What the proxy says of itself; undefined where something else answers. */
function readHealth(text: string): { forwardedUncounted?: boolean } | undefined {
  try {
    const health = JSON.parse(text)
    return health?.status === 'ok' ? health : undefined
  } catch {
    return undefined
  }
}

// Private addresses (RFC 1918, 3927, 4193, 4291, 6598), then reserved names (RFC 2606, 6761, 6762, 9476) and bare host names.
const privateAddresses =
  /^(?:127|10|0|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.|^\[(?:::1?\]|f[cd]|fe[89ab])/
const privateNames = /(?:^|\.)(?:localhost|local|internal|test|example|invalid|alt|example\.(?:com|net|org))$|^[^.[]+$/

function isOnTheWeb(hostname: string): boolean {
  return !privateAddresses.test(hostname) && !privateNames.test(hostname)
}
