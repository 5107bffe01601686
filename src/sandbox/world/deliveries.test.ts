import assert from 'node:assert/strict'
import { test } from 'node:test'

import { control } from '../testing/api-client.ts'
import { openReceiver } from '../testing/receiver.ts'

const schedule = [60, 180, 300, 600, 900, 1800, 3600, 7200, 21_600, 50_400, 86_400]

test('what nobody takes is tried again by the schedule, and then the webhook is switched off', async () => {
  const { sandbox, cart, listen, hook, received, receiver } = openReceiver()
  const id = await listen('store/cart/abandoned')
  receiver.status = 500
  await control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  const pass = (seconds: number) =>
    control(sandbox, 'PATCH', '/world', { clockOffsetSeconds: sandbox.world.clockOffsetSeconds + seconds })
  for (const [index, seconds] of schedule.entries()) {
    assert.equal(received.length, index + 1)
    await pass(seconds - 1)
    assert.equal(received.length, index + 1, `not before ${seconds} seconds`)
    assert.equal(hook(id)?.isActive, true)
    await pass(1)
  }
  assert.equal(received.length, 12)
  assert.equal(new Set(received.map(({ text }) => text)).size, 1)
  assert.equal(hook(id)?.isActive, false)
  assert.deepEqual(
    sandbox.world.deliveries.map(({ status, attempts, nextAttemptAt }) => [status, attempts, nextAttemptAt]),
    [['failed', 12, null]],
  )
  await pass(1e6)
  assert.equal(received.length, 12)
})

test('a receiver that answers 2xx is not bothered again; one that breaks or redirects is', async () => {
  const { sandbox, cart, listen, received, receiver } = openReceiver()
  await listen('store/cart/abandoned')
  const abandon = () => control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  const last = () => sandbox.world.deliveries.at(-1)?.status
  receiver.status = 204
  await abandon()
  assert.equal(last(), 'delivered')
  receiver.status = 302
  await abandon()
  assert.equal(last(), 'pending')
  receiver.answer = () => Promise.reject(new TypeError('fetch failed'))
  await abandon()
  assert.equal(last(), 'pending')
  receiver.answer = () => Promise.resolve(new Response('ok'))
  sandbox.world.clockOffsetSeconds += 60
  await sandbox.deliverDue()
  assert.ok(sandbox.world.deliveries.every(({ status }) => status === 'delivered'))
  const count = received.length
  sandbox.world.clockOffsetSeconds += 1e6
  await sandbox.deliverDue()
  assert.equal(received.length, count)
})

test('two calls of deliverDue at once send everything once', async () => {
  const { sandbox, call, cart, listen, received } = openReceiver()
  await listen('store/cart/deleted')
  await call('DELETE', `/carts/${cart('hero').id}`)
  await Promise.all([sandbox.deliverDue(), sandbox.deliverDue()])
  assert.equal(received.length, 1)
})

test('a caller of the API is not kept waiting by a receiver', async () => {
  const { sandbox, call, cart, listen, received, receiver } = openReceiver()
  await listen('store/cart/deleted')
  let answer = () => {}
  receiver.answer = () =>
    new Promise((resolve) => {
      answer = () => resolve(new Response(null))
    })
  assert.equal((await call('DELETE', `/carts/${cart('hero').id}`)).status, 204)
  const due = sandbox.deliverDue()
  assert.equal(sandbox.world.deliveries[0]?.status, 'pending')
  while (received.length === 0) await new Promise((resolve) => setImmediate(resolve))
  answer()
  await due
  assert.equal(sandbox.world.deliveries[0]?.status, 'delivered')
})

test('deliveries are shown without their bodies, and one can be repeated word for word', async () => {
  const { sandbox, cart, listen, received } = openReceiver()
  await listen('store/cart/abandoned', { 'x-own': 'known to us two' })
  await control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  const { body } = await control(sandbox, 'GET', '/deliveries')
  const [{ id, ...rest }] = body
  assert.deepEqual(rest, {
    platform: 'bigcommerce',
    scope: 'store/cart/abandoned',
    destination: 'https://shop.example/webhooks/bigcommerce',
    attempts: 1,
    status: 'delivered',
    nextAttemptAt: null,
  })
  const repeated = await control(sandbox, 'POST', `/deliveries/${id}/repeat`)
  assert.deepEqual([repeated.status, repeated.body.attempts], [200, 2])
  assert.equal(received[1]?.text, received[0]?.text)
  assert.equal(received[1]?.headers.get('webhook-id'), received[0]?.headers.get('webhook-id'))
  assert.equal((await control(sandbox, 'POST', '/deliveries/none/repeat')).status, 404)
})

test('what waits for a webhook that is gone is not sent any more', async () => {
  const { sandbox, call, cart, listen, received, receiver } = openReceiver()
  const id = await listen('store/cart/abandoned')
  receiver.status = 503
  await control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  await call('DELETE', `/hooks/${id}`)
  sandbox.world.clockOffsetSeconds += 60
  await sandbox.deliverDue()
  assert.deepEqual([received.length, sandbox.world.deliveries[0]?.status], [1, 'failed'])
})

test('the controls write webhooks and routes, show them without secrets, and take back what they show', async () => {
  const { sandbox, cart, received } = openReceiver()
  const hook = { scope: 'store/cart/abandoned', destination: 'https://shop.example/h', headers: { 'x-own': 'hush' } }
  const webhook = { url: 'https://shop.example/v', eventTypes: ['order.created'], secret: 'hush too' }
  const patch = (accounts: object) => control(sandbox, 'PATCH', '/world', { accounts })
  const { body } = await patch({
    bigcommerce: { hooks: [hook], accessToken: 'new' },
    vesuviopay: { webhooks: [webhook] },
  })
  assert.ok(!JSON.stringify(body).includes('hush'))
  assert.equal(typeof body.accounts.bigcommerce.hooks[0].id, 'string')
  assert.deepEqual(body.accounts.vesuviopay.webhooks[0].eventTypes, ['order.created'])
  assert.equal(sandbox.world.accounts.vesuviopay.webhooks[0]?.secret, 'hush too')
  assert.equal(sandbox.world.accounts.bigcommerce.accessToken, 'new')
  await control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  assert.equal(received[0]?.headers.get('x-own'), 'hush')
  const again = await patch({ bigcommerce: { hooks: body.accounts.bigcommerce.hooks, routes: [] } })
  assert.deepEqual(again.body.accounts.bigcommerce.hooks, body.accounts.bigcommerce.hooks)
  assert.deepEqual(again.body.accounts.bigcommerce.routes, [])
  assert.deepEqual(sandbox.world.accounts.bigcommerce.hooks[0]?.headers, { 'x-own': 'hush' })
  await patch({ vesuviopay: { webhooks: body.accounts.vesuviopay.webhooks } })
  assert.equal(sandbox.world.accounts.vesuviopay.webhooks[0]?.secret, 'hush too')
  const refused = await patch({ bigcommerce: { hooks: [{ ...hook, colour: 'red' }] } })
  assert.match(refused.body.error.message, /"accounts\.bigcommerce\.hooks\.0\.colour"/)
})

test('a reset forgets webhooks and what waited for them', async () => {
  const { sandbox, cart, listen } = openReceiver()
  await listen('store/cart/abandoned')
  await control(sandbox, 'POST', `/carts/${cart('hero').id}/abandon`)
  sandbox.reset()
  assert.deepEqual([sandbox.world.deliveries, sandbox.world.accounts.bigcommerce.hooks], [[], []])
})
