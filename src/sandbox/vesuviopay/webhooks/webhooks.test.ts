import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ReadingValues } from '../../readings.ts'
import { control } from '../../testing/api-client.ts'
import { goods, openVesuvioPay, phones, refusalOf } from '../../testing/vesuviopay-client.ts'

interface Message {
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into messages of every shape
  body: any
}

/** A sandbox with a webhook for all events, and what it was told. */
async function openWebhook(readings: Partial<ReadingValues> = {}) {
  const received: Message[] = []
  const opened = openVesuvioPay(readings, undefined, async (request) => {
    const text = await request.text()
    received.push({ headers: request.headers, text, body: JSON.parse(text) })
    return new Response(null)
  })
  const { secretKey, webhookSecret } = opened.sandbox.credentials.vesuviopay
  const manage = (method: string, path: string, body?: unknown) => opened.withKey(method, path, body, secretKey)
  const eventTypes = [
    ...['cart.created', 'cart.item_added', 'cart.item_updated', 'cart.item_removed', 'cart.abandoned'],
    ...['cart.recovered', 'cart.cleared', 'cart.checkout_started', 'order.created'],
  ]
  const made = await manage('POST', '/webhooks', { url: 'https://shop.example/v', eventTypes, description: 'all' })
  const happen = async (phone: string, step: string) => {
    await control(opened.sandbox, 'POST', `/carts/${opened.findCart(phone)?.id}/${step}`)
  }
  return {
    ...opened,
    received,
    manage,
    made,
    webhookSecret,
    happen,
    types: () => received.map(({ body }) => body.type),
  }
}

test('an abandoned cart that is ordered after all is recovered', async () => {
  const { sandbox, received, types, happen, findCart, storeId } = await openWebhook()
  await happen(phones.oneLine, 'abandon')
  await happen(phones.oneLine, 'convert')
  assert.deepEqual(types(), ['cart.abandoned', 'cart.recovered', 'order.created'])
  const [abandoned, , ordered] = received
  assert.match(abandoned?.body.id, /^evt_[0-9a-f]{24}$/)
  assert.equal(abandoned?.body.created_at, new Date(sandbox.clock()).toISOString())
  const { cartId, storeId: store, externalReference, status } = abandoned?.body.data ?? {}
  assert.deepEqual(
    [cartId, store, externalReference, status],
    [findCart(phones.oneLine)?.id, storeId, null, 'Abandoned'],
  )
  assert.deepEqual(
    [ordered?.body.data.orderId, ordered?.body.data.cartId],
    [String(sandbox.world.orders.at(-1)?.id), findCart(phones.oneLine)?.id],
  )
  assert.equal(new Set(received.map(({ body }) => body.id)).size, 3)
})

test('a cart that was never abandoned is ordered without being recovered', async () => {
  const { types, happen } = await openWebhook()
  await happen(phones.oneLine, 'convert')
  assert.deepEqual(types(), ['order.created'])
})

test('messages are signed over their raw body', async () => {
  const { received, happen, webhookSecret } = await openWebhook()
  await happen(phones.oneLine, 'abandon')
  const [message] = received
  assert.ok(message)
  assert.equal(message.headers.get('user-agent'), 'VesuvioPay-Webhooks/1.0')
  const hex = message.headers.get('x-webhook-signature')?.match(/^sha256=([0-9a-f]{64})$/)?.[1] ?? ''
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', encoder.encode(webhookSecret), algorithm, false, ['verify'])
  const signature = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  assert.ok(await crypto.subtle.verify('HMAC', key, signature, encoder.encode(message.text)))
  assert.ok(!(await crypto.subtle.verify('HMAC', key, signature, encoder.encode(`${message.text} `))))
})

test('finish starts the checkout, its page makes the order', async () => {
  const { sandbox, signIn, types } = await openWebhook()
  const customer = await signIn(phones.nothing)
  await customer.add(goods.plenty, 1)
  const { body } = await customer.finish()
  await sandbox.deliverDue()
  assert.deepEqual(types(), ['cart.checkout_started'])
  await customer.finish()
  await sandbox.fetch(body.data.checkoutUrl, { method: 'POST' })
  assert.deepEqual(types(), ['cart.checkout_started', 'order.created'])
})

test('changes through the SDK are told only in one reading', async () => {
  const { sandbox, signIn, types } = await openWebhook({ vesuviopaySdkCartEvents: 'sent' })
  const customer = await signIn(phones.nothing)
  await customer.add(goods.plenty, 1)
  await customer.add(goods.plenty, 1)
  await customer.add(goods.plentyToo, 1)
  const [one] = (await customer.read()).body.data.items
  await customer.update(one.id, 0)
  await customer.clear()
  await sandbox.deliverDue()
  const changes = ['created', 'item_added', 'item_updated', 'item_added', 'item_removed', 'cleared']
  assert.deepEqual(
    types(),
    changes.map((change) => `cart.${change}`),
  )
})

