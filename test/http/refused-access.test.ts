import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantCartsAnswer, MerchantMessagesAnswer } from '../../src/contract/index.ts'
import { checkUp } from '../../src/proxy/index.ts'
import { tjar } from '../../src/proxy/platforms/tjar/tjar.ts'
import { bigcommerceOf, buzzbipOf, type MerchantShop, openMerchantShop, tjarOf } from '../setup/merchant.ts'

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
    const held = found.find(({ subject }) => subject.endsWith('asked about a message'))
    assert.deepEqual([held?.ok, held?.platform], [false, 'buzzbip'])
    assert.match(held?.detail ?? '', new RegExp(`refuses our account with ${buzzbipNoAccess}`))

    shop.sandbox.world.accounts.buzzbip.hasApiAccess = true
    shop.pass(60 * minuteMs)
    await shop.proxy.work()
    await shop.proxy.work()
    assert.deepEqual(await fates(shop), ['sent', 'sent', 'sent'])
    assert.equal(shop.messages().length, 3)
    for await (const { subject } of checkUp(shop.config, { fetch: async () => new Response() })) {
      assert.doesNotMatch(subject, /asked about a message/)
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

test('a platform whose list of carts refuses our key is one line of the log, not one every ten minutes', async () => {
  const shop = openMerchantShop({ platforms: (sandbox) => [tjarOf(sandbox)] })
  const { tjar } = shop.sandbox.world.accounts
  const { apiKey } = tjar
  tjar.apiKey = 'another'
  for (let times = 0; times < 6; times++) {
    await shop.proxy.work()
    shop.pass(20 * minuteMs)
  }
  assert.equal(loud(shop).length, 1)
  tjar.apiKey = apiKey
  await shop.proxy.work()
  tjar.apiKey = 'another'
  shop.pass(20 * minuteMs)
  await shop.proxy.work()
  assert.equal(loud(shop).length, 2, 'it worked in between')
})

test('carts of the list that cannot be read are counted in the log, and the others are there', async () => {
  const shop = openMerchantShop({
    platforms: (sandbox) => [
      tjar({
        ...sandbox.credentials.tjar,
        channelId: 'tjar',
        async fetch(input, init) {
          const response = await sandbox.fetch(input, init)
          if (!String(input).includes('abandoned-carts?')) return response
          let count = 0
          // Every second cart says only how long ago it was left.
          const text = (await response.text()).replaceAll(/"created_at":"[^"]*"/g, (time) =>
            count++ % 2 ? '"created_at":"9 minutes ago"' : time,
          )
          return new Response(text, response)
        },
      }),
    ],
  })
  await shop.proxy.work()
  shop.pass(11 * minuteMs)
  await shop.proxy.work()
  const lines = shop.logged.filter((line) => line.includes('could not be read and are left out'))
  assert.equal(lines.length, 1)
  assert.match(lines[0] ?? '', /"3 listed carts could not be read and are left out, 4 could"/)
  // One of the four turns out to be empty once the list reads it, and is not listed.
  assert.equal((await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body.carts.length, 3)
})

test('with debug the log holds what a platform answered, masked, and without it nothing of it', async () => {
  const answer = { status: 'error', code: 'E7', message: 'The template of +966512345678 is not approved', data: [] }
  for (const debug of [true, false]) {
    const shop = openMerchantShop({
      changes: { debug },
      platforms: (sandbox) => [
        bigcommerceOf(sandbox),
        buzzbipOf(sandbox, async (input, init) =>
          String(input).endsWith('/cart/') ? Response.json(answer, { status: 400 }) : sandbox.fetch(input, init),
        ),
      ],
    })
    await shop.happens('hero', 'abandon')
    const line = shop.logged.find((text) => text.includes('did not get through')) ?? ''
    assert.match(line, /answered 400 E7/)
    assert.equal(line.includes('is not approved'), debug)
    assert.doesNotMatch(line, /512345/)
  }
})
