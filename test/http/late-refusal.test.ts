import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantMessagesAnswer, RecoverAnswer } from '../../src/contract/index.ts'
import { bigcommerceOf, buzzbipOf, openMerchantShop } from '../setup/merchant.ts'

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
