import * as z from 'zod'

import { toRetryAfter } from '../adapter/retry-after.ts'
import type { PlatformFetch } from '../adapter/upstream/platform-fetch.ts'
import { createUpstream } from '../adapter/upstream/upstream.ts'

/** The shop's own service, which tells shoppers what is back in stock. */
export interface NotifyOptions {
  /** Where it takes the webhook. */
  url: string
  /** Signs what is sent: `whsec_` and 24 to 64 random bytes in base64. It never leaves the server. */
  secret: string
  /** How often the stock is read for those who wait. Default 600, ten minutes. */
  everySeconds?: number | undefined
  /** Default: the runtime's. */
  fetch?: PlatformFetch | undefined
}

/** Sends to the shop's service. */
export interface NotifyPort {
  everyMs: number
  /**
   * Sends once. `id` is the same whenever the same thing is sent, so that a service which took it takes it no second time. Throws
   * an `UpstreamError`.
   */
  send(id: string, message: NotifyMessage, signal: AbortSignal): Promise<void>
}

/** A message as the service reads it: the body of the webhook. */
export interface NotifyMessage {
  type: string
  /** ISO 8601. */
  timestamp: string
  data: object
}

const defaultEverySeconds = 600
/** A service may send a mail before it answers. */
const attemptMs = 10_000

/**
 * Signed as https://www.standardwebhooks.com says, so that a service verifies it with a library of its own language.
 */
export function createNotifyPort(options: NotifyOptions, clock: () => number): NotifyPort {
  const { url, secret, everySeconds = defaultEverySeconds, fetch } = options
  const { origin, pathname, search } = new URL(url)
  const upstream = createUpstream({
    name: 'notify',
    base: `${origin}/`,
    headers: {},
    attemptMs,
    fetch,
    retryAfter: (headers) => toRetryAfter(headers, clock()),
  })
  return {
    everyMs: everySeconds * 1000,
    async send(id, body, signal) {
      const timestamp = Math.floor(clock() / 1000)
      const signature = await sign(secret, `${id}.${timestamp}.${JSON.stringify(body)}`)
      await upstream.write({
        method: 'POST',
        path: pathname + search,
        route: "the shop's service",
        headers: { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` },
        body,
        answer: z.unknown(),
        // The status says it all.
        readBody: async (answer) =>
          void (await answer.body
            ?.getReader()
            .cancel()
            .catch(() => {})),
        signal,
      })
    },
  }
}

/** HMAC-SHA256 in base64. */
async function sign(secret: string, text: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(signature)))
}