test('an order may come without its cart, an event without its customer', async () => {
  const { received, happen } = await openWebhook({ vesuviopayOrderCart: 'absent', vesuviopayEventCustomer: 'null' })
  await happen(phones.oneLine, 'convert')
  assert.equal(received[0]?.body.data.customerId, null)
  assert.ok(!('cartId' in received[0].body.data))
  const named = await openWebhook()
  await named.happen(phones.oneLine, 'convert')
  assert.match(named.received[0]?.body.data.customerId, /^[0-9a-f-]{36}$/)
})

test('what nobody takes is tried again, each time after twice as long', async () => {
  let attempts = 0
  const { sandbox, findCart, withKey } = openVesuvioPay({}, undefined, async () => {
    attempts += 1
    return new Response(null, { status: 500 })
  })
  const body = { url: 'https://shop.example/v', eventTypes: ['cart.abandoned'] }
  await withKey('POST', '/webhooks', body, sandbox.credentials.vesuviopay.secretKey)
  await control(sandbox, 'POST', `/carts/${findCart(phones.oneLine)?.id}/abandon`)
  for (let turn = 0; turn < 10; turn++) {
    sandbox.world.clockOffsetSeconds += 60 * 2 ** turn - 1
    await sandbox.deliverDue()
    assert.equal(attempts, turn + 1)
    sandbox.world.clockOffsetSeconds += 1
    await sandbox.deliverDue()
    assert.equal(attempts, turn + 2)
  }
  assert.equal(sandbox.world.deliveries[0]?.status, 'failed')
  assert.equal(sandbox.world.accounts.vesuviopay.webhooks[0]?.isActive, true)
})

test('webhooks are listed, changed, tried and deleted, and tell their secret once at most', async () => {
  const { sandbox, made, manage, webhookSecret, types, happen } = await openWebhook()
  assert.deepEqual([made.status, made.body.data.secret], [201, webhookSecret])
  const { id } = made.body.data
  const [listed] = (await manage('GET', '/webhooks')).body.data
  assert.deepEqual([listed.id, listed.secret, listed.isActive], [id, undefined, true])
  const changed = await manage('PUT', `/webhooks/${id}`, { isActive: false, eventTypes: ['order.created'] })
  assert.deepEqual([changed.body.data.isActive, changed.body.data.eventTypes], [false, ['order.created']])
  await happen(phones.oneLine, 'convert')
  await manage('POST', `/webhooks/${id}/test`)
  await sandbox.deliverDue()
  assert.deepEqual(types(), ['webhook.test'])
  await manage('DELETE', `/webhooks/${id}`)
  assert.deepEqual(refusalOf(await manage('DELETE', `/webhooks/${id}`)), [404, 'WEBHOOK_NOT_FOUND'])
  sandbox.readings.set({ vesuviopayWebhookSecret: 'in-dashboard' })
  const quiet = await manage('POST', '/webhooks', { url: 'https://shop.example/v', eventTypes: ['order.created'] })
  assert.ok(!('secret' in quiet.body.data))
})

test('only the secret key manages webhooks, and what makes no sense is refused', async () => {
  const { call, withKey, manage, publishableKey } = await openWebhook()
  assert.deepEqual(refusalOf(await withKey('GET', '/webhooks', undefined, publishableKey)), [403, 'ACCESS_DENIED'])
  assert.deepEqual(refusalOf(await call('GET', '/webhooks')), [401, 'INVALID_API_KEY'])
  const body = { url: 'https://shop.example/v', eventTypes: ['order.created'] }
  for (const wrong of [
    { ...body, url: 'http://shop.example/v' },
    { ...body, eventTypes: ['order.lost'] },
    { ...body, eventTypes: [] },
    { url: body.url },
    { ...body, colour: 'red' },
  ]) {
    assert.deepEqual(refusalOf(await manage('POST', '/webhooks', wrong)), [400, 'INVALID_REQUEST'])
  }
  assert.equal((await manage('POST', '/webhooks', { ...body, url: 'http://127.0.0.1:4173/v' })).status, 201)
})

test('all seven cart events of the seed are sent, and an order may clear its cart', async () => {
  const { sandbox, types, signIn, happen, findCart } = await openWebhook({ vesuviopaySdkCartEvents: 'sent' })
  const { add, update, remove, clear, finish } = await signIn(phones.nothing)
  await add(goods.plenty, 1)
  const id = findCart(phones.nothing)?.items[0]?.id ?? ''
  await update(id, 2)
  await remove(id)
  await add(goods.plenty, 1)
  await clear()
  await add(goods.plenty, 1)
  await happen(phones.nothing, 'abandon')
  await finish()
  await sandbox.deliverDue()
  const seed = ['created', 'item_added', 'item_updated', 'item_removed', 'cleared', 'abandoned', 'checkout_started']
  assert.deepEqual(new Set(types()), new Set(seed.map((name) => `cart.${name}`)))
  const before = types().length
  sandbox.readings.set({ vesuviopayOrderedCart: 'cleared-before' })
  await happen(phones.nothing, 'convert')
  assert.deepEqual(types().slice(before), ['cart.recovered', 'cart.cleared', 'order.created'])
})
