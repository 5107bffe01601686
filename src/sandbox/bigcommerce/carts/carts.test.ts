import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSandbox } from '../../testing/api-client.ts'

const options = 'include=line_items.physical_items.options,line_items.digital_items.options'

test('a cart carries what identifies its shopper, so that leaving it out is worth testing', async () => {
  const { call, cart } = openSandbox()
  const { body } = await call('GET', `/carts/${cart('every-kind').id}`)
  assert.equal(body.data.email, 'bea.castell@mail.example')
  assert.match(body.data.line_items.gift_certificates[0].recipient.email, /@/)
  assert.match(body.data.line_items.digital_items[0].download_file_urls[0], /sunday-bread/)
})

test('lines come in the four lists, with the child, the modifier and the gift marked', async () => {
  const { call, cart } = openSandbox()
  const { body } = await call('GET', `/carts/${cart('every-kind').id}?${options}`)
  const { physical_items, digital_items, gift_certificates, custom_items } = body.data.line_items
  assert.deepEqual(
    [physical_items.length, digital_items.length, gift_certificates.length, custom_items.length],
    [5, 1, 1, 1],
  )
  const byName = (name: string) => physical_items.find((line: { name: string }) => line.name === name)
  assert.equal(byName('Ceramic mug').parent_id, byName('Breakfast set').id)
  assert.deepEqual(byName('Oak cutting board').options, [
    { name: 'Engraving', nameId: 1175, value: 'Luca’s kitchen', valueId: null },
  ])
  assert.deepEqual([byName('Cotton tote').added_by_promotion, byName('Cotton tote').is_mutable], [true, false])
  assert.equal(byName('Cotton tote').extended_sale_price, 0)
})

test('chosen options are absent without the include', async () => {
  const { sandbox, call, cart } = openSandbox()
  const path = `/carts/${cart('hero').id}`
  const first = async (query: string) => (await call('GET', path + query)).body.data.line_items.physical_items[0]
  assert.ok(!('options' in (await first(''))))
  assert.equal((await first(`?${options}`)).options[0].value, 'Sage')
  sandbox.readings.set({ lineOptions: 'absent' })
  assert.ok(!('options' in (await first(`?${options}`))))
})

test('amounts are numbers with as many decimals as the currency has', async () => {
  const { call, cart } = openSandbox()
  const total = async (key: string) => {
    const { data } = (await call('GET', `/carts/${cart(key).id}`)).body
    return [data.currency.code, data.cart_amount]
  }
  assert.deepEqual(await total('hero'), ['EUR', 419])
  assert.deepEqual(await total('yen'), ['JPY', 4 * 2900 + 6300])
  assert.deepEqual(await total('dinar'), ['KWD', 39.875 + 33.125 + 3 * 3.125])
})

test('a coupon and an order discount are taken off, each where the documents put them', async () => {
  const { call, cart } = openSandbox()
  const { data } = (await call('GET', `/carts/${cart('coupon').id}`)).body
  assert.equal(data.base_amount, 189)
  assert.equal(data.discount_amount, 9.45)
  assert.equal(data.coupons[0].discounted_amount, 18.9)
  assert.equal(data.cart_amount, 160.65)
  assert.deepEqual(
    data.line_items.physical_items.map((line: { coupon_amount: number }) => line.coupon_amount),
    [9, 9.9],
  )
})

