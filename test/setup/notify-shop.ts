import assert from 'node:assert/strict'

import { Webhook } from 'standardwebhooks'

import type { BackInStockAnswer, LineItem, RecoverAnswer } from '../../src/contract/index.ts'
import type { ProxyConfig, StateStore } from '../../src/proxy/index.ts'
import { bigcommerceOf, openMerchantShop } from './merchant.ts'

export const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
export const url = 'https://service.example/hooks?from=carts'
export const minuteMs = 60_000

/** What the service gets. */
export interface Message {
  type: string
  timestamp: string
  data: {
    cart: { platform: string; id: string; channelId: string; ordered?: true; link?: string }
    lineItem: { name: string; variantId: string; quantity: number; url?: string }
  }
}

export type Answer = () => Response | Promise<Response>

export const taken: Answer = () => new Response(null, { status: 204 })
export const answering =
  (status: number): Answer =>
  () =>
    new Response('Sara Ali, sara@example.com', { status })
export const away: Answer = () => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) })
}
export const lost: Answer = () => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
}

export interface NotifyShopOptions {
  /** Of the service, in their order; then it takes everything. */
  answers?: Answer[]
  changes?: Partial<ProxyConfig>
  stateStore?: StateStore
}

/** A BigCommerce shop with a service of its own. `calls`: all, `told`: what it took. */
export function openNotifyShop({ answers = [], changes = {}, stateStore }: NotifyShopOptions = {}) {
  const calls: { id: string; message: Message }[] = []
  const told: Message[] = []
  const fetch: NonNullable<ProxyConfig['notify']>['fetch'] = async (to, { headers, body = '' }) => {
    assert.equal(to.href, url)
    const { 'webhook-id': id = '', 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers
    const at = new Date(Number(timestamp) * 1000)
    assert.ok(Math.abs(at.getTime() - shop.sandbox.clock()) < 2000)
    assert.equal(signature, new Webhook(secret).sign(id, at, body), 'the library signs the same')
    const message: Message = JSON.parse(body)
    calls.push({ id, message })
    const answer = await (answers.shift() ?? taken)()
    if (answer.ok) told.push(message)
    return answer
  }
  const shop = openMerchantShop({
    platforms: (sandbox) => [bigcommerceOf(sandbox)],
    changes: { notify: { url, secret, fetch }, ...changes },
    ...(stateStore && { stateStore }),
  })
  const { sandbox } = shop
  const cart = shop.cart('one-sold-out')

  async function recover() {
    const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: cart.token })
    const lines = body.cart?.lineItems ?? []
    const soldOut = lines.find(({ availability }) => availability.status === 'out-of-stock')
    return { ...body, soldOut }
  }
  const subscription = async (cartHandle: string, { id }: Pick<LineItem, 'id'>, subscribed = true) => {
    const { status, body } = await shop.shopper<BackInStockAnswer & { code: string }>('POST', '/back-in-stock', {
      cartHandle,
      lineItemIds: [id],
      subscribed,
    })
    return { status, body, line: body.lineItems?.[0] }
  }
  /** Opens the cart, and asks to be told of its sold-out line. */
  async function begin() {
    const { cartHandle, soldOut } = await recover()
    assert.ok(soldOut)
    const { line } = await subscription(cartHandle, soldOut)
    assert.equal(line?.subscribed, true)
    return { cartHandle, soldOut }
  }
  const setStock = (stock: number, of: LineItem) => {
    const body = JSON.stringify({ variants: [{ productId: of.productId, variantId: of.variantId, stock }] })
    const headers = { 'content-type': 'application/json' }
    return sandbox.controls.fetch(new Request('http://127.0.0.1/sandbox/world', { method: 'PATCH', headers, body }))
  }
  /** Whether the page says of a sold-out line that the shopper will be told. */
  const isListed = async () => {
    // Another instance, which has read no stock just before.
    shop.restart()
    const { soldOut } = await recover()
    assert.ok(soldOut)
    return soldOut.subscribed === true
  }
  /** After the next look at the stock. */
  const later = async (minutes = 11) => {
    shop.pass(minutes * minuteMs)
    await shop.proxy.work()
  }
  return { shop, calls, told, cart, recover, subscription, begin, isListed, setStock, later }
}
