import type { Finding } from '../adapter/messaging-ports.ts'
import type { CheckoutLink, PlatformCart } from '../adapter/platform.ts'
import { withTimeout } from '../adapter/with-timeout.ts'
import type { CartPorts } from '../choose-ports.ts'
import type { Channel } from '../config.ts'
import { count, explain } from './explain.ts'

/** How the questions about a cart are asked. */
export interface CartQuestions {
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
  { timeoutMs, fetch, signal }: CartQuestions,
): Promise<Finding> {
  const key = `channels.${cart.channelId}.checkoutOrigins`
  const subject = `${platform} checkout link of channel ${cart.channelId}`
  try {
    return await withTimeout(timeoutMs, signal, async (limit) => {
      const link = await checkout?.link(cart.id, limit)
      if (!link) return { check: 'link', subject, ok: true }
      const mistake = await followed(link)
      if (link.cartId !== cart.id) await carts?.discard?.(link.cartId, limit)
      if (mistake) return { check: 'link', subject, ok: false, detail: mistake }
      const lost = link.lost?.coupons.length ?? 0
      const detail = `Only a copy of the cart can be checked out, without ${count(lost, 'coupon')}: shoppers enter them again.`
      return { check: 'link', subject, ok: true, ...(lost > 0 && { detail }) }

      async function followed({ checkoutUrl }: CheckoutLink): Promise<string | undefined> {
        const own = unlisted(checkoutUrl)
        if (own) return `It is on ${own}, where shoppers are not sent. Set ${key} to ['${own}'].`
        const { status, location } = await visit(checkoutUrl, fetch, limit)
        if (status >= 400) return `It answered ${status}: the shopper's tap would end there.`
        const target = location === null ? undefined : unlisted(new URL(location, checkoutUrl).href)
        return (
          target && `It leads on to ${target}, which ${key} does not list. Add '${target}', if it is your checkout.`
        )
      }
    })
  } catch (error) {
    signal?.throwIfAborted()
    const detail = error instanceof TypeError ? 'Nobody answers at its address.' : explain(error, timeoutMs)
    return { check: 'link', subject, ok: false, detail }
  }

  function unlisted(url: string): string | undefined {
    const { origin } = new URL(url)
    return checkoutOrigins.includes(origin) ? undefined : origin
  }
}

async function visit(url: string, fetch: typeof globalThis.fetch, signal: AbortSignal) {
  const response = await fetch(url, { redirect: 'manual', headers: { accept: 'text/html' }, signal })
  await response.body?.cancel()
  const location = response.headers.get('location')
  return { status: response.status, location: response.status >= 300 && response.status < 400 ? location : null }
}
