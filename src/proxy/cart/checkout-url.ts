import { RecoveryError } from '../adapter/errors.ts'
import type { Channel } from '../config.ts'

/**
 * A platform's checkout link, if it may be followed: `https:`, on one of the channel's `checkoutOrigins`, without user info, at
 * most 2048 characters. Throws `upstream-down` for any other, which never reaches the browser.
 */
export function toCheckoutUrl(text: string, channel: Channel | undefined, insecureLoopback: boolean): string {
  const url = text.length <= 2048 && URL.canParse(text) ? new URL(text) : undefined
  const scheme = url?.protocol === 'https:' || (insecureLoopback && url?.protocol === 'http:')
  if (url && scheme && !url.username && !url.password && channel?.checkoutOrigins.includes(url.origin)) return url.href
  throw new RecoveryError('upstream-down', {
    detail: "the platform's checkout link leads to an origin that is not listed",
  })
}
