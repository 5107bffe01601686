import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantMessagesAnswer } from '../../src/contract/index.ts'
import { bigcommerceOf, buzzbipOf, type MerchantShop, openMerchantShop } from '../setup/merchant.ts'

const names = ['first', 'second', 'third', 'fourth', 'fifth']

/** Carts of a shopper each. */
function addCarts({ sandbox, cart }: MerchantShop): void {
  const { id: _, ...hero } = cart('hero')
  for (const [index, key] of names.entries()) {
    const shopper = { ...hero.shopper, phone: `+49170124500${index}` }
    sandbox.world.carts.push({ ...structuredClone(hero), id: crypto.randomUUID(), key, shopper })
  }
}

test('work with a limit begins nothing after it, and leaves no message in the middle', async () => {
  let answers: 'no' | 'late' = 'no'
  const shop = openMerchantShop({
    platforms: (sandbox) => [
      bigcommerceOf(sandbox),
      buzzbipOf(sandbox, async (input, init) => {
        const isReport = String(input).endsWith('/api/v1/cart/')
        if (isReport && answers === 'no') return new Response('{}', { status: 503 })
        // Longer than the limit below.
        if (isReport) await new Promise((resolve) => setTimeout(resolve, 100))
        return sandbox.fetch(input, init)
      }),
    ],
  })
  addCarts(shop)
  for (const key of names) await shop.happens(key, 'abandon')
  const statuses = async () => {
    const { reports } = (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports')).body
    return new Set(reports.map(({ status }) => status))
  }
  assert.deepEqual(await statuses(), new Set(['pending']))

  answers = 'late'
  shop.pass(60 * 60_000)
  await shop.proxy.work({ forMs: 50 })
  assert.ok(shop.messages().length < names.length, `${shop.messages().length} were sent`)
  const left = await statuses()
  left.delete('sent')
  assert.deepEqual(left, new Set(['pending']))

  await shop.proxy.work()
  assert.deepEqual(await statuses(), new Set(['sent']))
  assert.equal(shop.messages().length, names.length)
})
