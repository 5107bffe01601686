import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantMessagesAnswer } from '../../src/contract/index.ts'
import { checkUp } from '../../src/proxy/index.ts'
import { type MerchantShop, openMerchantShop } from '../setup/merchant.ts'

const minuteMs = 60_000
const carts = ['hero', 'storefront', 'one-sold-out']

/** Three carts whose shoppers agreed to be written to. */
function openShopWithConsent(): MerchantShop {
  const shop = openMerchantShop()
  carts.forEach((key, index) => {
    const cart = shop.cart(key)
    cart.consent = { email: false, sms: false, whatsapp: true }
    cart.shopper.phone = `+49170123450${index}`
  })
  return shop
}

const fates = async (shop: MerchantShop) =>
  (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports')).body.reports.map(({ status }) => status)
const loud = ({ logged }: MerchantShop) => logged.filter((line) => line.includes('refuses our account'))
const reportCalls = ({ sandbox }: MerchantShop) => sandbox.calls.list().filter(({ path }) => path.endsWith('/cart/'))

for (const buzzbipNoAccess of ['403', '401'] as const) {
  test(`an account without API access (${buzzbipNoAccess}) loses no report: all wait, it is logged once, and all go out later`, async () => {
    const shop = openShopWithConsent()
    shop.sandbox.readings.set({ buzzbipNoAccess })
    shop.sandbox.world.accounts.buzzbip.hasApiAccess = false
    for (const key of carts) await shop.happens(key, 'abandon')
    for (let second = 0; second < 30; second++) {
      shop.pass(1000)
      await shop.proxy.work()
    }
    assert.deepEqual(await fates(shop), ['pending', 'pending', 'pending'])
    assert.equal(loud(shop).length, 1, 'one line for three reports')
    assert.match(loud(shop)[0] ?? '', /buzzbip POST \/api\/v1\/cart\/: answered 40[13]/)
    // A log-in that did not help is not tried again and again either.
    assert.ok(reportCalls(shop).length <= 2)

    for (let hour = 0; hour < 24; hour++) {
      shop.pass(60 * minuteMs)
      await shop.proxy.work()
    }
    assert.equal(loud(shop).length, 1, 'nor one for each attempt')
    const found = []
    for await (const finding of checkUp(shop.config, { fetch: async () => new Response() })) found.push(finding)
    const held = found.find(({ subject }) => subject === 'reports')
    assert.deepEqual([held?.ok, held?.platform], [false, 'buzzbip'])
    assert.match(held?.detail ?? '', new RegExp(`answered ${buzzbipNoAccess}`))

    shop.sandbox.world.accounts.buzzbip.hasApiAccess = true
    shop.pass(60 * minuteMs)
    await shop.proxy.work()
    await shop.proxy.work()
    assert.deepEqual(await fates(shop), ['sent', 'sent', 'sent'])
    assert.equal(shop.messages().length, 3)
    for await (const { subject } of checkUp(shop.config, { fetch: async () => new Response() })) {
      assert.notEqual(subject, 'reports')
    }
  })
}

test('a cart platform that refuses our key keeps reports waiting the same way', async () => {
  const shop = openShopWithConsent()
  const { bigcommerce } = shop.sandbox.world.accounts
  const { accessToken } = bigcommerce
  bigcommerce.accessToken = 'another'
  for (const key of carts) await shop.happens(key, 'abandon')
  shop.pass(60 * minuteMs)
  await shop.proxy.work()
  assert.deepEqual(await fates(shop), ['pending', 'pending', 'pending'])
  assert.equal(loud(shop).length, 1)
  assert.match(loud(shop)[0] ?? '', /"platform":"bigcommerce"/)
  bigcommerce.accessToken = accessToken
  shop.pass(60 * minuteMs)
  await shop.proxy.work()
  assert.deepEqual(await fates(shop), ['sent', 'sent', 'sent'])
})
