import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantCartsAnswer, RecoverAnswer, RestoreAnswer } from '../../src/contract/index.ts'
import { serverKey } from '../setup/adopt-shop.ts'
import { openMerchantShop } from '../setup/merchant.ts'

/** A shop whose shopper has a cart that was left behind, and adopts another one, which takes its lines. */
async function adoptOverPresent(...beforeAdopting: 'abandon'[]) {
  const shop = openMerchantShop({ changes: { serverKey, adopt: true } })
  const present = shop.cart('hero')
  for (const step of beforeAdopting) await shop.happens(present.key, step)
  const { token } = shop.cart('all-available')
  const { cartHandle } = (await shop.shopper<RecoverAnswer>('POST', '/recover', { token })).body
  const { adoptCode = '' } = (await shop.shopper<RestoreAnswer>('POST', '/restore', { cartHandle, lineItems: [] })).body
  const adopted = await shop.proxy.adopt({ code: adoptCode, presentCartId: present.id })
  assert.deepEqual(adopted, { ...adopted, platform: 'bigcommerce', cartId: shop.cart('all-available').id })
  const statuses = async () =>
    (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body.carts.map(({ status }) => status).sort()
  return { shop, present, statuses }
}

test('the order of an adopted cart closes the cart whose lines it took, and no message about that one follows', async () => {
  const { shop, present, statuses } = await adoptOverPresent('abandon')
  assert.deepEqual(await statuses(), ['abandoned', 'opened'])
  assert.equal(shop.messages().length, 1)
  await shop.happens('all-available', 'convert')
  assert.deepEqual(await statuses(), ['recovered', 'recovered'])
  await shop.happens(present.key, 'abandon')
  assert.equal(shop.messages().length, 1)
})

test('a cart that is left behind only after the order of what took its lines is not written about', async () => {
  const { shop, present, statuses } = await adoptOverPresent()
  await shop.happens('all-available', 'convert')
  await shop.happens(present.key, 'abandon')
  assert.ok(!(await statuses()).includes('abandoned'), String(await statuses()))
  assert.deepEqual(shop.messages(), [])
})
