import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fetchDouble } from '../../../../../test/platforms/fetch-double.ts'
import type { PlatformLine } from '../../../adapter/index.ts'
import { bigcommerce } from '../bigcommerce.ts'

const base = 'https://api.bigcommerce.com/stores/abc123/v3/'

const line = (productId: number, variantId: number | undefined, fields: Partial<PlatformLine> = {}): PlatformLine => ({
  id: `line-${productId}-${variantId}`,
  kind: 'physical',
  name: 'Jar',
  options: [],
  productId: String(productId),
  ...(variantId !== undefined && { variantId: String(variantId) }),
  quantity: 1,
  price: { amount: 100, currency: 'EUR' },
  spec: null,
  ...fields,
})
const variant = (id: number, fields: object = {}) => ({ id, inventory_level: 5, purchasing_disabled: false, ...fields })
const product = (id: number, fields: object = {}) => ({
  id,
  availability: 'available',
  inventory_tracking: 'product',
  inventory_level: 5,
  inventory_warning_level: 0,
  order_quantity_minimum: 0,
  order_quantity_maximum: 0,
  is_visible: true,
  variants: [variant(id * 10)],
  ...fields,
})

async function check(
  lines: PlatformLine[],
  answers: Record<string, object>,
  inventory: 'catalog' | 'locations' = 'catalog',
) {
  const { fetch, sent } = fetchDouble(base, answers)
  const { availability } = bigcommerce({ storeHash: 'abc123', accessToken: 'an-access-token', fetch, inventory })
  const stocks = await availability?.check(lines, AbortSignal.timeout(5000))
  return { stocks, sent, calls: sent.map(({ call }) => call), stock: stocks?.get(lines[0]?.id ?? '') }
}

/** The stock of one line of product 7, variant 70. */
const stockOf = async (fields: object) => (await check([line(7, 70)], catalogue(product(7, fields)))).stock
const catalogue = (...data: object[]) => ({ 'GET catalog/products': { data } })

test('a hidden product can be bought', async () => {
  const stock = await stockOf({ is_visible: false, inventory_level: 50 })
  assert.deepEqual([stock?.status, stock?.quantity], ['sellable', 50])
})

for (const [name, fields, status] of [
  ['switched off', { availability: 'disabled' }, 'disabled'],
  ['whose variant cannot be purchased', { variants: [variant(70, { purchasing_disabled: true })] }, 'disabled'],
  ['without the variant', { variants: [variant(71)] }, 'discontinued'],
] as const) {
  test(`a product ${name} cannot be bought`, async () => {
    assert.deepEqual(await stockOf(fields), { status, quantity: 0 })
  })
}

test('a product that is not in the answer is no longer sold', async () => {
  assert.equal((await check([line(7, 70)], catalogue())).stock?.status, 'discontinued')
})

for (const [name, fields] of [
  ['is null', { inventory_level: null }],
  ['is absent', { inventory_level: undefined }],
  ['is no number', { inventory_level: 'many' }],
  ['of the variant is null', { inventory_tracking: 'variant', variants: [variant(70, { inventory_level: null })] }],
  ['is counted in a way that is not documented', { inventory_tracking: 'sku' }],
] as const) {
  test(`a level that ${name} is unknown, and not zero`, async () => {
    assert.equal((await stockOf(fields))?.status, 'unknown')
  })
}

test('what is not tracked can be bought in any quantity, whatever its level says', async () => {
  assert.equal((await stockOf({ inventory_tracking: 'none', inventory_level: null }))?.quantity, null)
})

test('numbers may be texts, and a variant may lack what is not asked of it', async () => {
  const fields = { inventory_tracking: 'variant', variants: [null, { id: '70', inventory_level: '3' }] }
  assert.equal((await stockOf(fields))?.quantity, 3)
})

test('a variant whose id cannot be read is not one that is gone', async () => {
  assert.equal((await stockOf({ variants: [variant(71), { inventory_level: 3 }] }))?.status, 'unknown')
})

for (const data of [null, {}, 'none']) {
  test(`products that come as ${JSON.stringify(data)} are unknown, and not gone`, async () => {
    await assert.rejects(check([line(7, 70)], { 'GET catalog/products': { data } }), { failure: 'unexpected-shape' })
  })
}

const location = (available_to_sell: number | null, fields: object = {}, settings: object = {}) => ({
  location_id: 1,
  location_enabled: true,
  available_to_sell,
  settings: { safety_stock: 0, is_in_stock: false, warning_level: 0, ...settings },
  ...fields,
})
const stockAt = async (...locations: object[]) => {
  const items = { data: [{ identity: { variant_id: 70, product_id: 7 }, locations }] }
  const answers = { ...catalogue(product(7, { inventory_level: 0 })), 'GET inventory/items': items }
  return (await check([line(7, 70)], answers, 'locations')).stock
}

const locations: [string, Parameters<typeof stockAt>, number | null][] = [
  ['`is_in_stock` at level 0: available independent of quantity', [location(0, {}, { is_in_stock: true })], null],
  ['`is_in_stock` at one location of two', [location(0), location(0, {}, { is_in_stock: true })], null],
  ['`is_in_stock` beside a count: the count', [location(3, {}, { is_in_stock: true })], 3],
  ['a back-order limit at level 0', [location(0, {}, { backorder_limit: 20 })], 20],
  ['a back-order limit beside the count', [location(0, { backorder_limit: 20 })], 20],
  ['what is left of the limit', [location(0, { backorder_limit: 20, available_for_backorder: 4 })], 4],
  ['back-orders spelled as in GraphQL', [location(0, { availableForBackorder: 4 })], 4],
  ['unlimited back-orders', [location(0, { unlimited_backorder: true })], null],
  ['nothing, and no back-order', [location(0, { backorder_limit: 0 })], 0],
  ['less than nothing', [location(-2)], 0],
  ['a closed location does not count', [location(9, { location_enabled: false }), location(2)], 2],
  ['no level at all: the catalogue says', [location(null)], 0],
]
for (const [name, at, quantity] of locations) {
  test(`stock of locations: ${name}`, async () => {
    const stock = await stockAt(...at)
    assert.deepEqual([stock?.status, stock?.quantity], ['sellable', quantity])
  })
}

