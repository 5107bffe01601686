import { RecoveryError } from '../adapter/errors.ts'
import type { Channel } from '../config.ts'

/**
 * A checkout link that may be followed: `https:`, on a listed origin, without user info, of a sane length. Anything
 * else a platform answers is refused, and never shown.
 */
export function toCheckoutUrl(text: string, channel: Channel | undefined, insecureLoopback: boolean): string {
  const url = text.length <= 2048 && URL.canParse(text) ? new URL(text) : undefined
  const scheme = url?.protocol === 'https:' || (insecureLoopback && url?.protocol === 'http:')
  if (url && scheme && !url.username && !url.password && channel?.checkoutOrigins.includes(url.origin)) return url.href
  throw new RecoveryError('upstream-down', {
    detail: "the platform's checkout link leads to an origin that is not listed",
  })
}
