import type { SandboxContext } from '../../sandbox-context.ts'
import type { Shape } from '../body-shape.ts'
import { BigCommerceFailure, unprocessable } from '../failure.ts'
import { type Operation, type OperationRequest, scopes } from '../operation.ts'
import { answerPage } from '../pages.ts'
import { findSite, recoveryRouteType, type Site, type SiteRoute, siteOfChannel } from './site-routes.ts'

/** The types of the reference's table. The list in its schemas lacks `recover_abandoned_cart`. */
const routeTypes = [
  ...['product', 'brand', 'category', 'page', 'blog', 'home', 'cart', 'checkout', 'search', 'account', 'login'],
  ...['returns', 'static', 'create_account', 'forgot_password', 'account_order_status', 'account_new_return'],
  recoveryRouteType,
]

const fields: Record<string, Shape> = { type: 'string', matching: 'string', route: 'string' }
const newRoute: Shape = { object: fields, required: ['type', 'matching', 'route'] }

interface RouteFields {
  id?: number
  type: string
  matching: string
  route: string
}

/** The site of a channel, and the routes on it. */
export const siteOperations: Operation[] = [
  {
    method: 'GET',
    path: '/channels/:channelId/site',
    source: 'reference/sites.v3.yml, Get a Channel Site',
    scopes: [...scopes.readSites, 'store_channel_settings_read_only', 'store_channel_settings'],
    answer({ params }, context) {
      const site = siteOfChannel(params.channelId ?? '', context)
      if (!site) throw new BigCommerceFailure(404, 'The channel has no site')
      return { status: 200, body: { data: viewSite(site, context), meta: {} } }
    },
  },
  {
    method: 'GET',
    path: '/sites/:siteId/routes',
    source: 'reference/sites.v3.yml, getSiteRoutes',
    scopes: scopes.readSites,
    query: ['type', 'page', 'limit'],
    answer(request, context) {
      const type = request.query.get('type')
      const routes = routesOf(requireSite(request, context), context)
      const matching = routes.filter((route) => type === null || route.type === type)
      return answerPage(matching.map(viewRoute), request.query, 250)
    },
  },
  {
    method: 'POST',
    path: '/sites/:siteId/routes',
    source: 'reference/sites.v3.yml, createSiteRoute; only the table of types knows recover_abandoned_cart',
    scopes: scopes.editSites,
    body: newRoute,
    answer(request, context) {
      const site = requireSite(request, context)
      const [route] = saveRoutes([request.body as unknown as RouteFields], site, context)
      return { status: 201, body: { data: route && viewRoute(route), meta: {} }, write: true }
    },
  },
  {
    method: 'PUT',
    path: '/sites/:siteId/routes',
    source: 'reference/sites.v3.yml, updateSiteRoutes',
    scopes: scopes.editSites,
    body: { list: { object: { id: 'integer', ...fields }, required: ['type', 'matching', 'route'] } },
    answer(request, context) {
      const site = requireSite(request, context)
      const routes = saveRoutes(request.body as unknown as RouteFields[], site, context)
      return { ...answerPage(routes.map(viewRoute), request.query, 250), write: true }
    },
  },
  {
    method: 'GET',
    path: '/sites/:siteId/routes/:routeId',
    source: 'reference/sites.v3.yml, getSiteRoute',
    scopes: scopes.readSites,
    answer: (request, context) => ({
      status: 200,
      body: { data: viewRoute(requireRoute(request, context)), meta: {} },
    }),
  },
  {
    method: 'PUT',
    path: '/sites/:siteId/routes/:routeId',
    source: 'reference/sites.v3.yml, updateSiteRoute',
    scopes: scopes.editSites,
    body: newRoute,
    answer(request, context) {
      const { id } = requireRoute(request, context)
      const change = { ...(request.body as unknown as RouteFields), id }
      const [route] = saveRoutes([change], requireSite(request, context), context)
      return { status: 201, body: { data: route && viewRoute(route), meta: {} }, write: true }
    },
  },
  {
    method: 'DELETE',
    path: '/sites/:siteId/routes/:routeId',
    source: 'reference/sites.v3.yml, deleteSiteRoute',
    scopes: scopes.editSites,
    answer(request, context) {
      const route = requireRoute(request, context)
      const account = context.world.accounts.bigcommerce
      account.routes = account.routes.filter((other) => other !== route)
      return { status: 204, write: true }
    },
  },
]

