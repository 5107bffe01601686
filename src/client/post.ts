/** How a single request is sent. */
export interface PostOptions {
  /** Names one tap of the shopper, so that the proxy does it once. Writes only. */
  idempotencyKey?: string | undefined
  /** @default 'POST' */
  method?: 'POST' | 'PUT' | undefined
  /** After this long the request is given up, its body included. @default 12_000 */
  timeoutMs?: number | undefined
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
}

/**
 * Sends JSON below the proxy's base path. Nothing but the body says anything about the shopper: no
 * cookie, no referrer (it would carry the page's address), no cache entry.
 */
export function post(endpoint: string, path: string, body: unknown, options: PostOptions = {}): Promise<Response> {
  const { idempotencyKey, method = 'POST', timeoutMs = 12_000, fetch = globalThis.fetch } = options
  return fetch(endpoint.replace(/\/+$/, '') + path, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }),
    },
    body: JSON.stringify(body),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal: AbortSignal.timeout(timeoutMs),
  })
}
