import assert from 'node:assert/strict'
import { test } from 'node:test'

import { control, openSandbox } from '../../testing/api-client.ts'

const path = '/abandoned-carts/settings'

test('the settings share the path of the tokens and hold the address of the merchant', async () => {
  const { call } = openSandbox()
  const { body } = await call('GET', path)
  assert.match(body.data.merchant_email_address, /@/)
  assert.equal(Object.keys(body.data).length, 8)
})

test('replacing the settings names what is missing, in either reading of the slip', async () => {
  const { sandbox, call } = openSandbox()
  const settings = { ...sandbox.world.bigcommerce.abandonedCartSettings, merchant_email_address: 'new@shop.example' }
  assert.equal((await call('PUT', path, settings)).status, 200)
  assert.equal(sandbox.world.bigcommerce.abandonedCartSettings.merchant_email_address, 'new@shop.example')
  const { enable_notification: _, ...others } = settings
  assert.deepEqual((await call('PUT', path, others)).body.errors, { enable_notification: 'error.path.missing' })
  assert.equal(Object.keys((await call('PUT', path, {})).body.errors).length, 8)
  assert.equal(Object.keys((await call('PUT', path)).body.errors ?? {}).length, 8)
  sandbox.readings.set({ settingsRequired: 'enabled' })
  const refused = await call('PUT', path, settings)
  assert.deepEqual([refused.status, refused.body.errors], [422, { enabled: 'error.path.missing' }])
  assert.equal((await call('PUT', path, { ...settings, enabled: false })).status, 200)
  sandbox.readings.set({ settingsRequired: 'enabled-unnamed' })
  assert.deepEqual((await call('PUT', path, settings)).body.errors, {})
  assert.equal(sandbox.world.bigcommerce.abandonedCartSettings.enable_notification, false)
})

/** Values each field refuses, beside `null`. */
const outOfBounds: Record<string, unknown[]> = {
  enable_notification: ['yes', 1],
  email_customer_until_cart_is_recovered: ['yes'],
  marketing_emails_require_customer_consent: ['yes'],
  email_merchant_when_cart_is_converted: ['yes'],
  email_merchant_when_cart_is_abandoned: ['yes'],
  merchant_email_address: ['', 'ida', 'ida@shop', 7],
  merchant_abandoned_cart_email_frequency_type: ['weekly', ''],
  merchant_abandoned_cart_digest_email_frequency: [1, 1001, 2.5, '10'],
}

test('every bound of every field is kept, and the field is named', async () => {
  const { sandbox, call } = openSandbox()
  const before = structuredClone(sandbox.world.bigcommerce.abandonedCartSettings)
  for (const [name, values] of Object.entries(outOfBounds)) {
    for (const value of [...values, null]) {
      const { status, body } = await call('PUT', path, { ...before, [name]: value })
      assert.deepEqual([status, Object.keys(body.errors ?? {})], [422, [name]], `${name} ${JSON.stringify(value)}`)
    }
    for (const value of values) {
      const { status, body } = await call('PUT', `${path}/channels/1`, { [name]: value })
      assert.deepEqual([status, Object.keys(body.errors ?? {})], [422, [name]], `${name} ${JSON.stringify(value)}`)
    }
  }
  const long = { merchant_email_address: `${'a'.repeat(500)}@shop.example` }
  assert.deepEqual(Object.keys((await call('PUT', `${path}/channels/1`, long)).body.errors), Object.keys(long))
  assert.deepEqual(sandbox.world.bigcommerce.abandonedCartSettings, before)
  for (const frequency of [2, 1000]) {
    const change = { merchant_abandoned_cart_digest_email_frequency: frequency }
    assert.equal((await call('PUT', path, { ...before, ...change })).status, 200)
  }
})

test('a channel overrides what it likes, and null takes an override back', async () => {
  const { sandbox, call } = openSandbox()
  const channel = `${path}/channels/3`
  const none = (await call('GET', channel)).body.data
  assert.deepEqual([Object.keys(none).length, new Set(Object.values(none))], [8, new Set([null])])
  await call('PUT', channel, { enable_notification: false, merchant_email_address: 'three@shop.example' })
  const kept = (await call('PUT', channel, { enable_notification: null })).body.data
  assert.deepEqual(kept, { ...none, merchant_email_address: 'three@shop.example' })
  sandbox.readings.set({ channelSettingsOmitted: 'cleared' })
  assert.deepEqual((await call('PUT', channel, { enable_notification: true })).body.data, {
    ...none,
    enable_notification: true,
  })
  assert.deepEqual((await call('GET', `${path}/channels/1`)).body.data, none)
  assert.equal((await call('GET', `${path}/channels/one`)).status, 422)
})

test('changing settings needs a scope of its own, also where the document forgets it', async () => {
  const { sandbox, call } = openSandbox()
  sandbox.world.accounts.bigcommerce.scopes = ['store_v2_information_read_only']
  assert.equal((await call('GET', `${path}/channels/1`)).status, 200)
  assert.equal((await call('PUT', `${path}/channels/1`, { enable_notification: true })).status, 403)
  assert.equal((await call('PUT', path, sandbox.world.bigcommerce.abandonedCartSettings)).status, 403)
})

test('the e-mail goes out as the settings say, the channel’s first', async () => {
  const { sandbox, call, cart } = openSandbox()
  const isSent = async (key: string) => {
    const before = sandbox.world.messages.length
    await control(sandbox, 'POST', `/carts/${cart(key).id}/abandon`)
    return sandbox.world.messages.length > before
  }
  await call('PUT', `${path}/channels/1`, { enable_notification: false })
  assert.deepEqual([await isSent('hero'), await isSent('other-channel')], [false, true])
  await call('PUT', `${path}/channels/1`, {
    enable_notification: null,
    marketing_emails_require_customer_consent: true,
  })
  assert.deepEqual([await isSent('hero'), await isSent('account')], [false, true])
})
