import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ReadingValues } from '../../readings.ts'
import { openVesuvioPay } from '../../testing/vesuviopay-client.ts'

test('checkout settings tell how the store sells, and may be cached', async () => {
  const { storeId, withKey, sandbox } = openVesuvioPay()
  sandbox.world.accounts.vesuviopay.checkoutLinkLifetimeSeconds = 1200
  const { headers, body } = await withKey('GET', `/sdk/store/${storeId}/checkout-settings`)
  assert.equal(headers.get('Cache-Control'), 'public, max-age=300')
  assert.deepEqual([body.success, body.data.storeId, body.data.currency], [true, storeId, 'EUR'])
  assert.deepEqual([body.data.guestCheckoutEnabled, body.data.checkoutLinkExpiryMinutes], [false, 20])
})

test('the currency has one of three places, or none', async () => {
  const play = async (vesuviopaySettingsCurrency: ReadingValues['vesuviopaySettingsCurrency']) => {
    const { storeId, withKey } = openVesuvioPay({ vesuviopaySettingsCurrency })
    const { currency, currencyCode } = (await withKey('GET', `/sdk/store/${storeId}/checkout-settings`)).body.data
    return [currency, currencyCode]
  }
  assert.deepEqual(await play('currency'), ['EUR', undefined])
  assert.deepEqual(await play('currencyCode'), [undefined, 'EUR'])
  assert.deepEqual(await play('currency.code'), [{ code: 'EUR' }, undefined])
  assert.deepEqual(await play('absent'), [undefined, undefined])
})

test('branding names the shop and what it looks like', async () => {
  const { sandbox, storeId, withKey } = openVesuvioPay()
  const { body } = await withKey('GET', `/sdk/store/${storeId}/branding`)
  assert.equal(body.data.companyName, 'Alder & Wool')
  assert.equal((await sandbox.fetch(body.data.logoUrl)).status, 200)
})