test('creates a cart by variant, by modifier, with a custom item and with a gift certificate', async () => {
  const { call } = openSandbox()
  const { status, body } = await call('POST', `/carts?include=redirect_urls,line_items.physical_items.options`, {
    channel_id: 1,
    currency: { code: 'usd' },
    line_items: [
      { quantity: 2, product_id: 113, variant_id: 11301 },
      { quantity: 1, product_id: 117, option_selections: [{ option_id: 1175, option_value: 'Ada' }] },
      { quantity: 1, product_id: 108, option_selections: [{ option_id: 1080, option_value: 10801 }] },
    ],
    custom_items: [{ name: 'Wrapping', quantity: 1, list_price: 4.5 }],
    gift_certificates: [
      { name: 'Luca', theme: 'General', amount: 20, quantity: 1, sender: { name: 'A' }, recipient: { name: 'B' } },
    ],
  })
  assert.equal(status, 201)
  assert.deepEqual(
    body.data.line_items.physical_items.map((line: { sku: string }) => line.sku),
    ['CERAMIC-MUG-CLAY', 'OAK-CUTTING-BOARD', 'KNITTED-BEANIE-FOREST'],
  )
  assert.equal(body.data.line_items.physical_items[1].options[0].value, 'Ada')
  assert.match(
    body.data.redirect_urls.checkout_url,
    /\/cart\.php\?action=loadInCheckout&id=[0-9a-f-]{36}&token=[0-9a-f]{64}$/,
  )
  assert.equal((await call('GET', `/carts/${body.data.id}`)).body.data.cart_amount, body.data.cart_amount)
})

test('refuses to create what the documents refuse', async () => {
  const { sandbox, call } = openSandbox()
  const create = async (line: object, rest: object = {}) =>
    (await call('POST', '/carts', { line_items: [{ quantity: 1, ...line }], ...rest })).status
  assert.equal(await create({ product_id: 113 }), 422, 'options, but no variant')
  assert.equal(await create({ product_id: 117 }), 422, 'a required modifier is missing')
  assert.equal(
    await create({ product_id: 117, option_selections: [{ option_id: 1175, option_value: ' ' }] }),
    422,
    'an empty text',
  )
  assert.equal(await create({ product_id: 112 }), 422, 'a product that is gone')
  assert.equal(await create({ product_id: 120 }), 422, 'a disabled product')
  assert.equal(await create({ product_id: 118 }), 409, 'below the minimum')
  assert.equal(await create({ product_id: 106, variant_id: 10600, quantity: 7 }), 409, 'above the maximum')
  assert.equal(await create({ product_id: 109, variant_id: 10901 }), 409, 'sold out')
  for (const quantity of [0, -1, 1.5, 1e12])
    assert.equal(await create({ product_id: 116, variant_id: 11600, quantity }), 422)
  assert.equal(await create({ product_id: 119 }, { currency: { code: 'CHF' } }), 400, 'a currency for display only')
  assert.equal((await call('POST', '/carts', {})).status, 422, 'nothing at all')
  sandbox.readings.set({ outOfStockWrite: '422' })
  assert.equal(await create({ product_id: 109, variant_id: 10901 }), 422)
})

test('changing the customer drops promotions, deleting a cart makes it gone', async () => {
  const { call, cart } = openSandbox()
  const { id } = cart('coupon')
  const changed = await call('PUT', `/carts/${id}`, { customer_id: 7, version: 1 })
  assert.deepEqual([changed.status, changed.body.data.coupons, changed.body.data.cart_amount], [201, [], 189])
  assert.equal((await call('PUT', `/carts/${id}`, { customer_id: 8, version: 1 })).status, 409)
  assert.equal((await call('DELETE', `/carts/${id}`)).status, 204)
  assert.equal((await call('GET', `/carts/${id}`)).status, 404)
})

test('redirect URLs come wrapped or bare, and perhaps for carts of the API only', async () => {
  const { sandbox, call, cart } = openSandbox()
  const urls = (key: string) => call('POST', `/carts/${cart(key).id}/redirect_urls`)
  assert.match((await urls('storefront')).body.data.checkout_url, /loadInCheckout/)
  sandbox.readings.set({ redirectAnswer: 'bare', redirectUrls: 'api-carts-only' })
  assert.match((await urls('hero')).body.checkout_url, /loadInCheckout/)
  assert.equal((await urls('storefront')).status, 422)
  assert.equal((await urls('converted')).status, 404)
})
