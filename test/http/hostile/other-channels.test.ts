import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantCartAnswer, MerchantCartsAnswer, Problem } from '../../../src/contract/index.ts'
import { bigcommerceOf, type MerchantShop, openMerchantShop } from '../../setup/merchant.ts'
import { until } from '../../setup/served-shop.ts'

// Two proxies may share one store of a platform, each with channels of its own: a merchant of one sees nothing of the other's.

/** A proxy of channel 1, and a cart of channel 2 that is abandoned. */
async function open(platforms: (shop: MerchantShop['sandbox']) => ReturnType<typeof bigcommerceOf>[]) {
  const shop = openMerchantShop({ platforms })
  await shop.happens('other-channel', 'abandon')
  return shop
}
const withoutReports = () => open((sandbox) => [bigcommerceOf(sandbox)])
const list = async (shop: MerchantShop) => (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body.carts

test('a cart of another channel is listed for no longer than it takes to read it', async () => {
  const shop = await withoutReports()
  await until('the cart is not listed', async () => (await list(shop)).length === 0)
  await shop.happens('hero', 'abandon')
  await until('its own is', async () => (await list(shop)).length === 1)
})

test('its lines and its shopper are not shown, also where its channel could not be read before', async () => {
  const shop = openMerchantShop({ platforms: (sandbox) => [bigcommerceOf(sandbox)] })
  const { id } = shop.cart('other-channel')
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: '500', path: `/carts/${id}` })
  await shop.happens('other-channel', 'abandon')
  await until('the read failed', () => shop.logged.some((line) => line.includes('could not be read')))
  // The list reads what it does not know, too.
  const [listed] = await list(shop)
  assert.ok(listed)
  shop.sandbox.faults.clear()
  const { status, body } = await shop.merchant<MerchantCartAnswer & Problem>('GET', `/carts/${listed.id}`)
  assert.deepEqual([status, body.code], [404, 'not-found'])
  assert.deepEqual(await list(shop), [])
  const reminder = { type: 'email', subject: 'Your cart', message: 'is here', consent: true }
  const reminded = await shop.merchant<Problem>('POST', `/carts/${listed.id}/reminder`, reminder)
  assert.equal(reminded.body.code, 'not-found')
})

test('settings of another channel are neither read nor written', async () => {
  const shop = await withoutReports()
  const calls = shop.sandbox.calls.list().length
  for (const channelId of ['2', '01', '__proto__', 'constructor']) {
    const path = `/settings/channels/${channelId}`
    assert.equal((await shop.merchant<Problem>('GET', path)).status === 200, false)
    const changed = await shop.merchant<Problem>('PUT', path, { merchant_email_address: 'eve@example.com' })
    assert.notEqual(changed.status, 200)
    assert.ok(!JSON.stringify(changed.body).includes('eve'))
  }
  const asked = shop.sandbox.calls.list().slice(calls)
  assert.deepEqual(
    asked.filter(({ path }) => path.includes('settings')),
    [],
  )
  assert.equal((await shop.merchant('GET', '/settings/channels/1')).status, 200)
})
