import assert from 'node:assert/strict'
import { test } from 'node:test'

import { documentedReadings } from './platforms.ts'
import { createReadings, type ReadingName } from './readings.ts'
import { openSandbox } from './testing/api-client.ts'

test('every reading starts at the first of its values and takes each of them', () => {
  const readings = createReadings(documentedReadings)
  for (const [name, values] of Object.entries(documentedReadings)) {
    assert.equal(readings.get(name as ReadingName), values[0])
    assert.ok(values.length > 1, name)
    for (const value of values) {
      readings.set({ [name]: value })
      assert.equal(readings.get(name as ReadingName), value)
    }
  }
  readings.reset()
  assert.equal(readings.get('redirectUrls'), 'any-cart')
})

test('an unknown name or value is refused and changes nothing', () => {
  const readings = createReadings(documentedReadings)
  const before = readings.all()
  assert.throws(() => readings.set({ nonsense: 'x' } as never), /no reading called "nonsense"/)
  assert.throws(() => readings.set({ goneToken: '404', parentId: 'sometimes' } as never), /"parentId" is one of/)
  assert.throws(() => readings.set({ toString: 'x' } as never), RangeError)
  assert.deepEqual(readings.all(), before)
})

test('the shape of a cart follows the readings', async () => {
  const { sandbox, call, cart } = openSandbox()
  const lists = async () => (await call('GET', `/carts/${cart('every-kind').id}`)).body.data
  const before = await lists()
  assert.equal(before.line_items.custom_items[0].quantity, '1')
  assert.equal(before.line_items.custom_items[0].list_price, '4.5')
  assert.ok(!('parent_id' in before.line_items.physical_items[0]))
  sandbox.readings.set({
    customQuantity: 'number',
    parentId: 'object',
    itemCoupons: 'number',
    couponRefusal: '400-code',
    secondCoupon: 'refused',
    taxFlag: 'is_taxable',
    currencyCase: 'lower',
    discountIds: 'number',
    simpleVariantId: 'null',
    giftQuantity: 'absent',
  })
  const { line_items: after, currency } = await lists()
  const tote = after.physical_items.at(-1)
  assert.equal(currency.code, 'eur')
  assert.deepEqual([after.custom_items[0].quantity, after.custom_items[0].list_price], [1, 4.5])
  assert.deepEqual([tote.parent_id, tote.coupons, tote.is_taxable, tote.variant_id], [{}, 0, true, null])
  assert.equal(tote.discounts[0].id, 3)
  assert.ok(!('taxable' in tote))
  assert.ok(!('quantity' in after.gift_certificates[0]))
  sandbox.readings.set({ parentId: 'null' })
  assert.equal((await lists()).line_items.physical_items[0].parent_id, null)
})

test('the in-stock flag of a location summarises, or is a switch that is always on or off', async () => {
  const { sandbox, call } = openSandbox()
  const flags = async () => {
    const { body } = await call('GET', '/inventory/items?variant_id:in=10900,10901&location_id:in=1')
    return body.data.map((item: { locations: { settings: { is_in_stock: boolean } }[] }) =>
      item.locations.map((location) => location.settings.is_in_stock),
    )
  }
  assert.deepEqual(await flags(), [[true], [false]])
  sandbox.readings.set({ inStockFlag: 'always' })
  assert.deepEqual(await flags(), [[true], [true]])
  sandbox.readings.set({ inStockFlag: 'never' })
  assert.deepEqual(await flags(), [[false], [false]])
})

test('a 429 comes with its headers, or bare', async () => {
  const { sandbox, call } = openSandbox()
  sandbox.faults.set({ platform: 'bigcommerce', fault: '429', delayMs: 4200 })
  const full = await call('GET', '/catalog/products')
  assert.deepEqual([full.headers.get('X-Retry-After'), full.headers.get('X-Rate-Limit-Time-Reset-Ms')], ['5', '4200'])
  sandbox.readings.set({ limitedHeaders: 'absent' })
  const bare = await call('GET', '/catalog/products')
  assert.deepEqual(
    [bare.status, bare.headers.get('X-Retry-After'), bare.headers.get('X-Rate-Limit-Time-Reset-Ms')],
    [429, null, null],
  )
})

test('the reset header of a 429 counts down, or names the whole window', async () => {
  const { sandbox, call } = openSandbox()
  sandbox.world.accounts.bigcommerce.quota.requests = 0
  const reset = async () => (await call('GET', '/catalog/products')).headers.get('X-Rate-Limit-Time-Reset-Ms')
  await reset()
  sandbox.world.clockOffsetSeconds += 10
  assert.equal(await reset(), '20000')
  sandbox.readings.set({ limitReset: 'window' })
  assert.equal(await reset(), '30000')
})

test('what is empty, uncounted or part of a set is written in the forms of real bodies', async () => {
  const { sandbox, call, cart } = openSandbox()
  const lines = async () => (await call('GET', `/carts/${cart('every-kind').id}`)).body.data.line_items.physical_items
  sandbox.readings.set({ parentId: 'false', partOf: 'product-number', immutableLines: 'all', emptyMeta: 'list' })
  const [shirt, , , mug] = await lines()
  assert.deepEqual([shirt.parent_id, shirt.is_mutable, mug.parent_id], [false, false, 124])
  sandbox.readings.set({ partOf: 'product-text' })
  assert.equal((await lines())[3].parent_id, '124')
  assert.deepEqual((await call('GET', `/carts/${cart('hero').id}`)).body.meta, [])
  const products = await call('GET', '/catalog/products?id:in=111,118&include=variants')
  assert.ok(products.body.meta.pagination, 'a meta with content stays')
  const levels = async () => {
    const { body } = await call('GET', '/catalog/products?id:in=111,118&include=variants')
    return body.data.map((product: { inventory_level: number; variants: { inventory_level: number }[] }) => [
      product.inventory_level,
      product.variants[0]?.inventory_level,
    ])
  }
  assert.deepEqual(await levels(), [
    [0, 0],
    [80, 0],
  ])
  sandbox.readings.set({ uncountedLevel: 'null' })
  assert.deepEqual(await levels(), [
    [null, null],
    [80, null],
  ])
})

test('a link for a cart of the storefront may be dead on arrival', async () => {
  const { sandbox, call, cart } = openSandbox()
  sandbox.readings.set({ redirectUrls: 'dead-link' })
  const follow = async (key: string) => {
    const { status, body } = await call('POST', `/carts/${cart(key).id}/redirect_urls`)
    return [status, (await sandbox.fetch(body.data.checkout_url, { redirect: 'manual' })).status]
  }
  assert.deepEqual(await follow('hero'), [201, 302])
  assert.deepEqual(await follow('storefront'), [201, 404])
})
