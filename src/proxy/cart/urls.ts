import { isLoopback } from '../../contract/index.ts'
import type { Channel } from '../config.ts'

/**
 * The product's page in the shop: the platform's path on the channel's `shopUrl`. A platform knows its own storefront only,
 * which a headless shop replaces.
 */
export function toProductUrl(url: string | undefined, channel: Channel | undefined): string | undefined {
  if (!url || !channel || !URL.canParse(url, channel.shopUrl)) return undefined
  const { pathname } = new URL(url, channel.shopUrl)
  return new URL(pathname, channel.shopUrl).href
}

/** An image's address, if the page may load it: `https:`, or `http:` on loopback where that is allowed; no user info. */
export function toImageUrl(url: string | undefined, insecureLoopback: boolean): string | undefined {
  if (!url || !URL.canParse(url)) return undefined
  const { protocol, username, password, hostname } = new URL(url)
  if (username || password) return undefined
  const allowed = protocol === 'https:' || (insecureLoopback && protocol === 'http:' && isLoopback(hostname))
  return allowed ? url : undefined
}
