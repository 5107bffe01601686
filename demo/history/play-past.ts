import type { RecoverAnswer } from '../../src/contract/index.ts'
import { createProxy, mintLink, type ProxyConfig } from '../../src/proxy/index.ts'
import type { PastCart } from './past-carts.ts'
import { type Past, pastBigCommerce, pastBuzzbip, toToken } from './past-platform.ts'

/** What is read of an answer. */
type AnswerOfPast = Partial<Pick<RecoverAnswer, 'cartHandle' | 'cart'>>

const minuteMs = 60_000
/** Some products come back after this share of the carts. */
const backAfter = 0.6

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
    ...(config.notify && {
      notify: { ...config.notify, everySeconds: 86_400, fetch: async () => new Response(null, { status: 204 }) },
    }),
  }
  const proxy = createProxy(own)
  const pageOrigin = new URL(config.channels[channelId]?.recoveryPageUrl ?? config.publicUrl).origin

  async function ask(path: string, body: unknown, method = 'POST'): Promise<AnswerOfPast> {
    const headers = { 'content-type': 'application/json', origin: pageOrigin, 'idempotency-key': crypto.randomUUID() }
    const request = new Request(config.publicUrl + path, { method, headers, body: JSON.stringify(body) })
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

  async function waitFor({ cartHandle, cart: shown }: AnswerOfPast) {
    const soldOut = shown?.lineItems.filter(({ availability }) => availability.status === 'out-of-stock') ?? []
    const lineItemIds = soldOut.map(({ id }) => id)
    if (config.notify && lineItemIds.length > 0)
      await ask('/back-in-stock', { cartHandle, lineItemIds, subscribed: true })
  }

  const carts = [...past.carts.values()]
  const products = [...new Set(carts.flatMap(({ lines }) => lines.map(({ productId }) => productId)))]
  try {
    for (const [index, cart] of carts.entries()) {
      if (index === Math.floor(carts.length * backAfter)) {
        for (const id of products.filter((_, place) => place % 3 === 0)) past.back.add(id)
      }
      now = cart.abandonedAt
      await tell('abandoned', cart)
      now += minuteMs
      await proxy.work()
      if (cart.openedBy) {
        now += 95 * minuteMs
        const opened = await ask('/recover', { token: await tokenOf(cart) })
        const { cartHandle, cart: shown } = opened
        now += 4 * minuteMs
        if (cart.refuses) await ask('/consent', { cartHandle, channels: { whatsapp: false } }, 'PUT')
        if (cart.waits) await waitFor(opened)
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
