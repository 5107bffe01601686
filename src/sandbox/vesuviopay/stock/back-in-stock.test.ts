import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serve } from '@hono/node-server'

import { control } from '../../testing/api-client.ts'
import { goods, openVesuvioPay, phones, refusalOf } from '../../testing/vesuviopay-client.ts'

test('a wish is kept once, brought up to date, and taken back', async () => {
  const { sandbox, signIn, wait } = openVesuvioPay()
  const { subscribe, unsubscribe, check } = await signIn(phones.nothing)
  const own = () => sandbox.world.vesuviopay.subscriptions.filter(({ phone }) => phone === phones.nothing)
  const first = await subscribe(goods.none)
  assert.deepEqual(first.body.data, { ...goods.none, isSubscribed: true })
  const [{ since } = { since: 0 }] = own()
  wait(60)
  assert.equal((await subscribe(goods.none)).status, 200)
  assert.deepEqual(own(), [{ phone: phones.nothing, productId: 109, variantId: 10901, since: since + 60_000 }])
  assert.equal((await check(goods.none, 1)).body.data.isSubscribed, true)
  assert.equal((await unsubscribe(goods.none)).status, 200)
  assert.deepEqual(own(), [])
  assert.deepEqual(refusalOf(await unsubscribe(goods.none)), [404, 'SUBSCRIPTION_NOT_FOUND'])
  assert.equal(sandbox.world.vesuviopay.subscriptions.length, 1, 'the other customer’s stays')
})

test('only what cannot be bought can be wished for', async () => {
  const { signIn } = openVesuvioPay()
  const { subscribe, unsubscribe } = await signIn(phones.nothing)
  for (const ids of [goods.plenty, goods.two, goods.uncounted]) {
    assert.deepEqual(refusalOf(await subscribe(ids)), [400, 'PRODUCT_IN_STOCK'])
  }
  assert.equal((await subscribe(goods.notSold)).status, 200)
  for (const ask of [subscribe, unsubscribe]) {
    assert.deepEqual(refusalOf(await ask(goods.discontinued)), [404, 'VARIANT_NOT_FOUND'])
    assert.deepEqual(refusalOf(await ask({ externalProductId: '109' })), [400, 'INVALID_REQUEST'])
  }
})

test('to unsubscribe, ids are read from the body or from the query, never from both', async () => {
  const play = async (reading: 'body' | 'query') => {
    const { storeId, signIn } = openVesuvioPay({ vesuviopayUnsubscribeIds: reading })
    const { call, unsubscribe } = await signIn(phones.subscribed)
    const query = new URLSearchParams(goods.none)
    const path = `/sdk/cart/store/${storeId}/back-in-stock-subscription`
    const wrong =
      reading === 'body' ? await call('DELETE', `${path}?${query}`, goods.plenty) : await unsubscribe(goods.none)
    const right = reading === 'body' ? await unsubscribe(goods.none) : await call('DELETE', `${path}?${query}`)
    return [refusalOf(wrong), right.status]
  }
  assert.deepEqual(await play('body'), [[404, 'SUBSCRIPTION_NOT_FOUND'], 200])
  assert.deepEqual(await play('query'), [[400, 'INVALID_REQUEST'], 200])
})

test('ids in both places are understood in either reading', async () => {
  for (const reading of ['body', 'query'] as const) {
    const { storeId, signIn } = openVesuvioPay({ vesuviopayUnsubscribeIds: reading })
    const { call } = await signIn(phones.subscribed)
    const path = `/sdk/cart/store/${storeId}/back-in-stock-subscription?${new URLSearchParams(goods.none)}`
    assert.equal((await call('DELETE', path, goods.none)).status, 200, reading)
  }
})

test('a body survives a DELETE over a real connection', async (t) => {
  const { sandbox, storeId, signIn } = openVesuvioPay()
  const { token } = await signIn(phones.subscribed)
  const port = await new Promise<number>((resolve) => {
    const { fetch } = sandbox.platforms.vesuviopay
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port))
    t.after(() => server.close())
  })
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/sdk/cart/store/${storeId}/back-in-stock-subscription`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify(goods.none),
  })
  assert.equal(response.status, 200)
  assert.deepEqual(sandbox.world.vesuviopay.subscriptions, [])
})

test('when it is back, everybody waiting is texted, once', async () => {
  const { sandbox, texts, signIn } = openVesuvioPay()
  const { subscribe } = await signIn(phones.nothing)
  await subscribe(goods.none)
  const stock = (count: number) =>
    control(sandbox, 'PATCH', '/world', { variants: [{ productId: '109', variantId: '10901', stock: count }] })
  await stock(0)
  const before = (await texts()).length
  await stock(3)
  await stock(0)
  await stock(4)
  const sent = (await texts()).slice(before)
  assert.deepEqual(sent.map(({ to }) => to).sort(), [phones.nothing, phones.subscribed])
  assert.equal(sent[0]?.text, 'Cashmere scarf, Clay is back at Alder & Wool.')
  assert.deepEqual(sandbox.world.vesuviopay.subscriptions, [])
})

test('subscribing again may be a conflict', async () => {
  const { signIn } = openVesuvioPay({ vesuviopaySubscribedAgain: '409' })
  const { subscribe } = await signIn(phones.subscribed)
  assert.deepEqual(refusalOf(await subscribe(goods.none)), [409, 'ALREADY_SUBSCRIBED'])
})
