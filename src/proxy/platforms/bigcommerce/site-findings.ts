import { type CheckUpRequest, type Finding, type Upstream, UpstreamError } from '../../adapter/index.ts'
import { WireRoutes } from './account-wire.ts'
import { readSite, type Site } from './site.ts'
import { WireAnything } from './wire.ts'

type Channels = CheckUpRequest['channels']
const routeType = 'recover_abandoned_cart'
const scope = 'Sites & Routes'

/** Where each channel's messages lead, and whether the proxy answers the pages there. */
export async function* siteFindings(
  upstream: Upstream,
  channels: Channels,
  fix: boolean,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const sites = new Map<string, Site | undefined>()
  for (const id of Object.keys(channels)) {
    const site = await readSite(upstream, id, signal)
    if (site === 'forbidden') {
      const detail = `give the API account the scope ${scope}; without it doctor cannot see where messages lead`
      yield { check: 'scope', subject: `bigcommerce ${scope}`, ok: false, detail }
      return
    }
    sites.set(id, site)
  }
  if (sites.size > 0) yield { check: 'scope', subject: `bigcommerce ${scope}`, ok: true }

  for (const [id, site] of sites) {
    const subject = `bigcommerce channel ${id}`
    const finding = site ? await routeFinding(upstream, site, toRoutes(site, id, channels), fix, signal) : noSite
    yield { check: 'route', subject, ...finding }
  }
  for (const [id, site] of sites) {
    const { origins = [], recoveryPageUrl = '' } = channels[id] ?? {}
    const needed = new Set([new URL(recoveryPageUrl).origin, ...(site ? [new URL(site.url).origin] : [])])
    const missing = [...needed].filter((origin) => !origins.includes(origin))
    const detail = `the proxy refuses pages on ${missing.join(' and ')}: list it in the channel's \`origins\``
    const ok = missing.length === 0
    yield { check: 'origin', subject: `bigcommerce channel ${id}`, ok, ...(!ok && { detail }) }
    yield* checkoutFinding(id, site, channels[id]?.checkoutOrigins)
  }
}

/**
 * Whether the channel lists the origin of its checkout. No finding where the platform does not tell that origin; where
 * the shop has listed none yet, the finding names it.
 */
function* checkoutFinding(id: string, site: Site | undefined, listed: string[] | undefined): Generator<Finding> {
  const origin = site?.checkoutOrigin
  if (!origin) return
  const check = 'origin'
  const subject = `bigcommerce channel ${id} checkout`
  if (!listed) {
    yield { check, subject, ok: true, detail: `it is on ${origin}: set \`checkoutOrigins: ['${origin}']\`` }
    return
  }
  const ok = listed.includes(origin)
  const line = `checkoutOrigins: [${[...listed, origin].map((each) => `'${each}'`).join(', ')}]`
  const detail = `its checkout is on ${origin}, and every tap is refused: set \`${line}\``
  yield { check, subject, ok, ...(!ok && { detail }) }
}

type Result = Pick<Finding, 'ok' | 'detail' | 'fixable' | 'fixed'>

const noSite: Result = { ok: false, detail: 'the channel has no site: without one its messages lead to channel 1' }

interface ExpectedRoutes {
  /** Where messages should lead, as it is written into a new route. */
  best: string
  /** The same in other words. */
  same?: string | undefined
  /** Works, and leaves the token in the page's address. */
  page: string
}

/** The proxy's `/open`, where the site has the address that it is on; else the page itself. */
function toRoutes(site: Site, id: string, channels: Channels): ExpectedRoutes {
  const { recoveryPageUrl = '', messageUrl = recoveryPageUrl } = channels[id] ?? {}
  const page = toRoute(site, recoveryPageUrl)
  if (messageUrl === recoveryPageUrl || new URL(messageUrl).origin !== new URL(site.url).origin)
    return { best: page, page }
  const best = toRoute(site, messageUrl)
  const isOnly = Object.keys(channels).length === 1
  return { best, page, ...(isOnly && { same: best.replace(/\/[^/]+$/, '') }) }
}

async function routeFinding(
  upstream: Upstream,
  site: Site,
  { best: expected, same = expected, page }: ExpectedRoutes,
  fix: boolean,
  signal: AbortSignal,
): Promise<Result> {
  const routes = await readRoutes(upstream, site, signal)
  const leadTo = (target: string) => routes.some((route) => isSameRoute(route, target))
  if (leadTo(expected) || leadTo(same)) return { ok: true }
  if (leadTo(page)) {
    const detail = `messages lead to the page itself, and scripts there can read the link: change \`${routeType}\` to ${expected}`
    return { ok: true, detail }
  }
  // A person made this route for another page, so a person has to change it.
  if (routes.length > 0) {
    return { ok: false, detail: `the route \`${routeType}\` leads to ${routes.join(', ')}: change it to ${expected}` }
  }
  const missing = `messages lead to the default storefront: the site needs the route \`${routeType}\` to ${expected}`
  return fix ? create(upstream, site, expected, signal) : { ok: false, detail: missing, fixable: true }
}

async function create(upstream: Upstream, site: Site, route: string, signal: AbortSignal): Promise<Result> {
  try {
    const call = { method: 'POST', path: `sites/${site.id}/routes`, route: '/sites/{id}/routes', signal } as const
    await upstream.write({ ...call, body: { type: routeType, matching: '*', route }, answer: WireAnything })
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    const why = error.status === 403 ? `give the API account the scope ${scope} (modify)` : error.message
    return { ok: false, detail: `the route could not be created: ${why}` }
  }
  const routes = await readRoutes(upstream, site, signal)
  if (routes.some((made) => isSameRoute(made, route))) return { ok: true, fixed: true }
  return { ok: false, detail: 'the route was created, and is not there when read back' }
}

async function readRoutes(upstream: Upstream, site: Site, signal: AbortSignal): Promise<string[]> {
  const path = `sites/${site.id}/routes?type=${routeType}&limit=250`
  const { data } = await upstream.read({ path, route: '/sites/{id}/routes', answer: WireRoutes, signal })
  return data.filter(({ type }) => type === routeType).map(({ route }) => route)
}

/** The page's path as the site appends it to its own address. */
function toRoute(site: Site, page: string): string {
  const { pathname } = new URL(page)
  const base = segments(new URL(site.url).pathname).join('/')
  return base && pathname.startsWith(`/${base}/`) ? pathname.slice(base.length + 1) : pathname
}

/** A slash at the end makes no other page; `{lang}` stands for whatever is there. */
function isSameRoute(route: string, expected: string): boolean {
  const [actual, target] = [segments(route.split('?')[0] ?? ''), segments(expected)]
  return (
    actual.length === target.length && actual.every((part, index) => part === target[index] || /^\{\w+\}$/.test(part))
  )
}

const segments = (path: string) => path.split('/').filter(Boolean)
