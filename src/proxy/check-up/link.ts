import type { Finding } from '../adapter/messaging-ports.ts'
import type { CheckoutLink, PlatformCart } from '../adapter/platform.ts'
import { withTimeout } from '../adapter/with-timeout.ts'
import type { CartPorts } from '../choose-ports.ts'
import type { Channel } from '../config.ts'
import { explain, formatCount } from './explain.ts'

/** What the checks of a cart share. */
export interface CartCheckOptions {
  timeoutMs: number
  /** Visits the checkout link. */
  fetch: typeof globalThis.fetch
  signal: AbortSignal | undefined
}

/**
 * Makes one checkout link for the cart and visits it as a browser would, but follows no redirect: where the first one leads is
 * compared with the channel's `checkoutOrigins`. The visit spends the link. A copy that the platform made for it is deleted.
 */
export async function linkFinding(
  { platform, checkout, cart: carts }: CartPorts,
  cart: PlatformCart,
  { checkoutOrigins }: Channel,
  { timeoutMs, fetch, signal }: CartCheckOptions,
): Promise<Finding> {
  const key = `channels.${cart.channelId}.checkoutOrigins`
  const subject = `${platform} checkout link of channel ${cart.channelId}`
  try {
    return await withTimeout(timeoutMs, signal, async (limit) => {
      const link = await checkout?.link(cart.id, limit)
      if (!link) return { check: 'link', subject, ok: true }
      const mistake = await follow(link, limit)
      const notes = [...lossOf(link), ...(await withoutCopy(link))]
      const details = mistake ? [mistake, ...notes] : notes
      return { check: 'link', subject, ok: !mistake, ...(details.length > 0 && { detail: details.join(' ') }) }
    })
  } catch (error) {
    signal?.throwIfAborted()
    return { check: 'link', subject, ok: false, detail: explain(error, timeoutMs) }
  }

  /** Why a shopper would not arrive. */
  async function follow({ checkoutUrl }: CheckoutLink, limit: AbortSignal): Promise<string | undefined> {
    if (!URL.canParse(checkoutUrl)) return 'It is no address.'
    const own = unlisted(checkoutUrl)
    if (own) return `It is on ${own}, where shoppers are not sent. Set ${key} to ['${own}'].`
    const answer = await visit(checkoutUrl, fetch, limit)
    if (!answer) return `Nobody answers on ${new URL(checkoutUrl).origin}.`
    const { status, location } = answer
    if (status >= 400) return `It answered ${status}: the shopper's tap would end there.`
    if (location !== null && !URL.canParse(location, checkoutUrl)) return 'It leads on to what is no address.'
    const target = location === null ? undefined : unlisted(new URL(location, checkoutUrl).href)
    return target && `It leads on to ${target}, which ${key} does not list. Add '${target}', if it is your checkout.`
  }

  /** Deletes the copy that was made for the link. */
  async function withoutCopy({ cartId }: CheckoutLink): Promise<string[]> {
    if (cartId === cart.id || !carts?.discard) return []
    try {
      await carts.discard(cartId, AbortSignal.timeout(timeoutMs))
      return []
    } catch {
      return ['The copy of the cart that was made for the link could not be deleted.']
    }
  }

  function unlisted(url: string): string | undefined {
    const { origin } = new URL(url)
    return checkoutOrigins.includes(origin) ? undefined : origin
  }
}

function lossOf({ lost }: CheckoutLink): string[] {
  const coupons = lost?.coupons.length ?? 0
  return coupons === 0
    ? []
    : [
        `Only a copy of the cart can be checked out, without ${formatCount(coupons, 'coupon')}: shoppers enter them again.`,
      ]
}

/** The first answer; undefined where there is none. */
async function visit(url: string, fetch: typeof globalThis.fetch, signal: AbortSignal) {
  try {
    const response = await fetch(url, { redirect: 'manual', headers: { accept: 'text/html' }, signal })
    await response.body?.cancel()
    const isRedirect = response.status >= 300 && response.status < 400
    return { status: response.status, location: isRedirect ? response.headers.get('location') : null }
  } catch {
    return undefined
  }
}