/** Creates the routes without an id and changes the others. Nothing is saved if one of them is refused. */
function saveRoutes(rows: RouteFields[], site: Site, { world }: SandboxContext): SiteRoute[] {
  const account = world.accounts.bigcommerce
  const errors: Record<string, string> = {}
  const ids = new Set(rows.map(({ id }) => id))
  const others = account.routes.filter(({ id, siteId }) => siteId === site.id && !ids.has(id))
  for (const [index, { id, type, matching, route }] of rows.entries()) {
    const at = rows.length > 1 ? `${index}.` : ''
    const twins = [...others, ...rows.slice(0, index)]
    if (!routeTypes.includes(type)) errors[`${at}type`] = `${type} is not a route type`
    if (!route.startsWith('/')) errors[`${at}route`] = 'The route is a path below the address of the site'
    if (id !== undefined && !account.routes.some((known) => known.id === id && known.siteId === site.id)) {
      errors[`${at}id`] = `There is no route ${id} on site ${site.id}`
    }
    if (twins.some((twin) => twin.type === type && twin.matching === matching)) {
      errors[`${at}matching.type`] = `Route already exists for site ${site.id} matching ${matching} for type ${type}`
    }
  }
  if (Object.keys(errors).length > 0) throw unprocessable('JSON data is missing or invalid', errors)
  const { id: siteId, channelId } = site
  const saved = rows.map(({ id = world.nextId++, ...rest }) => ({ id, siteId, channelId, ...rest }))
  account.routes = [...account.routes.filter(({ id }) => !saved.some((route) => route.id === id)), ...saved]
  return saved
}

function requireSite({ params }: OperationRequest, context: SandboxContext): Site {
  const site = findSite(params.siteId ?? '', context)
  if (!site) throw new BigCommerceFailure(404, 'Site not found')
  return site
}

function requireRoute(request: OperationRequest, context: SandboxContext): SiteRoute {
  const routes = routesOf(requireSite(request, context), context)
  const route = routes.find(({ id }) => String(id) === request.params.routeId)
  if (!route) throw new BigCommerceFailure(404, 'Route not found')
  return route
}

function routesOf({ id }: Site, { world }: SandboxContext): SiteRoute[] {
  return world.accounts.bigcommerce.routes.filter(({ siteId }) => siteId === id)
}

function viewRoute({ id, type, matching, route }: SiteRoute) {
  return { id, type, matching, route }
}

/** The answers have a time at which the site was made; it has no meaning here. */
const createdAt = '2026-01-12T09:00:00Z'

/** A site with its addresses. Source: reference/sites.v3.yml, `urls` and `is_checkout_url_customized`. */
function viewSite({ id, channelId, url }: Site, context: SandboxContext) {
  const times = { created_at: createdAt, updated_at: createdAt }
  const own = context.world.accounts.bigcommerce.checkoutUrls[channelId]
  const checkoutUrl = own === undefined ? context.urlOf('bigcommerce') : own
  return {
    id,
    url,
    channel_id: Number(channelId),
    ...times,
    urls: [
      { url, type: 'primary', ...times },
      { url: context.urlOf('bigcommerce'), type: 'canonical', ...times },
      ...(checkoutUrl === null ? [] : [{ url: checkoutUrl, type: 'checkout', ...times }]),
    ],
    is_checkout_url_customized: Boolean(own),
  }
}
