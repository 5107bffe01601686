import { isLoopback } from '../../contract/index.ts'
import type { Channel } from '../config.ts'

/**
 * The product's page in the shop: the platform's path on the channel's `shopUrl`. A platform knows its own storefront only,
 * which a headless shop replaces.
 */
export function toProductUrl(url: string | undefined, channel: Channel | undefined): string | undefined {
  const page = url && channel ? URL.parse(url, channel.shopUrl) : null
  // What is no address of a page has no such path: `mailto:`, `data:`.
  if (!page?.pathname.startsWith('/') || !channel) return undefined
  // Appended, because a path that begins with two slashes would be taken for another host.
  return new URL(channel.shopUrl).origin + page.pathname
}

/** An image's address, if the page may load it: `https:`, or `http:` on loopback where that is allowed; no user info. */
export function toImageUrl(url: string | undefined, insecureLoopback: boolean): string | undefined {
  const image = url ? URL.parse(url) : null
  if (!image || image.username || image.password) return undefined
  const { protocol, hostname } = image
  const allowed = protocol === 'https:' || (insecureLoopback && protocol === 'http:' && isLoopback(hostname))
  return allowed ? url : undefined
}
