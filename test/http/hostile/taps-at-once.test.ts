import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openShop } from '../../setup/shop.ts'

test('of 400 taps at once on one cart fifty wait for their turn, the others are busy, and other shoppers are served', async () => {
  const shop = openShop()
  shop.sandbox.world.accounts.bigcommerce.quota.requests = 100_000
  const { cartHandle } = await shop.recover('all-available')
  const before = shop.held('all-available')
  shop.newCalls()
  const tapping = Promise.all(Array.from({ length: 400 }, () => shop.checkout({ cartHandle })))
  const { cart } = await shop.recover('hero')
  assert.ok(cart?.lineItems.every(({ availability }) => availability.status !== 'unknown'))

  const answers = await tapping
  const finished = answers.filter(({ status }) => status === 200)
  const delayed = answers.filter(({ body }) => body.code === 'busy' && (body.retryAfterSeconds ?? 0) > 0)
  assert.equal(finished.length + delayed.length, 400)
  assert.ok(finished.length > 0 && finished.length <= 51, `${finished.length} went through`)
  const links = shop.newCalls().filter(({ path }) => path.endsWith('/redirect_urls'))
  assert.ok(links.length <= 51, `${links.length} links were made`)
  assert.deepEqual(shop.held('all-available'), before)
})
