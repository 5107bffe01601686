import type { Context, Hono } from 'hono'

import { openParam } from '../../../contract/index.ts'
import type { HostedSite } from '../../../hosted/index.ts'
import { RecoveryError } from '../../adapter/errors.ts'
import { type Channel, groupByOrigin, type HostedOptions } from '../../config.ts'
import type { StoreContext } from '../../context.ts'
import { readLinkForm } from '../../http/link-form.ts'
import { pageHeaders } from '../../http/page-headers.ts'
import type { ProxyEnv } from '../../http/proxy-env.ts'
import { requireOrigin } from '../../http/request.ts'
import { leadTo, requireChannel } from '../open.ts'
import { createOwnAsk } from './ask.ts'
import { createCartPages, loadPages, type Reply } from './show-cart.ts'

type LinkRequest = Context<ProxyEnv>

/**
 * `/link[/{channelId}]`: the recovery page of a shop that has none. With a token it does what `/open` does and leads to itself;
 * with a mark it is the widget's page, or, where no script runs, rows in a form.
 */
export function addLinkRoutes(app: Hono<ProxyEnv>, context: StoreContext, options: HostedOptions = {}): void {
  const { channels, store, log } = context
  const publicUrl = context.publicUrl.replace(/\/+$/, '')
  const endpoint = new URL(publicUrl).pathname.replace(/\/$/, '')
  const channelsByOrigin = groupByOrigin(channels)

  app.use('/link', errorsAsPages)
  app.use('/link/*', errorsAsPages)
  for (const path of ['/link', '/link/:channelId']) {
    app.get(path, async (c) => {
      const channel = requireChannel(context, c.req.param('channelId'), '/link')
      const site = await toSite(channel, c.req.param('channelId'))
      const { searchParams } = new URL(c.req.url)
      if (searchParams.has('t')) return leadTo(context, c, new URL(site.path, publicUrl).href)
      const mark = searchParams.get(openParam) ?? undefined
      if (!options.script || searchParams.has('plain'))
        return respond(c, channel, site, await pagesOf(c, site).open(mark))
      const { widgetPage } = await loadPages()
      const query = new URLSearchParams({ ...(mark !== undefined && { [openParam]: mark }), plain: '' })
      return send(c, channel, await widgetPage(site, options.script, `${site.path}?${query}`))
    })
    app.post(`${path}/:step{checkout|update}`, async (c) => {
      requireOrigin(c, channelsByOrigin)
      const channel = requireChannel(context, c.req.param('channelId'), '/link')
      const site = await toSite(channel, c.req.param('channelId'))
      const form = await readLinkForm(c)
      const pages = pagesOf(c, site)
      const reply = await (c.req.param('step') === 'update' ? pages.update(form) : pages.checkOut(form))
      return respond(c, channel, site, reply)
    })
  }
  for (const path of ['/link', '/link/*']) {
    app.all(path, (c) => {
      throw new RecoveryError(/^(GET|POST)$/.test(c.req.method) ? 'not-found' : 'method-not-allowed')
    })
  }

  const pagesOf = (c: LinkRequest, site: HostedSite) => createCartPages(createOwnAsk(app, publicUrl, c), site)

  async function toSite({ locale, shopUrl }: Channel, channelId: string | undefined): Promise<HostedSite> {
    const { findLanguage } = await loadPages()
    const path = `${endpoint}/link${channelId === undefined ? '' : `/${channelId}`}`
    return { language: await findLanguage(locale), endpoint, path, shopUrl, ...options }
  }

  async function respond(c: LinkRequest, channel: Channel, site: HostedSite, reply: Reply): Promise<Response> {
    if (reply.checkoutUrl === undefined) {
      const { plainPage } = await loadPages()
      return send(c, channel, await plainPage(site, reply.view), reply.status)
    }
    log.info({ store, route: '/link', status: 303 }, 'Answered')
    return c.body(null, 303, { location: reply.checkoutUrl })
  }

  async function send(c: LinkRequest, channel: Channel, page: { toString(): string }, status = 200): Promise<Response> {
    log.info({ store, route: '/link', status }, 'Answered')
    const headers = new Headers(await pageHeaders(channel, options))
    headers.set('content-type', 'text/html; charset=utf-8')
    for (const line of c.res.headers.getSetCookie()) headers.append('set-cookie', line)
    return new Response(page.toString(), { status, headers })
  }

  /** People read what goes wrong here, so a problem becomes a page. */
  async function errorsAsPages(c: LinkRequest, next: () => Promise<void>): Promise<void> {
    c.set('route', '/link')
    await next()
    if (!c.res.headers.get('content-type')?.startsWith('application/problem+json')) return
    const [, channelId = ''] = c.req.path.slice(endpoint.length).match(/^\/link\/(\w+)/) ?? []
    const isListed = Object.hasOwn(channels, channelId)
    const channel = isListed ? channels[channelId] : Object.values(channels)[0]
    if (!channel) return
    const site = await toSite(channel, isListed ? channelId : undefined)
    const reply = await pagesOf(c, site).stopped(await c.res.json())
    c.res = await respond(c, channel, site, reply)
  }
}
