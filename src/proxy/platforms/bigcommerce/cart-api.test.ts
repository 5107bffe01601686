import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fetchDouble } from '../../../../test/platforms/fetch-double.ts'
import { createUpstream } from '../../adapter/index.ts'
import { createCartApi } from './cart-api.ts'
import type { LineSpec } from './lines/line-spec.ts'
import { toPlatformCart } from './to-platform.ts'
import { WireCart } from './wire.ts'

const base = 'https://api.bigcommerce.com/stores/abc123/v3/'
const signal = AbortSignal.timeout(60_000)
const include = 'include=line_items.physical_items.options,line_items.digital_items.options'
const item = { id: 'line', parent_id: null, variant_id: 70, product_id: 8, name: 'Cup', quantity: 2, options: [] }
const prices = { url: 'https://shop.example/', image_url: '', list_price: 10, sale_price: 10 }
const wire = (fields: object = {}) => ({
  ...{ id: 'cart', customer_id: 0, channel_id: 1, email: '', currency: { code: 'USD' }, coupons: [] },
  ...{ base_amount: 20, discount_amount: 0, cart_amount: 20, version: 4 },
  line_items: { physical_items: [{ ...item, ...prices }] },
  ...fields,
})
const spec: LineSpec = { kind: 'item', productId: 8, variantId: 70 }

function open(answers: Parameters<typeof fetchDouble>[1]) {
  const { fetch, sent } = fetchDouble(base, answers)
  const api = createCartApi(createUpstream({ name: 'bigcommerce', base, headers: {}, fetch }))
  const guard = (fields: object = {}) => ({ cart: toPlatformCart(WireCart.parse(wire(fields))), signal })
  return { api, guard, sent, calls: () => sent.map(({ call }) => call) }
}

test('a cart is read with the options of its lines, and one that is missing is gone', async () => {
  const { api, calls } = open({ 'GET carts/cart': { data: wire() }, 'GET carts/gone': [404], 'GET carts/out': [403] })
  assert.deepEqual([(await api.read('cart', signal)).id, (await api.readWire('cart', signal)).version], ['cart', 4])
  assert.deepEqual(calls(), [`GET carts/cart?${include}`, `GET carts/cart?${include}`])
  await assert.rejects(api.read('gone', signal), { code: 'cart-gone' })
  await assert.rejects(api.read('out', signal), { status: 403 })
})

test('each write names the version that it was made from, and asks for the options', async () => {
  const { api, guard, sent } = open({
    ...{ 'POST carts/cart/items': { data: wire() }, 'PUT carts/cart/items/line': { data: wire({ version: 5 }) } },
    'DELETE carts/cart/items/a/b': { data: wire() },
  })
  await api.add(guard(), spec, 3, 'variant')
  assert.equal((await api.setQuantity(guard(), 'line', spec, 3, 'variant')).version, 5)
  await api.remove(guard({ version: undefined }), 'a/b')
  assert.deepEqual(
    sent.map(({ call, body }) => [call, body]),
    [
      [
        `POST carts/cart/items?${include}`,
        { line_items: [{ quantity: 3, product_id: 8, variant_id: 70 }], version: 4 },
      ],
      [
        `PUT carts/cart/items/line?${include}`,
        { line_item: { quantity: 3, product_id: 8, variant_id: 70 }, version: 4 },
      ],
      [`DELETE carts/cart/items/a/b?${include}`, {}],
    ],
  )
})

test('a write that is answered with nothing took the last line, and the cart with it', async () => {
  const { api, guard } = open({ 'DELETE carts/cart/items/line': [204] })
  await assert.rejects(api.remove(guard(), 'line'), { code: 'cart-gone' })
})

test('only what is of the catalogue has a quantity to set', async () => {
  const { api, guard, sent } = open({})
  const custom = { kind: 'custom', item: { name: 'Wrap', list_price: 1 } } as unknown as LineSpec
  assert.throws(() => api.setQuantity(guard(), 'line', custom, 2, 'variant'), { code: 'invalid-request' })
  assert.deepEqual(sent, [])
})

