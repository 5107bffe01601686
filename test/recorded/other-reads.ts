import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'

import { type Platform, type ShopperSession, UpstreamError } from '../../src/proxy/adapter/index.ts'
import { buzzbip } from '../../src/proxy/platforms/buzzbip/buzzbip.ts'
import { tjar } from '../../src/proxy/platforms/tjar/tjar.ts'
import { vesuviopay } from '../../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { type Answers, answering } from './answers.ts'
import { toReads } from './bigcommerce-reads.ts'
import { bigcommerceStore, cartWith, linkToken } from './bigcommerce-store.ts'
import type { Fixture } from './fixtures.ts'
import { openLink } from './shop.ts'

type Line = { productId: string; variantId: string; quantity: number }

const signal = () => AbortSignal.timeout(5000)
const session: ShopperSession = { token: 'a-token-of-a-shopper' }
const webhookSecret = 'a-secret-of-the-webhook'
const storeId = '6f1d5f6e-0d0c-4a3d-9d55-3f1f5a1f0001'

/** What the adapters of VesuvioPay, Tjar and Buzzbip make of one answer. */
export async function readOther({ platform, operation, status = 200, body, reads }: Fixture) {
  const reader = readers[`${platform} ${operation}`]
  assert.ok(reader, `nothing reads ${operation} of ${platform}`)
  return reader({ status, body }, (reads?.line as Line | undefined) ?? { productId: '1', variantId: '2', quantity: 1 })
}

/** Operations that these adapters have a use for. */
export const isReadByOthers = (platform: string, operation: string): boolean => `${platform} ${operation}` in readers

type Reader = (answer: { status: number; body: unknown }, line: Line) => Promise<Record<string, unknown>>

const readers: Record<string, Reader> = {
  'vesuviopay GET /cart': async (answer) => {
    const { recovery } = vesuvio({ 'GET /sdk/cart/{storeId}': answer })
    const cart = await recovery?.read('cart-1', signal(), session)
    return cart ? toReads(cart) : {}
  },
  'vesuviopay POST /availability': async (answer, line) => {
    const {
      name: _name,
      recovery: _recovery,
      ...ports
    } = vesuvio({
      'POST /sdk/cart/store/{storeId}/availability': answer,
    })
    const carts = bigcommerceStore({ 'GET /carts/{id}': { body: cartWith(line) } })
    const { body } = await openLink({ ...carts, availability: ports.availability } as Platform, linkToken)
    return { line, availability: body.cart?.lineItems[0]?.availability.status }
  },
  'vesuviopay GET /checkout-settings': async (answer) => {
    const cart = { success: true, data: { items: [{ id: 'item-1', quantity: 1, price: 1, name: 'Cup' }] } }
    const answers = { 'GET /sdk/store/{storeId}/checkout-settings': answer, 'GET /sdk/cart/{storeId}': { body: cart } }
    const read = await vesuvio(answers, {}).recovery?.read('cart-1', signal(), session)
    return { currency: read?.total.currency }
  },
  'vesuviopay webhook': async ({ body }) => {
    const text = JSON.stringify(body)
    const signature = `sha256=${createHmac('sha256', webhookSecret).update(text).digest('hex')}`
    const now = Date.parse('2026-04-01T10:01:00Z')
    const headers = new Headers({ 'x-webhook-signature': signature })
    const event = await vesuvio({}).webhooks?.receive({ headers, body: text, now })
    return { event: event?.type ?? null, cartId: event?.cartId }
  },
  'tjar GET /abandoned-carts/{identifier}': async (answer) => {
    const cart = await tjarStore({ 'GET /abandoned-carts/{id}': answer }).recovery?.read('2', signal())
    return cart ? toReads(cart) : {}
  },
  'tjar GET /abandoned-carts': async (answer) => {
    const page = { since: Date.parse('2026-03-31T00:00:00Z'), page: 1 }
    const listed = await tjarStore({ 'GET /abandoned-carts': answer }).abandonedCarts?.list(page, signal())
    return { carts: listed?.carts.map(({ cartId }) => cartId), isLast: listed?.isLast }
  },
  'tjar POST /abandoned-carts/{identifier}/reminder': async (answer) => {
    const { reminder } = tjarStore({ 'POST /abandoned-carts/{id}/reminder': answer })
    await reminder?.send('2', { subject: 'Your cart', message: 'It is still here.' }, signal())
    return { reminded: true }
  },
  'buzzbip POST /api/login_check': async (answer) => ({ report: await report({ 'POST /api/login_check': answer }) }),
  'buzzbip POST /api/v1/cart/': async (answer) => ({ report: await report({ 'POST /api/v1/cart/': answer }) }),
}

function vesuvio(answers: Answers, options: { currency?: string } = { currency: 'USD' }): Platform {
  const templates = [
    '/sdk/cart/{storeId}',
    '/sdk/cart/store/{storeId}/availability',
    '/sdk/store/{storeId}/checkout-settings',
  ]
  const fetch = answering('https://api.vesuviopay.com/api/v1/', templates, answers)
  return vesuviopay({ storeId, publishableKey: 'pk_test_records', webhookSecret, fetch, ...options })
}

function tjarStore(answers: Answers): Platform {
  const templates = ['/abandoned-carts/{id}/reminder', '/abandoned-carts/{id}']
  const fetch = answering('https://example-store.tjar.sa/api/core/v1/', templates, answers)
  return tjar({ storeDomain: 'example-store.tjar.sa', apiKey: 'key-of-the-store', fetch })
}

/** How a report ended: taken, refused for good, not taken (it may be sent again), or left open. */
async function report(answers: Answers): Promise<string> {
  const token = { 'POST /api/login_check': { body: { token: 'aaa.bbb.ccc' } } }
  const fetch = answering('https://app.buzzbip.com/', [], { ...token, ...answers })
  const { report: port } = buzzbip({ username: 'shop', password: 'a-password', fetch })
  const sent = { id: 'm-1', cartId: 'c-55', total: { amount: 19_999, currency: 'USD' }, link: 'https://shop.example/r' }
  try {
    await port?.send({ ...sent, phone: '+14155550132' }, signal())
    return 'taken'
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    return error.wasNotTaken ? 'not taken' : error.isUncertain ? 'left open' : 'refused'
  }
}
