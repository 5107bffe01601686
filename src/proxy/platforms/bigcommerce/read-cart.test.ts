import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fetchDouble } from '../../../../test/platforms/fetch-double.ts'
import { bigcommerce } from './bigcommerce.ts'

const id = '5d480b3f-2680-4666-8b0e-6ee89ddea101'

const item = (fields: object = {}) => ({
  id: 'line-1',
  parent_id: null,
  variant_id: 70,
  product_id: 8,
  sku: 'CUP',
  name: 'Cup',
  url: 'https://store.example/cup/',
  quantity: 2,
  image_url: 'https://cdn.example/cup.jpg',
  list_price: 10,
  sale_price: 10,
  options: [],
  ...fields,
})
const cart = (fields: object = {}) => ({
  id,
  customer_id: 0,
  channel_id: 1,
  email: '',
  currency: { code: 'USD' },
  base_amount: 20,
  discount_amount: 0,
  cart_amount: 20,
  coupons: [],
  line_items: { physical_items: [item()], digital_items: [], gift_certificates: [], custom_items: [] },
  ...fields,
})
const withItems = (...physical_items: object[]) => cart({ line_items: { physical_items } })

function read(data: unknown) {
  const { fetch } = fetchDouble('https://api.bigcommerce.com/stores/abc123/v3/', { [`GET carts/${id}`]: { data } })
  const { recovery } = bigcommerce({ storeHash: 'abc123', accessToken: 'an-access-token', fetch })
  assert.ok(recovery)
  return recovery.read(id, AbortSignal.timeout(5000))
}
const readLine = async (fields: object) => (await read(withItems(item(fields)))).lines[0]

for (const [name, line_items] of [
  ['null', null],
  ['{}', {}],
  ['[]', []],
  ['absent', undefined],
  ['null lists', { physical_items: null, digital_items: null, gift_certificates: null, custom_items: null }],
  ['objects for lists', { physical_items: {}, digital_items: {} }],
] as const) {
  test(`a cart whose lines are ${name} is empty`, async () => {
    const nothing = { base_amount: 0, cart_amount: 0, line_items }
    assert.deepEqual((await read(cart(nothing))).lines, [])
    await assert.rejects(read(cart({ line_items })), { failure: 'unexpected-shape' }, 'it costs 20')
  })
}

test('a list with gaps, which PHP writes as an object, is a list', async () => {
  const { lines } = await read(cart({ line_items: { physical_items: { 1: item(), 4: item({ id: 'line-2' }) } } }))
  assert.deepEqual(
    lines.map(({ id }) => id),
    ['line-1', 'line-2'],
  )
})

// What a shopper would be shown or charged wrongly.
const refused: [named: string, body: object][] = [
  ['id', cart({ id: null })],
  ['id', cart({ id: '' })],
  ['customer_id', cart({ customer_id: undefined })],
  ['customer_id', cart({ customer_id: 'somebody' })],
  ['customer_id', cart({ customer_id: -1 })],
  ['channel_id', cart({ channel_id: undefined })],
  ['channel_id', cart({ channel_id: {} })],
  ['currency', cart({ currency: null })],
  ['currency.code', cart({ currency: { code: 'dollars' } })],
  ['line_items.physical_items.0.id', withItems(item({ id: undefined }))],
  ['line_items.physical_items.0.quantity', withItems(item({ quantity: null }))],
  ['line_items.physical_items.0.quantity', withItems(item({ quantity: 0 }))],
  ['line_items.physical_items.0.quantity', withItems(item({ quantity: 1.5 }))],
  ['line_items.physical_items.0.quantity', withItems(item({ quantity: 'two' }))],
  ['line_items.physical_items.0.list_price', withItems(item({ sale_price: null, list_price: null }))],
  ['line_items.physical_items.0.sale_price', withItems(item({ sale_price: 'free' }))],
  ['line_items.physical_items.0.sale_price', withItems(item({ sale_price: -1 }))],
  ['line_items.physical_items.0.sale_price', withItems(item({ sale_price: 1e300 }))],
  ['line_items.gift_certificates.0.amount', cart({ line_items: { gift_certificates: [{ id: 'g', amount: null }] } })],
  [
    'line_items.custom_items.0.quantity',
    cart({ line_items: { custom_items: [{ id: 'c', quantity: 'string', list_price: 1 }] } }),
  ],
]
for (const [index, [named, body]] of refused.entries()) {
  test(`a cart is refused by name: ${named}, ${index}`, async () => {
    await assert.rejects(read(body), (error: Error) => {
      assert.match(error.message, new RegExp(`: data\\.${named.replaceAll('.', '\\.')} is not as documented`))
      return true
    })
  })
}

