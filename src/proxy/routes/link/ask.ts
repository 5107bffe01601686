import type { Context, Hono } from 'hono'

import type { Problem } from '../../../contract/index.ts'
import { CallerLeftError, leftStatus } from '../../http/caller-left.ts'
import type { ProxyEnv } from '../../http/proxy-env.ts'

/** What one of the proxy's endpoints answered. */
export type Answered<Body> = { body: Body; problem?: undefined } | { body?: undefined; problem: Problem }

/** Asks an endpoint of this proxy, with the visitor's cookies. */
export type Ask = <Body>(path: string, body: object, idempotencyKey?: string) => Promise<Answered<Body>>

/**
 * The proxy's own endpoints, asked as the widget asks them: origin, limits, locks and keys hold for a page's form, too. `publicUrl`
 * without a slash at its end. The cookie of the link stays where a checkout would end it: a page without a script has nothing else
 * for Back and a reload. Throws `CallerLeftError`.
 */
export function createOwnAsk(app: Hono<ProxyEnv>, publicUrl: string, c: Context<ProxyEnv>): Ask {
  const { origin } = new URL(publicUrl)
  return async (path, body, idempotencyKey) => {
    const headers = new Headers({ origin, 'content-type': 'application/json', cookie: c.req.header('cookie') ?? '' })
    if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey)
    const { signal } = c.req.raw
    const request = new Request(publicUrl + path, { method: 'POST', headers, body: JSON.stringify(body), signal })
    const response = await app.fetch(request, c.env)
    if (response.status === leftStatus) throw new CallerLeftError(signal.reason)
    const answer = await response.json()
    return response.ok ? { body: answer } : { problem: answer }
  }
}