test('what was read is shared for as long as is asked for, and not beyond a write, however that ends', async () => {
  const { api, guard, calls } = open({
    'GET carts/cart': { data: wire() },
    'POST carts/cart/items': [[500], { data: wire() }],
    'DELETE carts/cart': [204],
  })
  const reads = async () => {
    const before = calls().length
    await api.read('cart', signal, 60_000)
    return calls().length - before
  }
  assert.deepEqual([await reads(), await reads()], [1, 0])
  await assert.rejects(api.add(guard(), spec, 1, 'variant'))
  assert.deepEqual([await reads(), await reads()], [1, 0])
  await api.add(guard(), spec, 1, 'variant')
  assert.deepEqual([await reads(), await reads()], [1, 0])
  await api.discard('cart', signal)
  assert.equal(await reads(), 1)
})

test('a variant is a whole line where it stands for every option that was chosen', async () => {
  const data = (...pairs: [number, number][]) => ({
    option_values: pairs.map(([option_id, id]) => ({ option_id, id })),
  })
  const path = 'GET catalog/products/8/variants/70'
  const chosen = (...pairs: [number, number][]): LineSpec => ({
    ...{ kind: 'item', productId: 8, variantId: 70 },
    options: pairs.map(([nameId, valueId]) => ({ nameId, valueId, value: 'Red' })),
  })
  const { api } = open({ [path]: { data: data([1, 11], [2, 21]) } })
  assert.equal(await api.isWholeVariant(chosen([1, 11], [2, 21]), signal), true)
  assert.equal(await api.isWholeVariant(chosen([2, 21]), signal), true)
  assert.equal(await api.isWholeVariant(chosen([1, 11], [2, 22]), signal), false)
  assert.equal(await api.isWholeVariant(chosen([1, 21]), signal), false)
  assert.equal(await api.isWholeVariant(chosen([1, 11], [3, 31]), signal), false)
  const unknown = open({ [path]: [404] }).api
  assert.equal(await unknown.isWholeVariant(chosen([1, 11]), signal), false)
  assert.equal(await unknown.isWholeVariant(spec, signal), true, 'nothing else was chosen')
  const none = open({})
  assert.equal(await none.api.isWholeVariant({ ...chosen([1, 11]), variantId: null } as LineSpec, signal), false)
  const certificate = { kind: 'gift-certificate', certificate: {} } as unknown as LineSpec
  assert.equal(await none.api.isWholeVariant(certificate, signal), false)
  assert.deepEqual(none.calls(), [])
})

test('a cart is deleted once; one that is gone is deleted, whatever the answer', async () => {
  const done = open({ 'DELETE carts/cart': [204] })
  await done.api.discard('cart', signal)
  assert.deepEqual(done.calls(), ['DELETE carts/cart'])
  const missing = open({ 'DELETE carts/cart': [404] })
  await missing.api.discard('cart', signal)
  assert.deepEqual(missing.calls(), ['DELETE carts/cart'])
  const gone = open({ 'DELETE carts/cart': [500], 'GET carts/cart': [404] })
  await gone.api.discard('cart', signal)
})

test('a cart that is still there, or of which nothing is known, was not deleted', async () => {
  const there = open({ 'DELETE carts/cart': [500], 'GET carts/cart': { data: wire() } })
  await assert.rejects(there.api.discard('cart', signal), { status: 500 })
  const unknown = open({ 'DELETE carts/cart': [500], 'GET carts/cart': [403] })
  await assert.rejects(unknown.api.discard('cart', signal), { status: 500 })
  const refused = open({ 'DELETE carts/cart': [422], 'GET carts/cart': [404] })
  await assert.rejects(refused.api.discard('cart', signal), { status: 422 })
  assert.deepEqual(refused.calls(), ['DELETE carts/cart'])
  const given = AbortSignal.abort(new Error('given up'))
  await assert.rejects(open({}).api.discard('cart', given))
})