const shown: [string, object, object][] = [
  ['ids and numbers as text', { id: 7, product_id: '8', quantity: '2', sale_price: '10.00' }, { id: '7', quantity: 2 }],
  ['no sale price', { sale_price: null, list_price: '12' }, { price: { amount: 1200, currency: 'USD' } }],
  ['an odd list price beside a sale price', { list_price: {} }, { price: { amount: 1000, currency: 'USD' } }],
  ['no name', { name: null }, { name: 'CUP' }],
  ['neither name nor sku', { name: '', sku: null }, { name: '#8' }],
  ['no product', { product_id: null }, { name: 'Cup', variantId: '70' }],
  ['a flag as text', { added_by_promotion: 'true' }, { kind: 'promotional' }],
  ['an unknown flag', { is_mutable: 'maybe', added_by_promotion: {} }, { kind: 'physical' }],
  ['options as an object', { options: {} }, { options: [] }],
  ['options as a text', { options: 'none' }, { options: [] }],
  ['addresses that are none', { url: {}, image_url: false }, { name: 'Cup' }],
]
for (const [name, fields, expected] of shown) {
  test(`a line that is odd otherwise is shown: ${name}`, async () => {
    const line = await readLine(fields)
    assert.deepEqual({ ...line, ...expected }, line)
  })
}

test('a cart that is odd otherwise is shown, and costs what its lines cost', async () => {
  const odd = { cart_amount: 'a lot', coupons: {}, version: 'first', base_amount: [], customer_id: null }
  const { total, version, offer, customerId } = await read(cart(odd))
  assert.deepEqual(
    [total, version, offer, customerId],
    [{ amount: 2000, currency: 'USD' }, undefined, undefined, undefined],
  )
})

test('a coupon that cannot be read takes no other with it', async () => {
  const { offer } = await read(cart({ coupons: [null, { code: 'TEN', display_name: null }] }))
  assert.deepEqual(offer, { status: 'applied', label: 'TEN' })
})

test("a customer's cart names its customer, whose id may be a text", async () => {
  assert.equal((await read(cart({ customer_id: '42' }))).customerId, '42')
})

const parents: [string, unknown, parent: string | undefined, kind: string][] = [
  ['null', null, undefined, 'physical'],
  ['{}', {}, undefined, 'physical'],
  ['false', false, undefined, 'physical'],
  ['0', 0, undefined, 'physical'],
  ['empty', '', undefined, 'physical'],
  ["a line's id", 'set', 'set', 'bundled'],
  ["the product's id", 6, 'set', 'bundled'],
  ["the product's id as text", '6', 'set', 'bundled'],
  ['of nothing that is there', 999, undefined, 'bundled'],
]
for (const [name, parent_id, parent, kind] of parents) {
  test(`a parent that is ${name}`, async () => {
    const set = item({ id: 'set', product_id: 6 })
    const { lines } = await read(withItems(set, item({ id: 'part', parent_id })))
    assert.deepEqual([lines[1]?.parentId, lines[1]?.kind], [parent, kind])
  })
}

