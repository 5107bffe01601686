import { convertIPv4ToBinary, convertIPv6ToBinary, distinctRemoteAddr } from 'hono/utils/ipaddr'

import type { FetchContext } from '../http/proxy-env.ts'

/**
 * What a request is counted by: the caller's IPv4 address, or the first half of an IPv6 address, which is what a household or
 * a server is given. Undefined where it is unknown, of this machine or of a private network: many callers may share those.
 *
 * With `trustedHops` it is the address that the outermost of so many proxies wrote into `X-Forwarded-For`. What stands
 * before it, the caller may have written.
 */
export function toClientAddress(request: Request, fetchContext: FetchContext, trustedHops: number): string | undefined {
  if (typeof fetchContext.address === 'string') return toCountedAddress(fetchContext.address)
  const socket = toSocketAddress(request, fetchContext)
  const forwarded = trustedHops > 0 ? (request.headers.get('x-forwarded-for')?.split(',') ?? []) : []
  const hops = [...forwarded, socket]
  return toCountedAddress(hops[Math.max(0, hops.length - 1 - trustedHops)]?.trim() ?? '')
}

/** The other end of the connection, in whichever way the runtime says it. */
export function toSocketAddress(request: Request, fetchContext: FetchContext): string | undefined {
  const { remoteAddr, incoming } = fetchContext
  return remoteAddr?.hostname ?? incoming?.socket?.remoteAddress ?? fetchContext.requestIP?.(request)?.address
}

/** A proxy stood before this one, and is none of the trusted hops: all its callers would be counted as one, or none of them. */
export function isForwardedUncounted(request: Request, { address }: FetchContext, trustedHops: number): boolean {
  return typeof address !== 'string' && trustedHops === 0 && request.headers.has('x-forwarded-for')
}

/** The part of an address that is counted; undefined for what is no address of the public internet. */
export function toCountedAddress(text: string): string | undefined {
  const address = withoutPort(text).replace(/%.*$/, '')
  const version = distinctRemoteAddr(address)
  if (version === 'IPv4') return isPrivateIPv4(convertIPv4ToBinary(address)) ? undefined : address
  if (version !== 'IPv6' || !URL.canParse(`http://[${address}]`)) return undefined
  const binary = convertIPv6ToBinary(address)
  // An IPv4 caller of a socket that listens on both.
  if (binary >> 32n === 0xffffn) {
    const ipv4 = binary & 0xffffffffn
    return isPrivateIPv4(ipv4) ? undefined : [24n, 16n, 8n, 0n].map((bits) => (ipv4 >> bits) & 255n).join('.')
  }
  return isPrivateIPv6(binary) ? undefined : `${(binary >> 64n).toString(16)}::/64`
}

/** Some proxies add the caller's port. */
function withoutPort(text: string): string {
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? []
  if (bracketed !== undefined) return bracketed
  return /^[\d.]+:\d+$/.test(text) ? text.replace(/:\d+$/, '') : text
}

/** First bits and how many of them: unspecified, private, shared by a provider's customers, this machine, link-local. */
const privateIPv4: [prefix: bigint, bits: bigint][] = [
  [0n, 8n],
  [10n, 8n],
  [(100n << 2n) | 1n, 10n],
  [127n, 8n],
  [(169n << 8n) | 254n, 16n],
  [(172n << 4n) | 1n, 12n],
  [(192n << 8n) | 168n, 16n],
]
const isPrivateIPv4 = (binary: bigint) => privateIPv4.some(([prefix, bits]) => binary >> (32n - bits) === prefix)

/** Unspecified and this machine, unique local `fc00::/7`, link-local `fe80::/10`. */
const isPrivateIPv6 = (binary: bigint) =>
  binary <= 1n || binary >> 121n === 0xfcn >> 1n || binary >> 118n === 0xfe80n >> 6n
