import { type Upstream, UpstreamError } from '../../adapter/index.ts'
import { WireSite } from './account-wire.ts'

/** Where a channel's shop is. */
export interface Site {
  id: string
  url: string
  /** Origin of its checkout; undefined where the platform does not tell. */
  checkoutOrigin: string | undefined
}

/** Carts without a channel of their own belong to it, and checkouts without an address of their own are on its site. */
const defaultChannel = '1'

/** Undefined where the channel has no site, `forbidden` where the account may not see it. */
export async function readSite(upstream: Upstream, channelId: string, signal: AbortSignal) {
  const site = await readAddresses(upstream, channelId, signal)
  if (site === undefined || site === 'forbidden') return site
  const { id, url } = site
  return { id, url, checkoutOrigin: await checkoutOriginOf(upstream, channelId, site, signal) } satisfies Site
}

/**
 * Origin of the channel's checkout: its own address of that type; without one it "falls back to the default channel's primary
 * URL". A headless channel's site is elsewhere than its checkout, which BigCommerce hosts.
 */
export async function readCheckoutOrigin(upstream: Upstream, channelId: string, signal: AbortSignal) {
  const site = await readSite(upstream, channelId, signal)
  return site === 'forbidden' ? undefined : site?.checkoutOrigin
}

async function checkoutOriginOf(upstream: Upstream, channelId: string, site: WireSite, signal: AbortSignal) {
  const own = addressOf(site, 'checkout')
  if (own) return new URL(own).origin
  // Older answers do not tell. Nor is the default channel's own address that of a checkout where its site is headless.
  if (site.is_checkout_url_customized !== false || channelId === defaultChannel) return undefined
  const fallback = await readAddresses(upstream, defaultChannel, signal)
  if (fallback === undefined || fallback === 'forbidden') return undefined
  return new URL(addressOf(fallback, 'primary') ?? fallback.url).origin
}

const addressOf = ({ urls }: WireSite, wanted: string) => urls.find(({ type }) => type === wanted)?.url

async function readAddresses(upstream: Upstream, channelId: string, signal: AbortSignal) {
  const path = `channels/${encodeURIComponent(channelId)}/site`
  try {
    return (await upstream.read({ path, route: '/channels/{id}/site', answer: WireSite, signal })).data
  } catch (error) {
    const status = error instanceof UpstreamError ? error.status : undefined
    if (status === 404) return undefined
    if (status === 401 || status === 403) return 'forbidden'
    throw error
  }
}