test('of two sets of the same product a part belongs to the one before it, of whatever kind', async () => {
  const set = (id: string) => item({ id, product_id: 6 })
  const part = (id: string) => item({ id, product_id: 7, parent_id: 6 })
  const physical_items = [set('one'), part('of-one'), set('two'), part('of-two')]
  const { lines } = await read(cart({ line_items: { physical_items, digital_items: [part('file')] } }))
  const parentOf = (id: string) => lines.find((line) => line.id === id)?.parentId
  assert.deepEqual([parentOf('of-one'), parentOf('of-two'), parentOf('file')], ['one', 'two', 'two'])
})

const selections = (line?: { spec: unknown }) => (line?.spec as { options: object[] } | undefined)?.options

const options: [string, object, shown: object[], spec: object][] = [
  [
    'ids as text',
    { name: 'Color', nameId: '21', value: 'Red', valueId: '7' },
    [{ name: 'Color', value: 'Red' }],
    { nameId: 21, value: 'Red', valueId: 7 },
  ],
  [
    'the older spelling',
    { name: 'Color', name_id: 21, value: 'Red', value_id: 7 },
    [{ name: 'Color', value: 'Red' }],
    { nameId: 21, value: 'Red', valueId: 7 },
  ],
  [
    'a number for a text',
    { name: 'Length', nameId: 22, value: 80, valueId: null },
    [{ name: 'Length', value: '80', typed: true }],
    { nameId: 22, value: '80' },
  ],
  [
    'a value of null',
    { name: 'Gift note', nameId: 23, value: null, valueId: null },
    [{ name: 'Gift note', value: '' }],
    { nameId: 23, value: '' },
  ],
  [
    'a checked box, whose value is empty',
    { name: 'Insurance?', nameId: 147, value: '', valueId: 187 },
    [{ name: 'Insurance?', value: '' }],
    { nameId: 147, value: '', valueId: 187 },
  ],
]
for (const [name, option, expected, selection] of options) {
  test(`an option with ${name}`, async () => {
    const line = await readLine({ options: [option] })
    assert.deepEqual(line?.options, expected)
    assert.deepEqual(JSON.parse(JSON.stringify(selections(line))), [selection])
  })
}

test('an option that cannot be read fails alone, and is not forgotten', async () => {
  const line = await readLine({ options: [null, { name: 'Color', nameId: 21, value: 'Red', valueId: 7 }] })
  assert.deepEqual(line?.options, [{ name: 'Color', value: 'Red' }])
  assert.equal(selections(line)?.length, 2)
})

test('only a text that was typed is marked as such', async () => {
  const typed = async (value: string | null, valueId: number | null) =>
    (await readLine({ options: [{ name: 'Engraving', nameId: 1, value, valueId }] }))?.options[0]?.typed
  assert.equal(await typed('To Ada', null), true)
  assert.equal(await typed(null, null), undefined)
  assert.equal(await typed('Heart', 7), undefined)
})

const kinds: [string, object, string][] = [
  ['fixed, with a price', { is_mutable: false }, 'physical'],
  ['fixed, for nothing', { is_mutable: false, sale_price: 0 }, 'promotional'],
  ['added by a promotion', { added_by_promotion: true, is_mutable: false, sale_price: 0 }, 'promotional'],
  ['added by a promotion, with a price', { added_by_promotion: true }, 'promotional'],
  ["the shopper's own, for nothing", { sale_price: 0 }, 'physical'],
]
for (const [name, fields, kind] of kinds) {
  test(`a line that is ${name} is ${kind}`, async () => {
    assert.equal((await readLine(fields))?.kind, kind)
  })
}

for (const quantity of [2, '2', ' 2 ', '2.00']) {
  test(`a custom item's quantity of ${JSON.stringify(quantity)} is 2`, async () => {
    const custom_items = [{ id: 'c', name: 'Made to measure', quantity, list_price: '10.50' }]
    const [line] = (await read(cart({ line_items: { custom_items } }))).lines
    assert.deepEqual([line?.quantity, line?.price.amount], [2, 1050])
  })
}

