/** Where a request goes, and whether it can change something: a row of the contract's endpoint tables. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the proxy's base path. */
  readonly path: string
  readonly write: boolean
}

/** How a single request is sent. */
export interface RequestOptions {
  /** Sent as JSON. */
  body?: unknown
  /** Beside the content type. */
  headers?: Record<string, string> | undefined
  /** After this long the request is given up, its answer included. @default 12_000 */
  timeoutMs?: number | undefined
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
}

/**
 * Sends one request to the proxy at `endpoint`. It carries no referrer, which would hold the page's address, and leaves no cache
 * entry. Cookies go to the page's own origin alone: the one of `GET /open` is needed there. Every failure is a rejection, never a
 * throw.
 */
export async function request(
  endpoint: string,
  { method, path }: Route,
  { body, headers, timeoutMs = 12_000, fetch = globalThis.fetch }: RequestOptions = {},
): Promise<Response> {
  return fetch(endpoint.replace(/\/+$/, '') + path, {
    method,
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    body: JSON.stringify(body),
    credentials: 'same-origin',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal: AbortSignal.timeout(timeoutMs),
  })
}
