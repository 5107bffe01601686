import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'

import type { ProductIds } from './external-ids.ts'
import { webhookPort } from './webhook.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const secret = 'the-secret-of-the-webhook'
const storeId = '7d1f3c52-8a4e-4b6f-9c0d-2e5a7b914c33'
const sign = (body: string, by = secret) => `sha256=${createHmac('sha256', by).update(body).digest('hex')}`

function delivery(type: string, data: object = {}, created_at = '2026-03-01T11:59:00Z') {
  const all = { storeId, customerId: 'customer-7', cartId: 'cart-1', externalReference: null, ...data }
  return JSON.stringify({ id: 'evt_1', type, created_at, data: { occurredAt: '2026-03-01T11:58:00Z', ...all } })
}
function receive(body: string, signature = sign(body), configured: string | undefined = secret) {
  const headers = new Headers({ 'x-webhook-signature': signature, 'user-agent': 'VesuvioPay-Webhooks/1.0' })
  return webhookPort(storeId, configured).receive({ headers, body, now })
}
const refused = (promise: Promise<unknown>, detail?: string) =>
  assert.rejects(promise, { code: 'webhook-refused', detail })

for (const [type, meaning] of [
  ['cart.abandoned', 'abandoned'],
  ['cart.recovered', 'recovered'],
  ['cart.cleared', 'emptied'],
  ['order.created', 'ordered'],
  ['order.confirmed', 'ordered'],
] as const) {
  test(`${type} tells that a cart is ${meaning}`, async () => {
    assert.deepEqual(await receive(delivery(type)), {
      id: 'evt_1',
      type: meaning,
      at: Date.parse('2026-03-01T11:58:00Z'),
      cartId: 'cart-1',
      customerId: 'customer-7',
    })
  })
}

for (const data of [{ id: 'cart-1' }, { cart: { id: 'cart-1' } }, { cart: { cartId: 'cart-1' }, id: 'evt' }]) {
  test(`an event of a cart that is named in ${JSON.stringify(data)} is read`, async () => {
    const event = await receive(delivery('cart.abandoned', { cartId: undefined, ...data }))
    assert.equal(event?.cartId, 'cart-1')
  })
}

test("an order's own id is no cart's", async () => {
  const event = await receive(delivery('order.created', { cartId: undefined, id: 'order-9' }))
  assert.deepEqual([event?.cartId, event?.customerId], [undefined, 'customer-7'])
})

for (const [type, data, told, created_at] of [
  ['cart.created', {}, 'cart.created'],
  ['cart.item_added', {}, 'cart.item_added'],
  ['cart.item_updated', {}, 'cart.item_updated'],
  ['cart.item_removed', {}, 'cart.item_removed'],
  ['cart.checkout_started', {}, 'cart.checkout_started'],
  ['order.shipped', {}, 'an event that nothing follows from'],
  ['order.created', { cartId: null, customerId: null }, 'order.created: names neither cart nor customer'],
  ['cart.abandoned', { cartId: '' }, 'cart.abandoned: names no cart'],
  ['cart.abandoned', { occurredAt: 1 }, 'cart.abandoned: older than a day', '2026-02-28T11:59:59Z'],
] as const) {
  test(`${type} with ${JSON.stringify(data)} is ignored, and says so`, async () => {
    const reasons: string[] = []
    const body = delivery(type, data, created_at)
    const headers = new Headers({ 'x-webhook-signature': sign(body) })
    const onIgnored = (reason: string) => void reasons.push(reason)
    assert.equal(await webhookPort(storeId, secret).receive({ headers, body, now, onIgnored }), undefined)
    assert.deepEqual(reasons, [told])
  })
}

test('times in seconds and milliseconds are times', async () => {
  const seconds = Math.round(now / 1000) - 60
  for (const occurredAt of [seconds, String(seconds), seconds * 1000]) {
    assert.equal((await receive(delivery('cart.abandoned', { occurredAt })))?.at, seconds * 1000)
  }
})

test('an order may name its customer only', async () => {
  const event = await receive(delivery('order.created', { cartId: undefined, customerId: 7, occurredAt: undefined }))
  assert.deepEqual(event, { id: 'evt_1', type: 'ordered', at: Date.parse('2026-03-01T11:59:00Z'), customerId: '7' })
})

test('an event that names neither cart nor customer is of use to nobody', async () => {
  assert.equal(await receive(delivery('order.created', { cartId: null, customerId: null })), undefined)
})

