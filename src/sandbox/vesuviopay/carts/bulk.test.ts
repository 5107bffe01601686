import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ReadingValues } from '../../readings.ts'
import { goods, openVesuvioPay, phones, refusalOf } from '../../testing/vesuviopay-client.ts'

const mixture = [
  { ...goods.plenty, quantity: 2 },
  { ...goods.none, quantity: 1 },
  { ...goods.discontinued, quantity: 1 },
  { ...goods.plentyToo, quantity: 0 },
  { ...goods.plenty, quantity: 1 },
]

test('a bulk add takes what it can, increments, and answers 200', async () => {
  const { signIn, held } = openVesuvioPay()
  const { bulkAdd } = await signIn(phones.nothing)
  const { status, body } = await bulkAdd(mixture)
  assert.deepEqual([status, body.success, body.data.partialSuccess], [200, true, true])
  assert.deepEqual(
    body.data.failed.map((entry: { externalVariantId: string; errorCode: string }) => [
      entry.externalVariantId,
      entry.errorCode,
    ]),
    [
      ['10901', 'OUT_OF_STOCK'],
      ['11200', 'VARIANT_NOT_FOUND'],
      ['12200', 'INVALID_QUANTITY'],
    ],
  )
  assert.deepEqual(
    body.data.succeeded.map(({ quantity }: { quantity: number }) => quantity),
    [2, 3],
  )
  assert.deepEqual(held(phones.nothing), { 11300: 3 })
  await bulkAdd([{ ...goods.plenty, quantity: 2 }])
  assert.deepEqual(held(phones.nothing), { 11300: 5 })
})

test('the result has one of six shapes, the last of which names nothing', async () => {
  const play = async (vesuviopayBulkResult: ReadingValues['vesuviopayBulkResult']) => {
    const { signIn, held } = openVesuvioPay({ vesuviopayBulkResult })
    const { body } = await (await signIn(phones.nothing)).bulkAdd(mixture)
    assert.deepEqual(held(phones.nothing), { 11300: 3 }, 'the cart is the same in every shape')
    return body
  }
  const sizes = (object: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, Array.isArray(value) ? value.length : value]))
  assert.deepEqual(sizes((await play('succeeded-failed')).data), { partialSuccess: true, succeeded: 2, failed: 3 })
  assert.deepEqual(sizes((await play('successfulItems-failedItems')).data), {
    partialSuccess: true,
    successfulItems: 2,
    failedItems: 3,
  })
  assert.deepEqual(sizes((await play('successful-errors')).data), { successful: 2, errors: 3 })
  assert.deepEqual(sizes((await play('items-failures')).data), { partialSuccess: true, items: 2, failures: 3 })
  const cart = await play('cart-errors')
  assert.deepEqual([cart.partialSuccess, cart.data.totalItems, cart.errors.length], [true, 3, 3])
  assert.deepEqual((await play('counts')).data, { partialSuccess: true, successCount: 2, failureCount: 3 })
})

test('all or none taken is no partial success', async () => {
  const { sandbox, signIn } = openVesuvioPay()
  const { bulkAdd } = await signIn(phones.nothing)
  const partial = async (goodsAsked: object) => (await bulkAdd([{ ...goodsAsked, quantity: 1 }])).body.data
  assert.equal((await partial(goods.none)).partialSuccess, false)
  assert.equal((await partial(goods.plenty)).partialSuccess, false)
  assert.deepEqual(
    sandbox.calls
      .list()
      .filter(({ path }) => path.endsWith('/items/bulk'))
      .map(({ write }) => write),
    [false, true],
  )
})

test('too many items, no items and no list are refused as a whole', async () => {
  const { sandbox, signIn, findCart } = openVesuvioPay()
  const { bulkAdd, bulkUpdate } = await signIn(phones.nothing)
  const many = (count: number) => Array(count).fill({ ...goods.plenty, quantity: 1 })
  assert.deepEqual(refusalOf(await bulkAdd(many(51))), [400, 'TOO_MANY_ITEMS'])
  assert.equal(findCart(phones.nothing), undefined)
  assert.equal((await bulkAdd(many(5))).status, 200)
  sandbox.world.accounts.vesuviopay.bulkLimit = 4
  assert.deepEqual(refusalOf(await bulkAdd(many(5))), [400, 'TOO_MANY_ITEMS'])
  for (const items of [[], 'x', undefined]) {
    assert.deepEqual(refusalOf(await bulkAdd(items)), [400, 'INVALID_REQUEST'])
    assert.deepEqual(refusalOf(await bulkUpdate(items)), [400, 'INVALID_REQUEST'])
  }
})

test('a bulk update sets, removes, and fails in part or, for an unknown item, as a whole', async () => {
  const play = async (readings: Partial<ReadingValues>) => {
    const { signIn, held, findCart } = openVesuvioPay(readings)
    const { bulkUpdate } = await signIn(phones.allStock)
    const [shirt, beanie] = findCart(phones.allStock)?.items ?? []
    const answer = await bulkUpdate([
      { cartItemId: shirt?.id, quantity: 1 },
      { cartItemId: beanie?.id, quantity: 3 },
      { cartItemId: 'unknown', quantity: 1 },
    ])
    return { answer, held: held(phones.allStock), shirt, beanie, bulkUpdate, stillHeld: () => held(phones.allStock) }
  }
  const partial = await play({})
  assert.deepEqual(partial.answer.body.data.failed, [
    {
      cartItemId: partial.beanie?.id,
      errorCode: 'INSUFFICIENT_STOCK',
      message: 'The requested quantity is not available.',
    },
    { cartItemId: 'unknown', errorCode: 'CART_ITEM_NOT_FOUND', message: 'The cart item was not found.' },
  ])
  assert.deepEqual(partial.held, { 10103: 1, 10800: 2 })
  await partial.bulkUpdate([{ cartItemId: partial.shirt?.id, quantity: 0 }])
  assert.deepEqual(partial.stillHeld(), { 10800: 2 })
  const whole = await play({ vesuviopayBulkMissingItem: '404' })
  assert.deepEqual(refusalOf(whole.answer), [404, 'CART_ITEM_NOT_FOUND'])
  assert.deepEqual(whole.held, { 10103: 2, 10800: 2 })
})
