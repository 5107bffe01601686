import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSandbox } from '../../testing/api-client.ts'

const ids = (rows: { id: number }[]) => rows.map((row) => row.id)

test('finds products by id and leaves out what is gone from the catalogue', async () => {
  const { sandbox, call } = openSandbox()
  const { body } = await call('GET', '/catalog/products?id:in=101,112,119')
  assert.deepEqual(ids(body.data), [101, 119])
  const shirt = sandbox.world.products.find((product) => product.id === 101)
  for (const variant of shirt?.variants ?? []) variant.discontinued = true
  assert.deepEqual(ids((await call('GET', '/catalog/products?id:in=101,119')).body.data), [119])
})

test('gives the asked fields, the id and what was included', async () => {
  const { call } = openSandbox()
  const { body } = await call('GET', '/catalog/products?id:in=119&include=variants&include_fields=name,inventory_level')
  assert.deepEqual(Object.keys(body.data[0]).sort(), ['id', 'inventory_level', 'name', 'variants'])
  assert.equal(body.data[0].inventory_level, 3)
})

test('pages through the catalogue; options make a page ten products long', async () => {
  const { call } = openSandbox()
  const first = await call('GET', '/catalog/products?limit=250')
  assert.equal(first.body.data.length, 250)
  const { total, total_pages: totalPages } = first.body.meta.pagination
  const second = await call('GET', '/catalog/products?limit=250&page=2')
  assert.deepEqual([totalPages, second.body.data.length], [2, total - 250])
  assert.equal((await call('GET', '/catalog/products')).body.data.length, 50)
  assert.equal((await call('GET', '/catalog/products?include=options&limit=50')).body.data.length, 10)
  assert.equal((await call('GET', '/catalog/products?limit=0')).status, 422)
  assert.equal((await call('GET', '/catalog/products?id:in=one')).status, 422)
})

test('finds variants by product, never by a list of their own ids', async () => {
  const { call } = openSandbox()
  const { body } = await call('GET', '/catalog/variants?product_id:in=113,119')
  assert.deepEqual(ids(body.data), [11300, 11301, 11302, 11900])
  assert.deepEqual(body.data[0].option_values, [
    { id: 11300, label: 'Sage', option_id: 1130, option_display_name: 'Colour' },
  ])
})

test('levels are the total or the default location’s', async () => {
  const { sandbox, call } = openSandbox()
  const level = async () => (await call('GET', '/catalog/variants?sku=WOOL-THROW-RUST')).body.data[0].inventory_level
  assert.equal(await level(), 2)
  sandbox.readings.set({ catalogueLevel: 'default-location' })
  assert.equal(await level(), 1)
})

test('the inventory counts by location and agrees with the total', async () => {
  const { call } = openSandbox()
  const { body } = await call('GET', '/inventory/items?variant_id:in=11501')
  const [item] = body.data
  assert.deepEqual(
    item.locations.map((location: { available_to_sell: number }) => location.available_to_sell),
    [1, 1],
  )
  const one = await call('GET', '/inventory/items?variant_id:in=11501&location_id:in=2')
  assert.equal(one.body.data[0].locations[0].location_code, 'HARBOUR-STORE')
  assert.deepEqual((await call('GET', '/inventory/items?product_id:in=111,125')).body.data, [], 'nothing is counted')
})

test('five products of the big catalogue are over a megabyte, also with few fields', async () => {
  const { call } = openSandbox({ scenario: 'big-catalogue' })
  const ids = '9010,9020,9030,9040,9050'
  const { body } = await call('GET', `/catalog/products?id:in=${ids}&include=variants&include_fields=name`)
  assert.equal(body.data.length, 5)
  assert.equal(
    new Set(body.data.flatMap(({ variants }: { variants: { id: number }[] }) => variants.map(({ id }) => id))).size,
    2000,
  )
  assert.ok(JSON.stringify(body).length > 1024 * 1024)
  const few = await call('GET', '/catalog/variants?product_id:in=9010&include_fields=inventory_level&limit=250')
  assert.deepEqual(Object.keys(few.body.data[0]), ['id', 'inventory_level'])
})
