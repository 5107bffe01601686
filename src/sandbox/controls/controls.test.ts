import assert from 'node:assert/strict'
import { test } from 'node:test'

import { control, openSandbox } from '../testing/api-client.ts'

test('only loopback hosts get in, and no page of another site', async () => {
  const { sandbox } = openSandbox()
  const ask = async (url: string, headers: Record<string, string> = {}) => {
    const response = await sandbox.controls.fetch(new Request(url, { headers }))
    return [response.status, (await response.json()).error?.code]
  }
  const here = 'http://127.0.0.1:4173/sandbox/world'
  assert.deepEqual(await ask(here), [200, undefined])
  assert.deepEqual(await ask('http://localhost:4173/sandbox/world'), [200, undefined])
  assert.deepEqual(await ask('http://[::1]:4173/sandbox/world'), [200, undefined])
  assert.deepEqual(await ask('http://shop.example/sandbox/world'), [403, 'host-not-allowed'])
  assert.deepEqual(await ask(here, { Host: 'rebound.example' }), [403, 'host-not-allowed'])
  assert.deepEqual(await ask('http://127.0.0.1.evil.example/sandbox/world'), [403, 'host-not-allowed'])
  assert.deepEqual(await ask(here, { Origin: 'http://127.0.0.1:4173' }), [200, undefined])
  assert.deepEqual(await ask(here, { Origin: 'http://127.0.0.1:9999' }), [403, 'cross-site'])
  assert.deepEqual(await ask(here, { Origin: 'null' }), [403, 'cross-site'])
  assert.deepEqual(await ask(here, { 'Sec-Fetch-Site': 'cross-site' }), [403, 'cross-site'])
  assert.deepEqual(await ask(here, { 'Sec-Fetch-Site': 'same-origin' }), [200, undefined])
})

test('only JSON is taken, also where no body is needed', async () => {
  const { sandbox } = openSandbox()
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  assert.equal((await control(sandbox, 'PATCH', '/world', '{}', { 'Content-Type': 'text/plain' })).status, 415)
  assert.equal((await control(sandbox, 'POST', '/reset', 'a=b', form)).status, 415)
  assert.equal((await control(sandbox, 'PATCH', '/world', '{')).body.error.code, 'body-not-json')
  assert.equal((await control(sandbox, 'PATCH', '/world', '[]')).body.error.code, 'body-not-object')
  assert.equal((await control(sandbox, 'PATCH', '/world')).body.error.code, 'body-missing')
  assert.equal((await control(sandbox, 'GET', '/nothing')).status, 404)
})

test('a wrong field is named, and nothing of the request is applied', async () => {
  const { sandbox } = openSandbox()
  const refuse = async (body: object) => {
    const answer = await control(sandbox, 'PATCH', '/world', body)
    assert.ok(answer.status >= 400)
    return answer.body.error.message as string
  }
  const variant = { productId: '113', variantId: '11300' }
  assert.match(await refuse({ stock: 1 }), /"stock" is not known/)
  assert.match(await refuse({ clockOffsetSeconds: 'soon' }), /"clockOffsetSeconds" must be a number/)
  assert.match(await refuse({ clockOffsetSeconds: 5, variants: [{ ...variant, stock: -1 }] }), /"variants\.0\.stock"/)
  assert.match(await refuse({ variants: [variant, { ...variant, colour: 'red' }] }), /"variants\.1\.colour"/)
  assert.match(
    await refuse({ variants: [{ productId: 113, variantId: '11300' }] }),
    /"variants\.0\.productId" must be a text/,
  )
  assert.match(await refuse({ variants: [{ productId: '113', variantId: '1' }] }), /no variant 1/)
  assert.match(await refuse({ accounts: { bigcommerce: { token: 'x' } } }), /"accounts\.bigcommerce\.token"/)
  assert.equal(sandbox.world.clockOffsetSeconds, 0)
})

test('stock, price and withdrawal reach the catalogue and the open carts', async () => {
  const { sandbox, call, cart } = openSandbox()
  const variant = { productId: '113', variantId: '11300' }
  const { body } = await control(sandbox, 'PATCH', '/world', { variants: [{ ...variant, stock: 1, price: 21.5 }] })
  const shown = body.variants.find((candidate: { variantId: string }) => candidate.variantId === '11300')
  assert.deepEqual([shown.stock, shown.price], [1, 21.5])
  const read = async () => (await call('GET', '/catalog/variants?sku=CERAMIC-MUG-SAGE')).body.data
  assert.deepEqual([(await read())[0].inventory_level, (await read())[0].price], [1, 21.5])
  assert.equal((await call('GET', `/carts/${cart('hero').id}`)).body.data.cart_amount, 419 + 3 * 3.5)
  await control(sandbox, 'PATCH', '/world', { variants: [{ ...variant, discontinued: true }] })
  assert.deepEqual(await read(), [])
})

test('what nobody counted is counted once it is given a stock', async () => {
  const { sandbox, call } = openSandbox()
  const level = async () => (await call('GET', '/catalog/products?id:in=111')).body.data[0]
  assert.equal((await level()).inventory_tracking, 'none')
  await control(sandbox, 'PATCH', '/world', { variants: [{ productId: '111', variantId: '11100', stock: 0 }] })
  assert.deepEqual([(await level()).inventory_tracking, (await level()).inventory_level], ['variant', 0])
})

