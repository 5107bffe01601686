import { isLoopback } from '../../contract/index.ts'
import type { Channel } from '../config.ts'

/**
 * The product's page in the shop. A platform knows only its own storefront, which a headless shop does not use; the
 * path is the same by convention.
 */
export function toProductUrl(url: string | undefined, channel: Channel | undefined): string | undefined {
  if (!url || !channel || !URL.canParse(url, channel.shopUrl)) return undefined
  const { pathname } = new URL(url, channel.shopUrl)
  return new URL(pathname, channel.shopUrl).href
}

/** An image that may be shown: `https:`, without user info. Plain `http:` only on the demo's loopback. */
export function toImageUrl(url: string | undefined, insecureLoopback: boolean): string | undefined {
  if (!url || !URL.canParse(url)) return undefined
  const { protocol, username, password, hostname } = new URL(url)
  if (username || password) return undefined
  const allowed = protocol === 'https:' || (insecureLoopback && protocol === 'http:' && isLoopback(hostname))
  return allowed ? url : undefined
}
