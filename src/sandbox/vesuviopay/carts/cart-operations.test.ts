import assert from 'node:assert/strict'
import { test } from 'node:test'

import { goods, openVesuvioPay, phones, refusalOf } from '../../testing/vesuviopay-client.ts'

test('adding increments, updating sets, 0 removes, and the emptied cart stays', async () => {
  const { signIn, held } = openVesuvioPay()
  const shopper = await signIn(phones.nothing)
  assert.deepEqual(refusalOf(await shopper.read()), [404, 'CART_EMPTY'])
  await shopper.add(goods.plenty, 2)
  const { body } = await shopper.add(goods.plenty, 3)
  assert.deepEqual([body.data.items.length, body.data.items[0].quantity], [1, 5])
  const { id } = body.data.items[0]
  await shopper.update(id, 4)
  assert.deepEqual(held(phones.nothing), { 11300: 4 })
  const emptied = await shopper.update(id, 0)
  assert.deepEqual([emptied.status, emptied.body.data.items, emptied.body.data.subtotal], [200, [], 0])
  assert.deepEqual((await shopper.read()).body.data.items, [])
  assert.deepEqual(refusalOf(await shopper.update(id, 1)), [404, 'CART_ITEM_NOT_FOUND'])
})

test('a cart has the fields of the example in the documentation, and no others', async () => {
  const { signIn, storeId } = openVesuvioPay()
  const { read } = await signIn(phones.oneLine)
  const { body } = await read()
  const example = {
    success: true,
    data: {
      storeId: 'store_guid',
      items: [
        {
          id: 'cart_item_id',
          productId: 'product_guid',
          variantId: 'variant_guid',
          externalProductId: 'prod_123',
          externalVariantId: 'var_456',
          quantity: 2,
          price: 29.99,
          product: { name: 'Premium T-Shirt', imageUrl: 'https://...' },
        },
      ],
      totalItems: 2,
      subtotal: 59.98,
    },
  }
  assert.deepEqual(fieldsOf(body), fieldsOf(example))
  const [cushion, belt] = body.data.items
  assert.deepEqual([body.data.storeId, body.data.totalItems, body.data.subtotal], [storeId, 2, 94])
  assert.deepEqual([cushion.externalProductId, cushion.externalVariantId, cushion.price], ['116', '11601', 45])
  assert.equal(cushion.product.name, 'Linen cushion, Sage')
  assert.equal(cushion.product.imageUrl, 'https://pay.example/product-images/cushion-sage.svg')
  assert.match(belt.productId, /^[0-9a-f]{8}-[0-9a-f]{4}-4/)
})

test('more than there is gets refused in three wordings, or cut', async () => {
  const play = async (readings: Parameters<typeof openVesuvioPay>[0]) => {
    const { signIn, held } = openVesuvioPay(readings)
    const { add, update, read } = await signIn(phones.nothing)
    await add(goods.two, 1)
    const { id, cartItemId } = (await read()).body.data.items[0]
    const answers = [await add(goods.two, 2), await update(id ?? cartItemId, 3), await add(goods.none, 1)]
    return { refusals: answers.map(refusalOf), held: held(phones.nothing) }
  }
  assert.deepEqual(await play({}), {
    refusals: [
      [400, 'OUT_OF_STOCK'],
      [400, 'INSUFFICIENT_STOCK'],
      [400, 'OUT_OF_STOCK'],
    ],
    held: { 10103: 1 },
  })
  assert.deepEqual((await play({ vesuviopayInsufficientStock: '409' })).refusals, [
    [409, 'OUT_OF_STOCK'],
    [409, 'INSUFFICIENT_STOCK'],
    [409, 'OUT_OF_STOCK'],
  ])
  const unnamed = await play({ vesuviopayInsufficientStock: '409-conflict' })
  assert.deepEqual(unnamed.refusals, Array(3).fill([409, 'CONFLICT']))
  assert.deepEqual(await play({ vesuviopayAboveStock: 'clamped' }), {
    refusals: [
      [200, undefined],
      [200, undefined],
      [400, 'OUT_OF_STOCK'],
    ],
    held: { 10103: 2 },
  })
})

