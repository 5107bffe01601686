import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { AbandonedCartSettings, ChannelCartSettings, Problem } from '../../src/contract/index.ts'
import { openMerchantShop } from '../setup/merchant.ts'

const settings: AbandonedCartSettings = {
  enable_notification: false,
  email_customer_until_cart_is_recovered: false,
  marketing_emails_require_customer_consent: true,
  email_merchant_when_cart_is_converted: false,
  email_merchant_when_cart_is_abandoned: true,
  merchant_email_address: 'other.merchant@alder-and-wool.example',
  merchant_abandoned_cart_email_frequency_type: 'individual',
  merchant_abandoned_cart_digest_email_frequency: 1000,
}
const fields = Object.keys(settings) as (keyof AbandonedCartSettings)[]

for (const settingsRequired of ['enable_notification', 'enabled'] as const) {
  test(`every field of the store's settings comes back as it was sent, where ${settingsRequired} is required`, async () => {
    const shop = openMerchantShop()
    shop.sandbox.readings.set({ settingsRequired })
    for (const frequency of [2, 3, 999, 1000]) {
      const expected = { ...settings, merchant_abandoned_cart_digest_email_frequency: frequency }
      const put = await shop.merchant<AbandonedCartSettings>('PUT', '/settings', expected)
      assert.equal(put.status, 200, JSON.stringify(put.body))
      assert.deepEqual(put.body, expected)
      assert.deepEqual((await shop.merchant('GET', '/settings')).body, expected)
    }
  })
}

test('a channel overrides field by field, and null takes the store’s value again', async () => {
  const shop = openMerchantShop()
  const path = '/settings/channels/1'
  const none = Object.fromEntries(fields.map((name) => [name, null])) as ChannelCartSettings
  for (const name of fields) {
    const wanted = { ...none, [name]: settings[name] }
    assert.deepEqual((await shop.merchant('PUT', path, wanted)).body, wanted, name)
    assert.deepEqual((await shop.merchant('GET', path)).body, wanted, name)
  }
  assert.deepEqual((await shop.merchant('PUT', path, none)).body, none)
})

const wrong: [keyof AbandonedCartSettings, unknown][] = [
  ...fields.map((name): [keyof AbandonedCartSettings, unknown] => [name, undefined]),
  ...fields.map((name): [keyof AbandonedCartSettings, unknown] => [name, { of: 'another kind' }]),
  ['merchant_email_address', 'no address'],
  ['merchant_abandoned_cart_email_frequency_type', 'weekly'],
  ['merchant_abandoned_cart_digest_email_frequency', 1],
  ['merchant_abandoned_cart_digest_email_frequency', 1001],
  ['merchant_abandoned_cart_digest_email_frequency', 2.5],
  ['enable_notification', null],
]

test('what a channel’s settings leave out stays as it is', async () => {
  const shop = openMerchantShop()
  const path = '/settings/channels/1'
  await shop.merchant('PUT', path, { email_merchant_when_cart_is_converted: false })
  const { status, body } = await shop.merchant<ChannelCartSettings>('PUT', path, { enable_notification: true })
  assert.equal(status, 200)
  assert.deepEqual([body.enable_notification, body.email_merchant_when_cart_is_converted], [true, false])
})

test('settings that the platform would not take itself are shown, and kept from a channel by name', async () => {
  const shop = openMerchantShop()
  const odd = { merchant_email_address: '', merchant_abandoned_cart_digest_email_frequency: 0 }
  const { abandonedCartSettings, channelSettings } = shop.sandbox.world.bigcommerce
  Object.assign(abandonedCartSettings, odd)
  channelSettings[1] = odd
  for (const path of ['/settings', '/settings/channels/1']) {
    const { status, body } = await shop.merchant<AbandonedCartSettings>('GET', path)
    assert.deepEqual([status, { ...body, ...odd }], [200, body])
  }
  const change = { enable_notification: true }
  const { status, body } = await shop.merchant<Problem>('PUT', '/settings/channels/1', change)
  assert.deepEqual([status, body.code], [400, 'invalid-request'])
  assert.match(body.detail ?? '', /^merchant_email_address, merchant_abandoned_cart_digest_email_frequency: /)
  const whole = { ...change, merchant_email_address: null, merchant_abandoned_cart_digest_email_frequency: null }
  assert.equal((await shop.merchant('PUT', '/settings/channels/1', whole)).status, 200)
})

test('every violation is named at once', async () => {
  const shop = openMerchantShop()
  const { enable_notification: _left, ...others } = settings
  const { body } = await shop.merchant<Problem>('PUT', '/settings', {
    ...others,
    merchant_abandoned_cart_digest_email_frequency: 1,
  })
  assert.equal(
    body.detail,
    'enable_notification: is missing; merchant_abandoned_cart_digest_email_frequency: must be at least 2',
  )
})

test('each violation is refused with the field’s name, before the platform is asked', async () => {
  const shop = openMerchantShop()
  for (const [name, value] of wrong) {
    const { status, body } = await shop.merchant<Problem>('PUT', '/settings', { ...settings, [name]: value })
    assert.deepEqual([status, body.code], [400, 'invalid-request'])
    assert.ok(body.detail?.startsWith(`${name}:`), `${name} = ${JSON.stringify(value)}: ${body.detail}`)
  }
  const unknown = await shop.merchant<Problem>('PUT', '/settings', { ...settings, enabled: true })
  assert.equal(unknown.status, 400)
  assert.ok(!shop.sandbox.calls.list().some(({ write }) => write))
  const channel = await shop.merchant<Problem>('GET', '/settings/channels/first')
  assert.deepEqual([channel.status, channel.body.detail], [400, 'channelId: must be a whole number'])
})
