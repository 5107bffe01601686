import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openShop, openTextShop } from '../../setup/shop.ts'

// What the holder of one link can send, or have in a cart, is no reason to leave a platform alone: its other shoppers are served.

const tries = 12
const hero = 'vesuviopay-hero'

for (const shopperToken of ['x\ny', 'x\0y', 'é', 'a b', ' ', '']) {
  test(`a shopper token that no header can hold (${JSON.stringify(shopperToken)}) is refused by name, and not sent`, async () => {
    const shop = openTextShop()
    const { cartHandle } = await shop.recover(hero)
    shop.newCalls()
    for (let index = 0; index < tries; index++) {
      const answers = [
        await shop.post('/availability', { cartHandle, shopperToken }),
        await shop.post('/sign-in', { cartHandle, shopperToken }, { 'idempotency-key': `tap-0000000${index}` }),
        await shop.post('/recover', { token: shop.cart(hero).token, shopperToken }),
      ]
      for (const { status, body } of answers) {
        assert.deepEqual([status, body.detail], [400, 'shopperToken: is not as documented'])
      }
    }
    assert.deepEqual(shop.newCalls(), [])
    const { cart } = await shop.recover(hero)
    assert.ok(cart?.lineItems.every(({ availability }) => availability.status !== 'unknown'))
  })
}

test('a cart whose answer is too large, or cannot be read, is left alone and no other', async () => {
  for (const fault of ['huge', 'missing-field'] as const) {
    const shop = openShop()
    const { id, token } = shop.cart('every-kind')
    shop.sandbox.faults.set({ platform: 'bigcommerce', fault, path: id })
    shop.sandbox.world.accounts.bigcommerce.quota.requests = 10_000
    for (let index = 0; index < tries; index++) {
      const { status } = await shop.post('/recover', { token })
      assert.equal(status, 503)
    }
    assert.equal(shop.newCalls().filter(({ path }) => path.includes(id)).length, tries, 'none is asked for again')
    const { cart } = await shop.recover('hero')
    assert.ok(cart?.lineItems.every(({ availability }) => availability.status !== 'unknown'))
  }
})
