import { createProxy, mintLink, type ProxyConfig } from '../../src/proxy/index.ts'
import type { PastCart } from './past-carts.ts'
import { type Past, pastBigCommerce, pastBuzzbip, toToken } from './past-platform.ts'

const minuteMs = 60_000

/**
 * Lets the weeks before the demo happen in a store: every cart is left, written about where its shopper agreed, and goes as far
 * as it does, through a proxy whose clock runs along. What the ledger then has is what such weeks leave behind.
 */
export async function playPast(config: ProxyConfig, past: Past, channelId: string): Promise<void> {
  let now = 0
  const links = new Map<string, string>()
  const origin = config.channels[channelId]?.checkoutOrigins?.[0] ?? config.publicUrl
  const own: ProxyConfig = {
    ...config,
    platforms: [pastBigCommerce(past, channelId, origin), pastBuzzbip((phone, link) => links.set(phone, link))],
    clock: () => now,
    afterOrder: 'keep',
  }
  const proxy = createProxy(own)
  const pageOrigin = new URL(config.channels[channelId]?.recoveryPageUrl ?? config.publicUrl).origin

  async function ask(path: string, body: unknown): Promise<{ cartHandle?: string; cart?: { revision?: string } }> {
    const headers = { 'content-type': 'application/json', origin: pageOrigin, 'idempotency-key': crypto.randomUUID() }
    const request = new Request(config.publicUrl + path, { method: 'POST', headers, body: JSON.stringify(body) })
    const later: Promise<unknown>[] = []
    const answer = await proxy.fetch(request, { address: '127.0.0.1', waitUntil: (work) => void later.push(work) })
    const text = await answer.text()
    await Promise.all(later)
    return text ? JSON.parse(text) : {}
  }

  const tell = (type: 'abandoned' | 'ordered', { id }: PastCart) =>
    ask('/webhooks/bigcommerce', { id: `${id}-${type}`, type, at: now, cartId: id })

  async function tokenOf({ id, phone, openedBy }: PastCart): Promise<string> {
    if (openedBy === 'email') return toToken(id)
    const sent = links.get(phone)
    const link = openedBy === 'whatsapp' && sent ? sent : await mintLink(own, { cartId: id })
    return new URL(link).searchParams.get('t') ?? new URL(link).pathname.split('/').at(-1) ?? ''
  }

  try {
    for (const cart of past.carts.values()) {
      now = cart.abandonedAt
      await tell('abandoned', cart)
      now += minuteMs
      await proxy.work()
      if (cart.openedBy) {
        now += 95 * minuteMs
        const { cartHandle, cart: shown } = await ask('/recover', { token: await tokenOf(cart) })
        now += 4 * minuteMs
        if (cart.checksOut) await ask('/checkout', { cartHandle, revision: shown?.revision })
      }
      now += 6 * minuteMs
      if (!cart.orders) continue
      await tell('ordered', cart)
      past.ordered.add(cart.id)
    }
    await proxy.work()
  } finally {
    await proxy.stop()
  }
}
