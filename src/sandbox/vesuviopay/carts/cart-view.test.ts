import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ReadingValues } from '../../readings.ts'
import { goods, openVesuvioPay, phones } from '../../testing/vesuviopay-client.ts'

/** The cart with one cushion and one belt, as some readings show it. */
async function show(readings: Partial<ReadingValues>) {
  const { signIn, findCart } = openVesuvioPay(readings)
  const { body } = await (await signIn(phones.oneLine)).read()
  return { data: body.data, ids: findCart(phones.oneLine)?.items.map(({ id }) => id) }
}

test('items are a list, or grouped by brand in one of two ways', async () => {
  const { data: flat } = await show({})
  const { data: grouped } = await show({ vesuviopayCartItems: 'grouped-items' })
  assert.deepEqual(grouped.items, [
    { brandName: 'Alder', items: [flat.items[0]] },
    { brandName: 'Wool', items: [flat.items[1]] },
  ])
  const { data: brands } = await show({ vesuviopayCartItems: 'brands' })
  assert.deepEqual(brands.brands, grouped.items)
  assert.ok(!('items' in brands))
  assert.equal(brands.totalItems, 2)
})

test('the id of an item has one of two names', async () => {
  const { data, ids } = await show({ vesuviopayItemId: 'cartItemId' })
  assert.deepEqual(
    data.items.map((item: { cartItemId: string }) => item.cartItemId),
    ids,
  )
  assert.ok(!('id' in data.items[0]))
})

test('name and picture are with the product, or with the item', async () => {
  const first = async (readings: Partial<ReadingValues>) => (await show(readings)).data.items[0]
  const imageUrl = 'https://pay.example/product-images/cushion-sage.svg'
  const productName = await first({ vesuviopayItemName: 'productName' })
  assert.deepEqual([productName.productName, productName.product], ['Linen cushion, Sage', { imageUrl }])
  const flat = await first({ vesuviopayItemName: 'name', vesuviopayItemImage: 'imageUrl' })
  assert.deepEqual([flat.name, flat.imageUrl, flat.product], ['Linen cushion, Sage', imageUrl, undefined])
})

test('sums are a subtotal, a grand total with it, or missing', async () => {
  const sums = async (vesuviopayCartTotals: ReadingValues['vesuviopayCartTotals']) => {
    const { subtotal, taxes, grandTotal } = (await show({ vesuviopayCartTotals })).data
    return [subtotal, taxes, grandTotal]
  }
  assert.deepEqual(await sums('subtotal'), [94, undefined, undefined])
  assert.deepEqual(await sums('grand-total'), [94, 0, 94])
  assert.deepEqual(await sums('absent'), [undefined, undefined, undefined])
})

test('items may say how many there are', async () => {
  const { data: silent } = await show({})
  assert.ok(!('isAvailable' in silent.items[0]))
  const { sandbox, signIn } = openVesuvioPay({ vesuviopayItemAvailability: 'present' })
  const { add, read } = await signIn(phones.allStock)
  await add(goods.uncounted, 9)
  const shirt = sandbox.world.products.find(({ id }) => id === 101)?.variants[3]
  assert.ok(shirt)
  shirt.stock = 1
  const facts = (await read()).body.data.items.map((item: { isAvailable: boolean; availableQuantity?: number }) => [
    item.isAvailable,
    item.availableQuantity,
  ])
  assert.deepEqual(facts, [
    [false, 1],
    [true, 2],
    [true, undefined],
  ])
})

test('products are called by their number, by the SKU of the variant, or with a prefix', async () => {
  const play = async (vesuviopayExternalIds: ReadingValues['vesuviopayExternalIds'], ids: object) => {
    const { signIn } = openVesuvioPay({ vesuviopayExternalIds })
    const { add } = await signIn(phones.nothing)
    const refused = [goods.plenty, { externalProductId: '113', externalVariantId: 'x' }].map(async (wrong) =>
      vesuviopayExternalIds === 'id' ? 404 : (await add(wrong, 1)).status,
    )
    assert.deepEqual(await Promise.all(refused), [404, 404])
    const { externalProductId, externalVariantId } = (await add(ids, 1)).body.data.items[0]
    assert.deepEqual({ externalProductId, externalVariantId }, ids)
  }
  await play('id', goods.plenty)
  await play('sku', { externalProductId: '113', externalVariantId: 'CERAMIC-MUG-SAGE' })
  await play('prefix', { externalProductId: 'bigcommerce_113', externalVariantId: 'bigcommerce_11300' })
})

test('an edit answers with the cart, the item, or that it was done; an add perhaps with 201', async () => {
  const play = async (readings: Partial<ReadingValues>) => {
    const { signIn, findCart } = openVesuvioPay(readings)
    const { add, update } = await signIn(phones.nothing)
    const added = await add(goods.plenty, 2)
    const id = findCart(phones.nothing)?.items[0]?.id ?? ''
    return { id, added, updated: await update(id, 3), removed: await update(id, 0) }
  }
  const cart = await play({})
  assert.deepEqual([cart.added.body.data.totalItems, cart.updated.body.data.totalItems], [2, 3])
  const item = await play({ vesuviopayEditAnswer: 'item' })
  assert.deepEqual([item.added.body.data.id, item.updated.body.data.quantity], [item.id, 3])
  assert.equal(item.removed.body.data, null)
  const done = await play({ vesuviopayEditAnswer: 'success-only', vesuviopayAddStatus: '201' })
  assert.deepEqual([done.added.body, done.updated.body], [{ success: true }, { success: true }])
  assert.deepEqual([done.added.status, done.updated.status], [201, 200])
})

test('calls that give nothing back do so in three ways', async () => {
  const play = async (vesuviopayAcknowledgement: ReadingValues['vesuviopayAcknowledgement']) => {
    const { signIn, findCart } = openVesuvioPay({ vesuviopayAcknowledgement })
    const shopper = await signIn(phones.oneLine)
    const answers = [
      await shopper.remove(findCart(phones.oneLine)?.items[0]?.id ?? ''),
      await shopper.clear(),
      await shopper.subscribe(goods.none),
      await shopper.unsubscribe(goods.none),
    ]
    return answers.map(({ status, body }) => [status, body && Object.keys(body).join(' ')])
  }
  assert.deepEqual(await play('data'), Array(4).fill([200, 'success data']))
  assert.deepEqual(await play('success-only'), Array(4).fill([200, 'success']))
  assert.deepEqual(await play('204'), Array(4).fill([204, undefined]))
})

test('a cart without items has several forms, and a name may be empty', async () => {
  const play = async (vesuviopayEmptyCart: ReadingValues['vesuviopayEmptyCart']) => {
    const { signIn } = openVesuvioPay({ vesuviopayEmptyCart })
    const { status, body } = await (await signIn(phones.cleared)).read()
    return [status, body?.success, body?.data]
  }
  assert.deepEqual(await play('null-data'), [200, true, null])
  assert.deepEqual(await play('null-items'), [200, true, { items: null, totalItems: 0 }])
  assert.deepEqual(await play('204'), [204, undefined, undefined])
  assert.deepEqual(await play('success-false'), [200, false, undefined])
  const { signIn } = openVesuvioPay({ vesuviopayItemName: 'empty' })
  assert.equal((await (await signIn(phones.oneLine)).read()).body.data.items[0].product.name, '')
})