test('a gift certificate without a quantity, a name or people is one certificate', async () => {
  const gift_certificates = [{ id: 9, amount: '50', theme: 'Birthday', sender: [], recipient: null }]
  const [line] = (await read(cart({ line_items: { gift_certificates } }))).lines
  assert.deepEqual([line?.id, line?.quantity, line?.name, line?.price.amount], ['9', 1, 'Birthday', 5000])
})

const totals: [string, object, isTaxes: true | undefined][] = [
  ['as its lines', {}, undefined],
  ['more: tax', { cart_amount: 20.6 }, true],
  ['more, and no word about discounts', { cart_amount: 20.6, discount_amount: undefined, base_amount: null }, true],
  ['less, and as much as before discounts: tax in its prices', { cart_amount: 18, base_amount: 18 }, true],
  ['less: a discount', { cart_amount: 18 }, undefined],
  ['less by a discount of the order, and more by tax', { cart_amount: 21, discount_amount: 2 }, undefined],
  ['a discount by hand', { cart_amount: 21, manual_discount_amount: '1' }, undefined],
  ['a coupon', { cart_amount: 21, coupons: [{ code: 'TEN', discounted_amount: 2 }] }, undefined],
  ['a coupon that does not say how much', { cart_amount: 21, coupons: [{ code: 'TEN' }] }, undefined],
  ['a coupon for nothing, and tax', { cart_amount: 21, coupons: [{ code: 'SHIP', discounted_amount: 0 }] }, true],
  ['an amount that cannot be read', { cart_amount: {} }, undefined],
]
for (const [name, fields, isTaxes] of totals) {
  test(`a cart that costs ${name}`, async () => {
    assert.equal((await read(cart(fields))).differsByTaxes, isTaxes)
  })
}

const named = { code: 'TEN', display_name: 'Ten off', discounted_amount: 2 }
const discounted: [string, object, [label: string | undefined, amount: number][] | undefined][] = [
  ['nothing off', {}, undefined],
  ['a coupon', { cart_amount: 18, coupons: [named] }, [['Ten off', 200]]],
  ['a coupon without a name', { cart_amount: 18, coupons: [{ ...named, display_name: '' }] }, [['TEN', 200]]],
  [
    'all three',
    { cart_amount: 14, coupons: [named], discount_amount: 3, manual_discount_amount: '1' },
    [
      ['Ten off', 200],
      [undefined, 300],
      [undefined, 100],
    ],
  ],
  ['a coupon and a discount that it does not name', { cart_amount: 15, coupons: [named] }, [['Ten off', 200]]],
  ['a coupon for delivery', { cart_amount: 20, coupons: [{ ...named, discounted_amount: 0 }] }, undefined],
  ['a coupon in the prices of its lines', { cart_amount: 20, coupons: [named], tax_included: true }, undefined],
  ['a coupon, and tax on top', { cart_amount: 19.8, coupons: [named], tax_included: false }, [['Ten off', 200]]],
  ['an amount that cannot be read', { cart_amount: {}, coupons: [named] }, undefined],
]
for (const [name, fields, discounts] of discounted) {
  test(`a cart with ${name} has these discounts off its lines`, async () => {
    const found = (await read(cart(fields))).discounts
    assert.deepEqual(
      found?.map(({ label, amount }) => [label, amount.amount]),
      discounts,
    )
  })
}

for (const [given, excludesTaxes] of [
  [false, true],
  ['false', true],
  [true, undefined],
  [undefined, undefined],
  [{}, undefined],
] as const) {
  test(`prices whose tax_included is ${JSON.stringify(given)} ${excludesTaxes ? 'exclude' : 'do not exclude'} taxes`, async () => {
    assert.equal((await read(cart({ tax_included: given }))).excludesTaxes, excludesTaxes)
  })
}
