import assert from 'node:assert/strict'

import { type CartPlatformUnderTest, quantitiesOf, readScene, signal } from './cart-scenes.ts'
import type { PlatformCases } from './test-platform.ts'

function checkoutPorts({ platform }: CartPlatformUnderTest) {
  const { checkout, recovery } = platform
  assert.ok(checkout && recovery)
  return { checkout, recovery }
}

/** What an adapter owes the proxy that leads to a checkout. */
export const checkoutCases: PlatformCases<CartPlatformUnderTest> = {
  'each tap leads to a checkout of the same lines, by a link of its own': {
    port: 'checkout',
    async run(t) {
      const { checkout, recovery } = checkoutPorts(t)
      for (const scene of ['ordinary', 'made-elsewhere'] as const) {
        if (!(await t.cart(scene))) continue
        const cart = await readScene(t, scene)
        const first = await checkout.link(cart.id, signal())
        assert.equal(first.linesChanged, undefined)
        const second = await checkout.link(first.cartId, signal(), { isCopy: first.cartId !== cart.id })
        if (t.hasLastingLinks) assert.equal(first.checkoutUrl, second.checkoutUrl)
        else assert.notEqual(first.checkoutUrl, second.checkoutUrl)
        assert.ok(URL.canParse(first.checkoutUrl))
        const linked = await recovery.read(second.cartId, signal())
        assert.deepEqual(quantitiesOf(linked), quantitiesOf(cart))
      }
    },
  },
  'a checkout link whose answer is lost is not asked for again': {
    port: 'checkout',
    skip: ({ hasLastingLinks }) => (hasLastingLinks ? 'nothing is written for a link' : undefined),
    async run(t) {
      const { checkout } = checkoutPorts(t)
      const cart = await readScene(t, 'ordinary')
      const writes = await t.writes()
      await t.loseNextAnswer()
      await assert.rejects(checkout.link(cart.id, signal()), { isUncertain: true })
      assert.equal(await t.writes(), writes + 1)
    },
  },
}
