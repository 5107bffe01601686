import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantMessagesAnswer, RecoverAnswer } from '../../src/contract/index.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { bigcommerceOf, buzzbipOf, openMerchantShop } from '../setup/merchant.ts'
import { watchStore } from '../setup/watched-store.ts'

test('who says no while a report waits for its log-in is not written to', async () => {
  let sayNo = async () => {}
  const shop = openMerchantShop({
    platforms: (sandbox) => [
      bigcommerceOf(sandbox),
      buzzbipOf(sandbox, async (input, init) => {
        if (String(input).includes('login')) await sayNo()
        return sandbox.fetch(input, init)
      }),
    ],
  })
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart('hero').token })
  let answered = 0
  sayNo = async () => {
    const no = { cartHandle: body.cartHandle, channels: { whatsapp: false } }
    answered = (await shop.shopper('PUT', '/consent', no)).status
  }
  shop.pass(60 * 60 * 1000)
  await shop.happens('hero', 'abandon')
  assert.equal(answered, 200)
  assert.deepEqual(shop.messages(), [])
  const { reports } = (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports')).body
  assert.deepEqual(
    reports.map(({ status, reason }) => [status, reason]),
    [['withheld', 'consent-refused']],
  )
})

test('a cart that is ordered while its report is about to be sent is not written about', async () => {
  let onConsent = async () => {}
  let isConsent = false
  const stateStore = watchStore(
    createSqliteStore({ path: ':memory:' }),
    ({ sql }) => {
      isConsent = sql.startsWith('select * from "consents"')
    },
    async () => {
      if (isConsent) await onConsent()
    },
  )
  const shop = openMerchantShop({ stateStore })
  const { id } = shop.cart('hero')
  let reads = 0
  onConsent = async () => {
    // The second reading is the one after the report was claimed.
    if (++reads !== 2) return
    const request = new Request(`http://127.0.0.1/sandbox/carts/${id}/convert`, { method: 'POST' })
    assert.ok((await shop.sandbox.controls.fetch(request)).ok)
  }
  await shop.happens('hero', 'abandon')
  assert.equal(reads, 2)
  assert.deepEqual(shop.messages(), [])
  const { reports } = (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports')).body
  assert.deepEqual(
    reports.map((report) => [report.status, report.reason]),
    [['cancelled', 'already-ordered']],
  )
})
