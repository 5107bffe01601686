import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ReadingValues } from '../../readings.ts'
import { goods, openVesuvioPay, phones, refusalOf } from '../../testing/vesuviopay-client.ts'

function openCheck(readings: Partial<ReadingValues> = {}) {
  const opened = openVesuvioPay(readings)
  const path = `/sdk/cart/store/${opened.storeId}/availability`
  return {
    ...opened,
    check: (ids: object, quantity: unknown = 1) => opened.withKey('POST', path, { ...ids, quantity }),
  }
}

test('tells whether the quantity is there, and how many are', async () => {
  const { check } = openCheck()
  const { body } = await check(goods.two, 3)
  assert.deepEqual(body, {
    success: true,
    data: {
      isAvailable: false,
      availableQuantity: 2,
      requestedQuantity: 3,
      trackInventory: true,
      product: { name: 'Linen shirt', price: 69 },
    },
  })
  const facts = async (ids: object, quantity?: number) => {
    const { data } = (await check(ids, quantity)).body
    return [data.isAvailable, data.availableQuantity, data.trackInventory]
  }
  assert.deepEqual(await facts(goods.two, 2), [true, 2, true])
  assert.deepEqual(await facts(goods.none), [false, 0, true])
  assert.deepEqual(await facts(goods.notSold), [false, 0, true])
  assert.deepEqual(await facts(goods.uncounted, 5000), [true, undefined, false])
})

test('what is gone is not found, what makes no sense is refused', async () => {
  const { check, signIn } = openCheck()
  const shopper = await signIn(phones.nothing)
  for (const ask of [check, shopper.check]) {
    for (const ids of [goods.discontinued, goods.hidden, { ...goods.two, externalProductId: '1' }]) {
      assert.deepEqual(refusalOf(await ask(ids, 1)), [404, 'VARIANT_NOT_FOUND'])
    }
    for (const quantity of [0, -1, 1.5, '1', null]) {
      assert.deepEqual(refusalOf(await ask(goods.two, quantity)), [400, 'INVALID_REQUEST'])
    }
    assert.deepEqual(refusalOf(await ask({ externalProductId: '101' }, 1)), [400, 'INVALID_REQUEST'])
  }
})

test('it follows the shop’s stock as it changes', async () => {
  const { sandbox, check } = openCheck()
  const shirt = sandbox.world.products.find(({ id }) => id === 101)?.variants[3]
  assert.ok(shirt)
  shirt.stock = 7
  assert.equal((await check(goods.two, 7)).body.data.isAvailable, true)
})

test('fields that are missing in one reading and there in another', async () => {
  const { sandbox, check } = openCheck()
  assert.ok(!('isSubscribed' in (await check(goods.none)).body.data))
  sandbox.readings.set({
    vesuviopayPlainSubscription: 'false',
    vesuviopayUntrackedQuantity: 'null',
    vesuviopayAvailabilityProduct: 'absent',
  })
  const { data } = (await check(goods.uncounted)).body
  assert.deepEqual(data, {
    isAvailable: true,
    availableQuantity: null,
    requestedQuantity: 1,
    trackInventory: false,
    isSubscribed: false,
  })
})

test('without a customer nobody’s subscription is shown, whatever the field says', async () => {
  const { sandbox, check } = openCheck({ vesuviopayPlainSubscription: 'false' })
  assert.equal(sandbox.world.vesuviopay.subscriptions.length, 1)
  assert.equal((await check(goods.none)).body.data.isSubscribed, false)
})

test('a customer’s subscription has one of four fields, or none', async () => {
  const play = async (vesuviopaySubscriptionField: ReadingValues['vesuviopaySubscriptionField']) => {
    const { signIn } = openVesuvioPay({ vesuviopaySubscriptionField, vesuviopayAvailabilityProduct: 'absent' })
    const own = async (phone: string) => {
      const { data } = (await (await signIn(phone)).check(goods.none, 1)).body
      const { isAvailable, availableQuantity, requestedQuantity, trackInventory, ...rest } = data
      assert.deepEqual([isAvailable, availableQuantity, requestedQuantity, trackInventory], [false, 0, 1, true])
      return rest
    }
    return [await own(phones.subscribed), await own(phones.nothing)]
  }
  assert.deepEqual(await play('isSubscribed'), [{ isSubscribed: true }, { isSubscribed: false }])
  assert.deepEqual(await play('subscriptionStatus-text'), [
    { subscriptionStatus: 'Subscribed' },
    { subscriptionStatus: 'NotSubscribed' },
  ])
  assert.deepEqual(await play('subscriptionStatus-boolean'), [
    { subscriptionStatus: true },
    { subscriptionStatus: false },
  ])
  assert.deepEqual(await play('isSubscribedToBackInStock'), [
    { isSubscribedToBackInStock: true, subscriptionDate: '2026-05-03T09:00:00.000Z' },
    { isSubscribedToBackInStock: false, subscriptionDate: null },
  ])
  assert.deepEqual(await play('absent'), [{}, {}])
})

test('whether something can be bought does not follow from its count, and the sync may know no such product', async () => {
  const { sandbox, check } = openCheck({ vesuviopayWithdrawnQuantity: 'as-counted', vesuviopayCounts: 'text' })
  const scarf = sandbox.world.products.find(({ id }) => id === 109)?.variants[1]
  assert.ok(scarf)
  scarf.backorders = 5
  const facts = async (ids: object, quantity?: number) => {
    const { data } = (await check(ids, quantity)).body
    return [data.isAvailable, data.availableQuantity]
  }
  assert.deepEqual(await facts(goods.none, 5), [true, '0'])
  assert.deepEqual(await facts(goods.none, 6), [false, '0'])
  assert.deepEqual(await facts(goods.notSold), [false, '24'])
  sandbox.readings.set({ vesuviopayShortStock: '409' })
  assert.deepEqual(refusalOf(await check(goods.two, 3)), [409, 'INSUFFICIENT_STOCK'])
  sandbox.readings.set({ vesuviopayShortStock: 'success-false' })
  assert.deepEqual(refusalOf(await check(goods.two, 3)), [200, 'INSUFFICIENT_STOCK'])
  sandbox.world.accounts.vesuviopay.unsyncedProducts = ['101']
  assert.deepEqual(refusalOf(await check(goods.two, 1)), [404, 'VARIANT_NOT_FOUND'])
})
