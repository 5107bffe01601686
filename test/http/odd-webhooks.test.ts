import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { channel } from 'node:diagnostics_channel'
import { type TestContext, test } from 'node:test'

import type { MerchantCartsAnswer, Problem } from '../../src/contract/index.ts'
import type { WebhookObservation } from '../../src/proxy/index.ts'
import { vesuviopay } from '../../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { bigcommerceOf, type MerchantShop, openMerchantShop } from '../setup/merchant.ts'
import { shopOrigin } from '../setup/shop.ts'

const openStore = () =>
  openMerchantShop({
    platforms: (sandbox) => [
      vesuviopay({ ...sandbox.credentials.vesuviopay, channelId: '1', fetch: sandbox.fetch }),
      bigcommerceOf(sandbox),
    ],
  })

/** Delivers a text as VesuvioPay signs it. */
async function deliver(shop: MerchantShop, body: string, signed = body): Promise<{ status: number; body: Problem }> {
  const { webhookSecret } = shop.sandbox.credentials.vesuviopay
  const signature = `sha256=${createHmac('sha256', webhookSecret).update(signed).digest('hex')}`
  const url = `${shopOrigin}/cart-recovery/webhooks/vesuviopay`
  const headers = { 'x-webhook-signature': signature }
  const response = await shop.proxy.fetch(new Request(url, { method: 'POST', headers, body }))
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

/** An event of a cart or an order as the documentation has it, with more or other fields. */
function eventOf(shop: MerchantShop, type: string, data: object, envelope: object = {}): string {
  const at = new Date(shop.sandbox.clock()).toISOString()
  const { storeId } = shop.sandbox.credentials.vesuviopay
  const event = { id: `evt_${type}`, type, created_at: at, data: { storeId, occurredAt: at, ...data }, ...envelope }
  return JSON.stringify(event)
}

const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: crypto.randomUUID(),
    productId: crypto.randomUUID(),
    externalProductId: `${100_000 + index}`,
    quantity: 1,
    price: 29.99,
    product: { name: `Ceramic mug with a rather long name, number ${index}` },
  }))

const statuses = async (shop: MerchantShop) =>
  (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body.carts.map(({ status }) => status)

function listen(t: TestContext): WebhookObservation[] {
  const heard: WebhookObservation[] = []
  const keep = (message: unknown) => void heard.push(message as WebhookObservation)
  channel('cart-recovery:webhook').subscribe(keep)
  t.after(() => channel('cart-recovery:webhook').unsubscribe(keep))
  return heard
}

test('an order of 350 lines ends what is due about its cart, as one of a single line does', async () => {
  const shop = openStore()
  assert.equal((await deliver(shop, eventOf(shop, 'cart.abandoned', { cartId: 'cart-1' }))).status, 204)
  const order = eventOf(shop, 'order.created', { cartId: 'cart-1', items: items(350) })
  assert.ok(order.length > 70_000)
  assert.equal((await deliver(shop, order)).status, 204)
  assert.deepEqual(await statuses(shop), ['recovered'])
})

test('a delivery of up to 1 MiB is read, and of a longer one no more than that', async () => {
  const shop = openStore()
  const padded = (length: number) => {
    const event = eventOf(shop, 'order.created', { cartId: 'cart-1', note: '' })
    return event.replace('"note":""', `"note":"${'x'.repeat(length - event.length)}"`)
  }
  assert.equal((await deliver(shop, padded(1024 * 1024))).status, 204)
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536
      controller.enqueue(new Uint8Array(65_536))
    },
  })
  const url = `${shopOrigin}/cart-recovery/webhooks/vesuviopay`
  const request = new Request(url, { method: 'POST', body: endless, duplex: 'half' } as RequestInit)
  const response = await shop.proxy.fetch(request)
  assert.deepEqual([response.status, ((await response.json()) as Problem).code], [413, 'request-too-large'])
  assert.ok(sent <= 1.5 * 1024 * 1024, `${sent} bytes were read`)
})

const person = { email: 'ida@example.com', name: 'Ida Lovelace', phone: '+4915112345678', note: 'Ring twice' }

for (const [what, bodyOf, shape] of [
  ['names no store', (shop) => eventOf(shop, 'order.created', { storeId: undefined, ...person }), 'order.created'],
  [
    'has a time that is none',
    (shop) => eventOf(shop, 'order.created', { ...person, occurredAt: null }, { created_at: {} }),
    '"created_at":{}',
  ],
  [
    'has another envelope',
    () => JSON.stringify({ event: 'order.created', payload: [person, person], 'ida@example.com': 1 }),
    '"payload":["2 times",{"email":"text"',
  ],
  ['is no JSON', () => `order=created&email=${person.email}`, 'not JSON'],
] satisfies [string, (shop: MerchantShop) => string, string][]) {
  test(`a signed delivery that ${what} is answered with 204, counted, and logged with its shape alone`, async (t) => {
    const heard = listen(t)
    const shop = openStore()
    const body = bodyOf(shop)
    assert.equal((await deliver(shop, body)).status, 204)
    const line = shop.logged.find((text) => text.includes('could not be read'))
    assert.ok(line, shop.logged.join('\n'))
    assert.ok(JSON.parse(line).shape.includes(shape), line)
    for (const text of [person.email, person.name, person.phone, person.note, 'ida@'])
      assert.ok(!line.includes(text), `${text} in ${line}`)
    assert.deepEqual(heard, [{ store: 'shop', platform: 'vesuviopay', result: 'unreadable' }])
  })
}

test('one that another party signed is refused still, whatever its shape', async (t) => {
  const heard = listen(t)
  const shop = openStore()
  const { status, body } = await deliver(shop, '{}', 'another body')
  assert.deepEqual([status, body.code], [401, 'webhook-refused'])
  assert.ok(!shop.logged.some((text) => text.includes('shape')))
  assert.deepEqual(heard, [])
})

test('what is received and what is ignored is counted, too', async (t) => {
  const heard = listen(t)
  const shop = openStore()
  await deliver(shop, eventOf(shop, 'cart.abandoned', { cartId: 'cart-1' }))
  await deliver(shop, eventOf(shop, 'cart.item_added', { cartId: 'cart-1' }))
  assert.deepEqual(
    heard.map(({ result }) => result),
    ['received', 'ignored'],
  )
})
