import type { SandboxContext } from '../../sandbox-context.ts'
import type { Cart } from '../../world/cart.ts'
import type { World } from '../../world/world.ts'

/** A route of a channel's site: which addresses lead to which kind of page. */
export interface SiteRoute {
  id: number
  siteId: number
  channelId: string
  type: string
  matching: string
  /** Below the address of the site. */
  route: string
}

/** The domain of a channel. */
export interface Site {
  id: number
  channelId: string
  /** No slash at the end. */
  url: string
}

export const recoveryRouteType = 'recover_abandoned_cart'

/** The site of a channel: where its recovery page is, or else the hosted storefront. */
export function siteOfChannel(channelId: string, context: SandboxContext): Site | undefined {
  const page = context.recoveryPageUrls()[channelId]
  // The first channel is the hosted storefront, which every store has.
  const isKnown = channelId === '1' || page || context.world.carts.some((cart) => cart.channelId === channelId)
  if (!isKnown) return undefined
  return { id: siteIdOf(channelId), channelId, url: page ? new URL(page).origin : context.urlOf('bigcommerce') }
}

export function findSite(siteId: string, context: SandboxContext): Site | undefined {
  const channelId = String(Number(siteId) - firstSiteId)
  return /^\d+$/.test(siteId) && Number(channelId) > 0 ? siteOfChannel(channelId, context) : undefined
}

/** Where the checkout of a channel is. One without an address of its own falls back to the default channel's site. */
export function checkoutUrlOf(channelId: string, context: SandboxContext): string {
  const own = context.world.accounts.bigcommerce.checkoutUrls[channelId]
  if (own === undefined) return context.urlOf('bigcommerce')
  return own ?? siteOfChannel('1', context)?.url ?? context.urlOf('bigcommerce')
}

/** Gives each channel with a recovery page the route that leads to it, and keeps the routes of other types. */
export function routeToRecoveryPages(world: World, recoveryPageUrls: Record<string, string>): void {
  const account = world.accounts.bigcommerce
  const others = account.routes.filter(({ type }) => type !== recoveryRouteType)
  const own = Object.entries(recoveryPageUrls)
    // A key that is no channel id belongs to a store of another platform.
    .filter(([channelId, page]) => page !== '' && /^\d+$/.test(channelId))
    .map(([channelId, page]): SiteRoute => {
      const { pathname, search } = new URL(page)
      const siteId = siteIdOf(channelId)
      return { id: 10 * siteId, siteId, channelId, type: recoveryRouteType, matching: '*', route: pathname + search }
    })
  account.routes = [...others, ...own]
}

/** The page the link of an abandoned-cart e-mail leads to: the channel's own, or the hosted storefront's. */
export function recoveryPage(cart: Cart, context: SandboxContext): URL {
  const route = context.world.accounts.bigcommerce.routes.find(
    ({ type, channelId }) => type === recoveryRouteType && channelId === cart.channelId,
  )
  const site = route && siteOfChannel(cart.channelId, context)
  // The documents say that an unconfigured link leads to the hosted page, and not where that page is.
  if (!site) return new URL(`${context.urlOf('bigcommerce')}/abandoned-cart`)
  // The reference names this variable both `{lang}` and `{language}`.
  return new URL(site.url + route.route.replace(/\{lang(uage)?\}/g, cart.locale))
}

export function siteIdOf(channelId: string): number {
  return firstSiteId + Number(channelId)
}

const firstSiteId = 1000