test('the world holds carts, orders, shoppers and accounts with ids as texts, and no access token', async () => {
  const { sandbox, cart } = openSandbox()
  const { body } = await control(sandbox, 'GET', '/world')
  const hero = body.carts.find((candidate: { name: string }) => candidate.name === 'hero')
  assert.equal(hero.id, cart('hero').id)
  assert.deepEqual([hero.store, hero.platform, hero.status], ['bigcommerce', 'bigcommerce', 'abandoned'])
  assert.deepEqual([hero.lines[0].productId, hero.lines[0].variantId, hero.lines[0].quantity], ['113', '11300', 3])
  const statuses = Object.fromEntries(body.carts.map((one: { name: string; status: string }) => [one.name, one.status]))
  assert.deepEqual([statuses.converted, statuses.expired, statuses.emptied], ['converted', 'expired', 'deleted'])
  assert.equal(body.orders[0].cartId, cart('converted').id)
  assert.ok(body.shoppers.length > 0)
  assert.ok(body.accounts.bigcommerce.scopes.includes('store_cart'))
  assert.ok(!JSON.stringify(body).includes(sandbox.credentials.bigcommerce.accessToken))
  assert.ok(!JSON.stringify(body).includes('@mail.example'))
})

test('the clock moves everything that has a time', async () => {
  const { sandbox, call, cart } = openSandbox()
  const before = sandbox.clock()
  await control(sandbox, 'PATCH', '/world', { clockOffsetSeconds: 31 * 24 * 3600 })
  assert.equal(sandbox.clock() - before, 31 * 24 * 3600 * 1000)
  assert.equal((await call('GET', `/carts/${cart('hero').id}`)).status, 404)
})

test('a cart is abandoned, converted and expired as the platform would do it', async () => {
  const { sandbox, call, cart } = openSandbox()
  const made = await call('POST', '/carts', { line_items: [{ quantity: 1, product_id: 119, variant_id: 11900 }] })
  const path = `/carts/${made.body.data.id}`
  assert.equal((await control(sandbox, 'POST', `${path}/abandon`)).body.status, 'abandoned')
  const messages = (await control(sandbox, 'GET', '/messages')).body
  const token = new URL(messages.at(-1).link).searchParams.get('t')
  assert.equal((await call('GET', `/abandoned-carts/${token}`)).body.data.cart_id, made.body.data.id)
  assert.equal((await control(sandbox, 'POST', `${path}/convert`)).body.status, 'converted')
  assert.equal((await call('GET', path)).status, 404)
  assert.equal((await control(sandbox, 'POST', `${path}/expire`)).body.error.code, 'cart-closed')
  assert.equal((await control(sandbox, 'POST', `/carts/${cart('hero').id}/expire`)).body.status, 'expired')
  assert.equal((await control(sandbox, 'POST', '/carts/none/convert')).status, 404)
})

test('faults and readings are set, shown and refused by name', async () => {
  const { sandbox } = openSandbox()
  let cleared = 0
  sandbox.onFaultsCleared(() => {
    cleared += 1
  })
  const fault = { platform: 'bigcommerce', fault: '503', path: '/carts', times: 2 }
  assert.deepEqual((await control(sandbox, 'PUT', '/faults', fault)).body, [fault])
  assert.match((await control(sandbox, 'PUT', '/faults', { ...fault, fault: 'fire' })).body.error.message, /"fault"/)
  assert.match((await control(sandbox, 'PUT', '/faults', { ...fault, platform: 'x' })).body.error.message, /"platform"/)
  assert.match((await control(sandbox, 'PUT', '/faults', { ...fault, when: 1 })).body.error.message, /"when"/)
  assert.match((await control(sandbox, 'PUT', '/faults', { ...fault, times: 0 })).body.error.message, /"times"/)
  assert.deepEqual((await control(sandbox, 'DELETE', '/faults')).body, [])
  assert.deepEqual([sandbox.faults.list(), cleared], [[], 1])
  const changed = await control(sandbox, 'PATCH', '/readings', { goneToken: '404' })
  assert.equal(changed.body.goneToken, '404')
  assert.equal((await control(sandbox, 'PATCH', '/readings', { goneToken: 'maybe' })).status, 400)
  assert.equal((await control(sandbox, 'GET', '/readings')).body.goneToken, '404')
})

test('calls are shown and cleared', async () => {
  const { sandbox, call } = openSandbox()
  await call('GET', '/catalog/products')
  assert.equal((await control(sandbox, 'GET', '/calls')).body.length, 1)
  assert.deepEqual((await control(sandbox, 'DELETE', '/calls')).body, [])
  assert.deepEqual((await control(sandbox, 'GET', '/calls')).body, [])
})

test('a variant is sold beyond its stock, is not counted yet, or is hidden', async () => {
  const { sandbox, call, cart, line } = openSandbox()
  const scarf = { productId: '109', variantId: '10901' }
  const patch = (more: object) => control(sandbox, 'PATCH', '/world', { variants: [{ ...scarf, ...more }] })
  const put = async (quantity: number) => {
    const path = `/carts/${cart('hero').id}/items/${line('hero', 'Cashmere scarf').id}`
    return (await call('PUT', path, { line_item: { quantity } })).status
  }
  await patch({ backorders: 3 })
  const { settings } = (await call('GET', '/inventory/items?variant_id:in=10901')).body.data[0].locations[0]
  assert.deepEqual([settings.is_in_stock, settings.backorder_limit], [true, 3])
  assert.deepEqual([await put(3), await put(4)], [200, 409])
  const { body } = await patch({ stock: null, visible: false })
  const shown = body.variants.find(({ variantId }: { variantId: string }) => variantId === '10901')
  assert.deepEqual([shown.stock, shown.backorders, shown.visible], [null, 3, false])
  const [product] = (await call('GET', '/catalog/products?id:in=109&include=variants')).body.data
  assert.deepEqual([product.is_visible, product.variants[1].inventory_level], [false, null])
  assert.equal(await put(40), 200)
  assert.deepEqual((await call('GET', '/inventory/items?variant_id:in=10901')).body.data, [])
})