test('a signed delivery that is not as documented is said to be so', async () => {
  const detail = 'the delivery is not as documented'
  for (const body of ['not json', '{}', '"text"'])
    await assert.rejects(receive(body), { code: 'invalid-request', detail })
  for (const [body, missing] of [
    [delivery('order.created', { occurredAt: undefined }, 'yesterday'), 'the delivery has no time: created_at'],
    [delivery('order.created', { storeId: undefined }), 'the delivery names no store: data.storeId'],
  ] as const)
    await assert.rejects(receive(body), { code: 'invalid-request', detail: missing })
})

test('what nobody needs is taken and forgotten, whatever it holds', async () => {
  for (const type of ['cart.item_added', 'order.shipped', 'product.updated', 'toString']) {
    assert.equal(await receive(delivery(type, { storeId: undefined })), undefined)
  }
})

test('a delivery that somebody else signed, or changed, is refused', async () => {
  const body = delivery('cart.abandoned')
  await refused(receive(body, sign(body, 'another-secret')))
  await refused(receive(`${body} `, sign(body)))
  for (const signature of [
    '',
    'sha256=',
    sign(body).slice(0, -2),
    `${sign(body)}00`,
    sign(body).slice(7),
    `x${sign(body)}`,
  ]) {
    await refused(receive(body, signature))
  }
})

test('without a secret every delivery is refused, one signed with nothing too', async () => {
  const body = delivery('cart.abandoned')
  await refused(webhookPort(storeId, undefined).receive({ headers: new Headers(), body, now }))
  await refused(
    webhookPort(storeId, '').receive({ headers: new Headers({ 'x-webhook-signature': sign(body, '') }), body, now }),
  )
})

for (const [type, created_at, fate] of [
  ['cart.abandoned', '2026-02-28T12:00:00Z', 'taken'],
  ['cart.abandoned', '2026-02-28T11:59:59Z', 'no news'],
  ['order.created', '2026-02-28T11:59:59Z', 'taken'],
  ['order.created', '2026-01-30T12:00:00Z', 'taken'],
  ['order.created', '2026-01-30T11:59:59Z', 'refused'],
  ['cart.abandoned', '2026-03-01T12:05:00Z', 'taken'],
  ['cart.abandoned', '2026-03-01T12:05:01Z', 'refused'],
  // Its event's own time is signed, too.
  ['cart.abandoned', 'yesterday', 'taken'],
] as const) {
  test(`${type} of ${created_at} is ${fate} at noon on the first of March`, async () => {
    const received = receive(delivery(type, {}, created_at))
    if (fate === 'refused') await refused(received, 'the event is older than 30 days, or not of this time')
    else assert.equal((await received) !== undefined, fate === 'taken')
  })
}

test('a delivery for another store is refused; a GUID in capitals is the same store', async () => {
  await refused(
    receive(delivery('cart.abandoned', { storeId: '00000000-0000-4000-8000-000000000000' })),
    'the delivery is for another store',
  )
  assert.ok(await receive(delivery('cart.abandoned', { storeId: storeId.toUpperCase() })))
})

const item = (id: string, quantity = 2) => ({ externalProductId: `p${id}`, externalVariantId: `v${id}`, quantity })
const orderOf = (productIds: ProductIds, ...items: object[]) => {
  const body = delivery('order.created', { items })
  const headers = new Headers({ 'x-webhook-signature': sign(body) })
  return webhookPort(storeId, secret, productIds).receive({ headers, body, now })
}

test('the lines of an order go by the shop’s own names', async () => {
  const lines = async (productIds: ProductIds, ...items: object[]) => (await orderOf(productIds, ...items))?.lines
  assert.deepEqual(await lines('id', item('1'), item('2', 1)), [
    { productId: 'p1', variantId: 'v1', quantity: 2 },
    { productId: 'p2', variantId: 'v2', quantity: 1 },
  ])
  assert.deepEqual(await lines('sku', item('1')), [{ productId: 'p1', sku: 'v1', quantity: 2 }])
})

test('where the way back to one of them is not known, an order tells none', async () => {
  const prefixed = { externalProductId: 'shop-1', externalVariantId: 'shop-2', quantity: 1 }
  const known = await orderOf({ prefix: 'shop-' }, prefixed)
  assert.deepEqual(known?.lines, [{ productId: '1', variantId: '2', quantity: 1 }])
  for (const items of [[prefixed, item('1')], [item('1')]]) {
    const event = await orderOf({ prefix: 'shop-' }, ...items)
    assert.equal(event?.type, 'ordered')
    assert.ok(!('lines' in (event ?? {})))
  }
})
