import assert from 'node:assert/strict'
import { test } from 'node:test'

import { control, start } from '../../testing/api-client.ts'
import { isSigned, openReceiver } from '../../testing/receiver.ts'

test('an abandoned cart is told at once, in the envelope and with the token of its e-mail', async () => {
  const { sandbox, cart, listen, received } = openReceiver()
  await listen('store/cart/abandoned')
  await control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  const [message] = received
  const { hash, ...rest } = message?.body ?? {}
  assert.deepEqual(rest, {
    scope: 'store/cart/abandoned',
    store_id: '1002003',
    data: { type: 'cart', id: cart('hero').id, token: cart('hero').token },
    created_at: start / 1000,
    producer: 'stores/demo1234',
  })
  assert.match(hash, /^[0-9a-f]{40}$/)
  assert.equal(received.length, 1)
})

test('messages are signed with the client secret, and carry the headers of their webhook', async () => {
  const { sandbox, cart, listen, received } = openReceiver()
  await listen('store/cart/abandoned', { 'x-own': 'known to us two' })
  await control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  const [message] = received
  assert.ok(message)
  assert.equal(message.headers.get('x-own'), 'known to us two')
  assert.equal(message.headers.get('webhook-timestamp'), String(start / 1000))
  assert.ok(await isSigned(message, sandbox.credentials.bigcommerce.webhooks.clientSecret))
  assert.ok(!(await isSigned(message, 'another secret')))
  assert.ok(
    !(await isSigned({ ...message, text: `${message.text} ` }, sandbox.credentials.bigcommerce.webhooks.clientSecret)),
  )
  const changed = { bigcommerce: { clientSecret: 'rotated' } }
  await control(sandbox, 'PATCH', '/world', { accounts: changed })
  await control(sandbox, 'POST', `/carts/${cart('account').id}/abandon`)
  assert.ok(received[1] && (await isSigned(received[1], 'rotated')))
})

test('an order, by the controls or at the hosted checkout, is told with its number', async () => {
  const { sandbox, call, cart, listen, received } = openReceiver()
  await listen('store/cart/converted')
  await control(sandbox, 'POST', `/carts/${cart('hero').id}/convert`)
  const { body } = await call('POST', `/carts/${cart('all-available').id}/redirect_urls`)
  const page = await sandbox.fetch(body.data.checkout_url)
  const checkout = new URL(page.headers.get('location') ?? '', body.data.checkout_url)
  await sandbox.fetch(checkout, { method: 'POST' })
  assert.deepEqual(
    received.map((message) => message.body.data),
    [
      { type: 'cart', id: cart('hero').id, orderId: sandbox.world.orders.at(-2)?.id },
      { type: 'cart', id: cart('all-available').id, orderId: sandbox.world.orders.at(-1)?.id },
    ],
  )
})

test('calls of the API are told as what they did: made, changed, emptied and deleted', async () => {
  const { sandbox, call, listen, scopes } = openReceiver()
  await listen('store/cart/*')
  const { body } = await call('POST', '/carts', { line_items: [{ quantity: 1, product_id: 113, variant_id: 11300 }] })
  const { id, line_items } = body.data
  const item = `/carts/${id}/items/${line_items.physical_items[0].id}`
  await call('PUT', item, { line_item: { quantity: 2 } })
  await call('PUT', item, { line_item: { quantity: 2000 } })
  await call('DELETE', item)
  const other = await call('POST', '/carts', { line_items: [{ quantity: 1, product_id: 113, variant_id: 11300 }] })
  await call('DELETE', `/carts/${other.body.data.id}`)
  await sandbox.deliverDue()
  assert.deepEqual(
    scopes().map((scope) => scope.replace('store/cart/', '')),
    ['created', 'updated', 'updated', 'updated', 'deleted', 'created', 'updated', 'deleted'],
  )
})

test('a webhook of a channel hears of that channel, and of the id of the cart alone', async () => {
  const { sandbox, cart, listen, received } = openReceiver()
  await listen('store/channel/3/cart/abandoned')
  await control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  await control(sandbox, 'POST', `/carts/${cart('vesuviopay-hero').id}/abandon`)
  sandbox.readings.set({ channelHookData: 'as-store' })
  await control(sandbox, 'POST', `/carts/${cart('vesuviopay-hero').id}/abandon`)
  const { id, token } = cart('vesuviopay-hero')
  assert.deepEqual(
    received.map(({ body }) => [body.scope, body.data]),
    [
      ['store/channel/3/cart/abandoned', { cart_id: id }],
      ['store/channel/3/cart/abandoned', { type: 'cart', id, token }],
    ],
  )
})

test('the token, the time and the hash of an event follow their readings', async () => {
  const { sandbox, cart, listen, received } = openReceiver()
  await listen('store/cart/abandoned')
  const abandon = () => control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  await abandon()
  await abandon()
  sandbox.readings.set({ hookToken: 'absent', hookCreatedAt: 'absent', hookHash: 'data' })
  await abandon()
  await abandon()
  const [one, two, three, four] = received.map(({ body }) => body)
  assert.notEqual(one.hash, two.hash)
  assert.equal(three.hash, four.hash)
  assert.deepEqual(three.data, { type: 'cart', id: cart('hero').id })
  assert.ok(!('created_at' in three))
})

test('two webhooks for one event get the same hash', async () => {
  const { sandbox, cart, listen, received } = openReceiver()
  await listen('store/cart/abandoned')
  await listen('store/cart/*')
  await control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  assert.equal(received.length, 2)
  assert.equal(received[0]?.body.hash, received[1]?.body.hash)
})

test('a webhook that is switched off hears nothing, a new one perhaps not yet', async () => {
  const { sandbox, call, cart, listen, received } = openReceiver()
  const id = await listen('store/cart/abandoned')
  const abandon = () => control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  await call('PUT', `/hooks/${id}`, { is_active: false })
  await abandon()
  assert.equal(received.length, 0)
  await call('PUT', `/hooks/${id}`, { is_active: true })
  sandbox.readings.set({ hookStart: 'after-a-minute' })
  await abandon()
  assert.equal(received.length, 0)
  sandbox.world.clockOffsetSeconds += 60
  await abandon()
  assert.equal(received.length, 1)
})
