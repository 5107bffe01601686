import type { ProxyConfig } from './config.ts'

type Addresses = Pick<ProxyConfig, 'publicUrl' | 'channels'>

/**
 * The address that messages about a channel's carts lead to: `/open` where the proxy is on the origin of the recovery page,
 * and else the page itself. A shop without a page gets the hosted one, which keeps the token as `/open` does. The address has the
 * channel's id also where that is the only one, so that a second one breaks no link. Undefined for a channel that is not listed.
 */
export function messageUrl({ publicUrl, channels }: Addresses, channelId: string): string | undefined {
  const { recoveryPageUrl } = (Object.hasOwn(channels, channelId) && channels[channelId]) || {}
  if (recoveryPageUrl === undefined || new URL(recoveryPageUrl).origin !== new URL(publicUrl).origin)
    return recoveryPageUrl
  const base = publicUrl.replace(/\/+$/, '')
  const isHosted = `${recoveryPageUrl}/`.startsWith(`${base}/link/`)
  return `${base}/${isHosted ? 'link' : 'open'}/${channelId}`
}

/** The same address with a link's token in it. */
export function linkTo(addresses: Addresses, channelId: string, token: string): string {
  const address = messageUrl(addresses, channelId)
  if (address === undefined) throw new TypeError('a link leads to a channel that is listed')
  const url = new URL(address)
  url.searchParams.set('t', token)
  return url.href
}