test('an item of the inventory that names no variant leaves open what was not answered', async () => {
  for (const identity of [null, {}, { variant_id: 'seventy' }, { variant_id: -1 }]) {
    const items = { data: [{ identity, locations: [location(4)] }] }
    const answers = { ...catalogue(product(7, { inventory_level: 0 })), 'GET inventory/items': items }
    assert.equal((await check([line(7, 70)], answers, 'locations')).stock?.status, 'unknown', JSON.stringify(identity))
  }
})

test('without the permission for inventory, what is counted is unknown, and the rest is not', async () => {
  const lines = [line(7, 70), line(8, 80), line(9, 90), line(0, 0, { id: 'gift', kind: 'gift-certificate' })]
  const data = [product(7), product(8, { inventory_tracking: 'none' }), product(9, { availability: 'disabled' })]
  const refused = { ...catalogue(...data), 'GET inventory/items': [403, { status: 403 }] }
  const { stocks } = await check(lines, refused, 'locations')
  assert.deepEqual(
    lines.map(({ id }) => stocks?.get(id)?.status),
    ['unknown', 'sellable', 'disabled', 'sellable'],
  )
})

test('without the permission for products, only what is in no catalogue is known', async () => {
  const gift = line(0, undefined, { id: 'gift', kind: 'gift-certificate' })
  const refused = { 'GET catalog/products': [403, { status: 403 }] }
  assert.deepEqual([...((await check([line(7, 70), gift], refused)).stocks?.keys() ?? [])], ['gift'])
  await assert.rejects(check([line(7, 70)], refused), { status: 403 })
})

test('a line of the catalogue that names no product is unknown', async () => {
  const { productId: _, ...unnamed } = line(7, 70)
  const { stocks, calls } = await check([unnamed], {})
  assert.deepEqual([stocks?.size, calls.length], [0, 0])
})

// A variant as large as the largest of a real store, 862 bytes.
const large = (id: number) => ({ ...variant(id), description: 'x'.repeat(800) })
const bigProduct = (id: number, variants: number) =>
  product(id, {
    inventory_tracking: 'variant',
    variants: Array.from({ length: variants }, (_, index) => large(id * 10_000 + index)),
  })

/** A catalogue of products with many variants, asked as the document has it. */
function bigCatalogue(products: ReturnType<typeof bigProduct>[]) {
  const calls: string[] = []
  const fetch: typeof globalThis.fetch = async (input) => {
    const { pathname, searchParams } = new URL(new Request(input).url)
    calls.push(`${pathname.split('/v3/')[1]} ${searchParams.get('id:in') ?? searchParams.get('id')}`)
    if (pathname.endsWith('/variants')) {
      const all = products.flatMap(({ variants }) => variants)
      return Response.json({ data: all.filter(({ id }) => String(id) === searchParams.get('id')) })
    }
    const ids = searchParams.get('id:in')?.split(',') ?? []
    const found = products.filter(({ id }) => ids.includes(String(id)))
    const whole = searchParams.get('include') === 'variants'
    return Response.json({ data: found.map(({ variants, ...rest }) => (whole ? { ...rest, variants } : rest)) })
  }
  const { availability } = bigcommerce({ storeHash: 'abc123', accessToken: 'an-access-token', fetch })
  return { calls, check: (lines: PlatformLine[]) => availability?.check(lines, AbortSignal.timeout(8000)) }
}

for (const [products, variants] of [
  [2, 900],
  [5, 300],
  [12, 120],
] as const) {
  test(`${products} products with ${variants} variants each are asked for in halves, and none twice`, async () => {
    const ids = Array.from({ length: products }, (_, index) => index + 1)
    const { check, calls } = bigCatalogue(ids.map((id) => bigProduct(id, variants)))
    const lines = ids.map((id) => line(id, id * 10_000 + 3))
    const stocks = await check(lines)
    assert.deepEqual(
      lines.map(({ id }) => stocks?.get(id)?.quantity),
      ids.map(() => 5),
    )
    assert.equal(new Set(calls).size, calls.length)
  })
}

test('a product too large for one answer is asked for without its variants, and those by id', async () => {
  const { check, calls } = bigCatalogue([bigProduct(1, 1500), bigProduct(2, 3)])
  const lines = [line(1, 11_000), line(1, 11_001), line(2, 20_001), line(1, 99_999)]
  const stocks = await check(lines)
  assert.deepEqual(
    lines.map(({ id }) => stocks?.get(id)?.status),
    ['sellable', 'sellable', 'sellable', 'discontinued'],
  )
  assert.ok(calls.includes('catalog/variants 11000'))
})

test('up to 50 products are one call, and only fields that count are asked for', async () => {
  const ids = Array.from({ length: 51 }, (_, index) => index + 1)
  const lines = ids.map((id) => line(id, id * 10))
  const { calls } = await check(lines.slice(1), catalogue(...ids.map((id) => product(id))))
  assert.equal(calls.length, 1)
  assert.match(calls[0] ?? '', /include_fields=availability,inventory_tracking,inventory_level/)
  assert.equal((await check(lines, catalogue())).calls.length, 2)
})