test('wrong quantities and unknown products are refused before anything is made', async () => {
  const { signIn, findCart } = openVesuvioPay()
  const { add, update } = await signIn(phones.nothing)
  for (const quantity of [0, -1, 1.5, 2 ** 31]) {
    assert.deepEqual(refusalOf(await add(goods.plenty, quantity)), [400, 'INVALID_QUANTITY'], String(quantity))
  }
  for (const quantity of [-1, 0.5]) assert.deepEqual(refusalOf(await update('x', quantity)), [400, 'INVALID_QUANTITY'])
  assert.deepEqual(refusalOf(await add(goods.plenty, '2')), [400, 'INVALID_REQUEST'])
  const unknown = { externalProductId: '113', externalVariantId: '10103' }
  for (const ids of [unknown, goods.discontinued, goods.hidden]) {
    assert.deepEqual(refusalOf(await add(ids, 1)), [404, 'VARIANT_NOT_FOUND'])
  }
  assert.deepEqual(refusalOf(await add(goods.notSold, 1)), [400, 'OUT_OF_STOCK'])
  assert.equal(findCart(phones.nothing), undefined)
})

test('removing knows one’s own items, other customers’ and none', async () => {
  const { signIn, findCart, held } = openVesuvioPay()
  const { remove, read } = await signIn(phones.oneLine)
  const [mine] = findCart(phones.oneLine)?.items ?? []
  const [theirs] = findCart(phones.allStock)?.items ?? []
  assert.deepEqual(refusalOf(await remove(theirs?.id ?? '')), [403, 'UNAUTHORIZED_CART_ACCESS'])
  assert.deepEqual(refusalOf(await remove('nothing')), [404, 'CART_ITEM_NOT_FOUND'])
  assert.equal((await remove(mine?.id ?? '')).status, 200)
  assert.deepEqual(held(phones.oneLine), { 11001: 1 })
  assert.equal((await read()).body.data.items.length, 1)
})

test('clearing leaves an empty cart, and needs one', async () => {
  const { signIn, held } = openVesuvioPay()
  const shopper = await signIn(phones.oneLine)
  assert.equal((await shopper.clear()).status, 200)
  assert.deepEqual(held(phones.oneLine), {})
  assert.equal((await shopper.clear()).status, 200)
  assert.deepEqual(refusalOf(await (await signIn(phones.nothing)).clear()), [404, 'CART_NOT_FOUND'])
})

test('carts belong to one customer in one store', async () => {
  const { sandbox, signIn } = openVesuvioPay()
  const { neighbour } = sandbox.world.accounts.vesuviopay
  const shopper = await signIn(phones.oneLine)
  assert.equal((await shopper.call('GET', `/sdk/cart/${neighbour.storeId}`)).status, 404)
  await shopper.call('POST', `/sdk/cart/store/${neighbour.storeId}/item`, { ...goods.plenty, quantity: 7 })
  assert.equal((await shopper.read()).body.data.items.length, 2)
  assert.equal((await shopper.call('GET', `/sdk/cart/${neighbour.storeId}`)).body.data.totalItems, 7)
})

test('an empty cart is 404, or 200, or either by its history', async () => {
  const play = async (vesuviopayEmptyCart: 'by-history' | '404' | '200') => {
    const { signIn } = openVesuvioPay({ vesuviopayEmptyCart })
    const answers = [phones.nothing, phones.cleared].map(async (phone) => (await (await signIn(phone)).read()).status)
    return Promise.all(answers)
  }
  assert.deepEqual(await play('by-history'), [404, 200])
  assert.deepEqual(await play('404'), [404, 404])
  assert.deepEqual(await play('200'), [200, 200])
})

test('prices are the catalogue’s, as they are now', async () => {
  const { sandbox, signIn } = openVesuvioPay()
  const { read } = await signIn(phones.oneLine)
  const cushion = sandbox.world.products.find(({ id }) => id === 116)?.variants[1]
  assert.ok(cushion)
  cushion.prices.EUR = 4995
  const { data } = (await read()).body
  assert.deepEqual([data.items[0].price, data.subtotal], [49.95, 98.95])
})

/** The names of all fields, at every depth, once per list. */
function fieldsOf(value: unknown): unknown {
  if (Array.isArray(value)) return [fieldsOf(value[0])]
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fieldsOf(inner)]))
}
