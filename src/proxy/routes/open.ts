import type { Context } from 'hono'

import { isLinkToken, openParam } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { toCouponCode } from '../cart/coupon/coupon.ts'
import type { Channel } from '../config.ts'
import type { StoreContext } from '../context.ts'
import type { ProxyEnv } from '../http/proxy-env.ts'
import { isForeignLink, isSealedLink } from '../sealing/sealed-link.ts'

const tokenParam = 't'
const couponParam = 'coupon'

/**
 * `GET /open[/{channelId}]?t=…`: the address that a message leads to. Keeps the token in a cookie and leads to the channel's
 * recovery page, whose address has the cookie's mark instead. No platform is asked and nothing is kept here. Where the page is
 * on another origin, which gets no cookie, the token travels along. Throws `not-found`.
 */
export async function openRoute(context: StoreContext, c: Context<ProxyEnv>): Promise<Response> {
  c.set('route', '/open')
  return leadTo(context, c, requireChannel(context, c.req.param('channelId'), '/open').recoveryPageUrl)
}

/** Keeps the token of the request's address in a cookie, and leads to this page with the cookie's mark. */
export async function leadTo(context: StoreContext, c: Context<ProxyEnv>, recoveryPageUrl: string): Promise<Response> {
  const { store, log, openCookies, publicUrl, sealer } = context
  const { search } = new URL(c.req.url)
  const headers = new Headers()
  let query = search.slice(1)
  if (new URL(recoveryPageUrl).origin === new URL(publicUrl).origin) {
    const { tokens, coupon, others } = takeLink(query)
    query = others
    if (tokens.length > 0) {
      const [token = '', another] = tokens
      const isUsable = another === undefined && isLinkToken(token) && !(await isForgery(token))
      // What is no token is not kept either: of whatever length, it opens nothing.
      const { mark, setCookies } = await openCookies.keep(
        { token: isUsable ? token : '', coupon },
        c.req.header('cookie'),
      )
      for (const line of setCookies) headers.append('set-cookie', line)
      query = [others, `${openParam}=${mark}`].filter(Boolean).join('&')
    }
  }
  headers.set('location', withQuery(recoveryPageUrl, query))
  log.info({ store, route: c.get('route') ?? 'none', status: 303 }, 'Answered')
  return new Response(null, { status: 303, headers })

  /** It looks like one of our own links, and was not sealed here. */
  async function isForgery(token: string): Promise<boolean> {
    return isSealedLink(token) && (await isForeignLink(sealer, token))
  }
}

/** The channel of that id, or the only one. Throws `not-found`. */
export function requireChannel({ channels }: StoreContext, channelId: string | undefined, route: string): Channel {
  const all = Object.values(channels)
  const channel = channelId !== undefined && Object.hasOwn(channels, channelId) ? channels[channelId] : undefined
  const only = channelId === undefined && all.length === 1 ? all[0] : undefined
  const found = channel ?? only
  if (found) return found
  throw new RecoveryError('not-found', {
    detail: `the address is ${route}/{channelId}, with the id of a listed channel`,
  })
}

/**
 * Splits a query into the different values of the token, the link's code, and the unchanged text of all other parameters. A
 * code without a token is something of the shop's own.
 */
function takeLink(query: string): { tokens: string[]; coupon: string | undefined; others: string } {
  const pairs = query.split('&').map((pair) => ({ pair, entry: [...new URLSearchParams(pair)][0] ?? ['', ''] }))
  const valuesOf = (param: string) => [
    ...new Set(pairs.flatMap(({ entry: [key, value] }) => (key === param && value) || [])),
  ]
  const tokens = valuesOf(tokenParam)
  const taken = [tokenParam, openParam, ...(tokens.length > 0 ? [couponParam] : [])]
  const others = pairs.filter(({ entry: [key] }) => !taken.includes(key)).map(({ pair }) => pair)
  return { tokens, coupon: toCouponCode(valuesOf(couponParam)[0]), others: others.join('&') }
}

/** The page's address with more parameters, and every byte of its own as it was. */
function withQuery(pageUrl: string, query: string): string {
  const { href, search, hash } = new URL(pageUrl)
  if (!query) return href
  const before = href.slice(0, href.length - hash.length)
  return before + (search ? '&' : before.endsWith('?') ? '' : '?') + query + hash
}
