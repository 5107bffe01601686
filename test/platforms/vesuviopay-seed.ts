import type { Platform, PlatformCart } from '../../src/proxy/adapter/index.ts'
import { createProxy, mintLink, type ProxyConfig, type StateStore } from '../../src/proxy/index.ts'
import { type VesuvioPayOptions, vesuviopay } from '../../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { createPages } from '../setup/pages.ts'

export const storeId = '7d1f3c52-8a4e-4b6f-9c0d-2e5a7b914c33'
export const checkoutOrigin = 'https://checkout.example'
const origin = 'https://shop.example'

/** What VesuvioPay answers: JSON with 200, or a whole answer. */
export type Said = object | string | number | null | (() => Response)

/** The answers of the seed's examples, with the seed's product. A test changes what it is about. */
export const said = {
  cart: {
    success: true,
    data: {
      storeId,
      items: [
        {
          id: 'cart_item_id',
          productId: 'product_guid',
          variantId: 'variant_guid',
          externalProductId: 'prod_123',
          externalVariantId: 'var_456',
          quantity: 2,
          price: 29.99,
          product: { name: 'Premium T-Shirt', imageUrl: 'https://shop.example/shirt.jpg' },
        },
      ],
      totalItems: 2,
      subtotal: 59.98,
    },
  },
  availability: {
    success: true,
    data: {
      isAvailable: true,
      availableQuantity: 50,
      requestedQuantity: 2,
      trackInventory: true,
      isSubscribed: false,
      product: { name: 'Premium T-Shirt', price: 29.99 },
    },
  },
  subscribed: { success: true },
  finish: { success: true, data: { checkoutUrl: `${checkoutOrigin}/1` } },
  settings: { success: true, data: { currency: 'EUR' } },
} satisfies Record<string, Said>
export type Call = keyof typeof said

/** VesuvioPay as the seed describes it, and nothing else: one product, one shopper whose token is `jwt`. */
export function createSeed(changes: Partial<Record<Call, Said>> = {}) {
  const answers: Record<Call, Said> = { ...structuredClone(said), ...changes }
  const sent: { call: string; body: unknown }[] = []
  const calls: [RegExp, Call][] = [
    [/^GET cart\/[^/]+$/, 'cart'],
    [/\/availability(-with-subscription)?$/, 'availability'],
    [/\/back-in-stock-subscription$/, 'subscribed'],
    [/^POST .*\/finish$/, 'finish'],
    [/^GET store\/.*\/checkout-settings$/, 'settings'],
  ]
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const path = new URL(request.url).pathname.replace('/api/v1/sdk/', '')
    const call = `${request.method} ${path}`
    const text = await request.text()
    sent.push({ call, body: text ? JSON.parse(text) : undefined })
    const key = calls.find(([pattern]) => pattern.test(call))?.[1]
    // Bulk calls and the rest: done, and nothing to say.
    const answer = key === undefined ? { success: true } : answers[key]
    return typeof answer === 'function' ? answer() : Response.json(answer)
  }
  const options: VesuvioPayOptions = { storeId, publishableKey: 'pk_test_key', fetch, sendCodePath: 'auth/send-code' }
  const times = (pattern: RegExp) => sent.filter(({ call }) => pattern.test(call)).length
  return {
    answers,
    sent,
    times,
    options,
    platform: (more: Partial<VesuvioPayOptions> = {}) => vesuviopay({ ...options, ...more }),
  }
}

/** A shop with carts of its own, whose stock is `stock`. Counts what was written. */
export function createShop(stock: Record<string, number | undefined>, lineIds = Object.keys(stock)) {
  const written: { id: string; quantity: number }[] = []
  const state = { isDown: false }
  const cart: PlatformCart = {
    id: 'shop-cart',
    channelId: '1',
    lines: lineIds.map((id) => ({
      id,
      kind: 'physical',
      name: id,
      options: [],
      productId: `prod_${id}`,
      variantId: `var_${id}`,
      quantity: 2,
      price: { amount: 2999, currency: 'EUR' },
      spec: null,
    })),
    total: { amount: 5998, currency: 'EUR' },
  }
  const platform: Platform = {
    name: 'shop',
    recovery: { read: async () => structuredClone(cart) },
    availability: {
      async check(lines) {
        if (state.isDown) throw new Error('down')
        return new Map(
          lines.flatMap(({ id }) => (id in stock ? [[id, { status: 'sellable', quantity: stock[id] ?? null }]] : [])),
        )
      },
    },
    cart: {
      async apply(before, targets) {
        written.push(...targets.map(({ id, quantity }) => ({ id, quantity })))
        return { cart: before, lines: [], refused: [], changedElsewhere: [] }
      },
    },
    checkout: { link: async (cartId) => ({ checkoutUrl: `${checkoutOrigin}/web`, cartId }) },
  }
  return { platform, written, state, cart }
}

/** A proxy before these platforms, and the page of a shopper who came by a link. */
export async function openPage(
  platforms: Platform[],
  cart: { cartId: string; platform: string },
  stateStore: StateStore = createSqliteStore({ path: ':memory:' }),
) {
  const config: ProxyConfig = {
    store: 'seed',
    publicUrl: `${origin}/cart-recovery`,
    keys: [Buffer.alloc(32, 7).toString('base64url')],
    stateStore,
    platforms,
    sms: { countries: ['DE'] },
    channels: {
      1: {
        origins: [origin],
        recoveryPageUrl: `${origin}/cart`,
        shopUrl: `${origin}/`,
        checkoutOrigins: [checkoutOrigin],
      },
    },
  }
  const proxy = createProxy(config)
  const pages = createPages()
  // biome-ignore lint/suspicious/noExplicitAny: each test reads the answer that it asked for
  async function ask(path: string, body: object): Promise<{ status: number; body: any }> {
    const headers = { origin, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
    const url = `${config.publicUrl}${path}`
    const response = await proxy.fetch(
      new Request(url, { method: 'POST', headers, body: JSON.stringify(pages.send(path, body)) }),
    )
    const text = await response.text()
    const answer = text ? JSON.parse(text) : undefined
    pages.display(body, answer)
    return { status: response.status, body: answer }
  }
  const token = new URL(await mintLink(config, cart)).searchParams.get('t')
  const recovered = await ask('/recover', { token })
  const { cartHandle } = recovered.body
  const post = (path: string, body: object = {}) => ask(path, { cartHandle, ...body })
  return { recovered: recovered.body, post, signIn: () => post('/sign-in', { shopperToken: 'jwt' }) }
}
