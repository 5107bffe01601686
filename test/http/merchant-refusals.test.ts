import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantSummary, RecoverAnswer } from '../../src/contract/index.ts'
import { openMerchantShop } from '../setup/merchant.ts'

const dayMs = 24 * 60 * 60 * 1000

function openShop() {
  const shop = openMerchantShop()
  /** Shoppers who said no in the last days, and in as many before. */
  const refusals = async (days: number) => {
    const { body } = await shop.merchant<MerchantSummary>('GET', `/summary?days=${days}`)
    return [body.refusals, body.before?.refusals]
  }
  const choose = async (name: string, whatsapp: boolean) => {
    const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart(name).token })
    const { status } = await shop.shopper('PUT', '/consent', { cartHandle: body.cartHandle, channels: { whatsapp } })
    assert.equal(status, 200)
  }
  return { shop, refusals, choose }
}

test('the merchant sees how many shoppers said no, each once, on the day on which they did', async () => {
  const { shop, refusals, choose } = openShop()
  assert.deepEqual(await refusals(7), [0, 0])
  await choose('hero', true)
  assert.deepEqual(await refusals(7), [0, 0], 'a yes is none')
  await choose('hero', false)
  assert.deepEqual(await refusals(7), [1, 0], 'under the cart and under its number, and yet once')
  shop.pass(2 * dayMs)
  await choose('hero', false)
  assert.deepEqual(
    [await refusals(2), await refusals(7)],
    [
      [1, 0],
      [1, 0],
    ],
    'the last time counts',
  )
  shop.pass(5 * dayMs)
  await choose('one-sold-out', false)
  assert.deepEqual(
    [await refusals(7), await refusals(5)],
    [
      [2, 0],
      [1, 1],
    ],
  )
})

test('who changed their mind did not say no, on whichever day that was', async () => {
  const { shop, refusals, choose } = openShop()
  await shop.proxy.recordConsent(
    { platform: 'bigcommerce', cartId: shop.cart('hero').id },
    { whatsapp: false },
    'by phone',
  )
  assert.deepEqual(await refusals(30), [1, 0])
  shop.pass(3 * dayMs)
  await choose('hero', true)
  assert.deepEqual(await refusals(30), [0, 0])
})
