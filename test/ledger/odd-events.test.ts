import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantCartsAnswer, MerchantMessagesAnswer, MerchantSummary } from '../../src/contract/index.ts'
import type { Platform, WebhookEvent } from '../../src/proxy/adapter/index.ts'
import { fakePlatform, openFakeStore } from './fake-store.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A store with an automation, which sends once `gate` opens. */
function openShop(gate: () => Promise<void> = async () => {}) {
  const sent: string[] = []
  const automation: Platform = {
    name: 'automation',
    report: {
      messageChannel: 'whatsapp',
      async send({ cartId }) {
        await gate()
        sent.push(cartId)
      },
    },
  }
  const platforms = [fakePlatform('carts'), automation]
  const shop = openFakeStore(platforms)
  let count = 0
  return {
    ...shop,
    sent,
    /** An event that reaches the store now, whenever it was. */
    async hears(type: WebhookEvent['type'], cartId: string, at = shop.clock(), instance = shop.proxy) {
      assert.equal(await shop.tell('carts', { id: `event ${++count}`, type, cartId, at }, instance), 204)
    },
    /** What the console shows: the carts, and the reports with their reasons. */
    async console() {
      const { carts } = await shop.merchant<MerchantCartsAnswer>('/carts')
      const { reports } = await shop.merchant<MerchantMessagesAnswer>('/reports')
      return {
        carts: carts.map(({ status }) => status).sort(),
        reports: reports.map(({ status, reason }) => [status, reason].filter(Boolean).join(' ')).sort(),
      }
    },
  }
}

const ends = {
  'the abandonment three days after the order that followed it': {
    tell: async (shop: ReturnType<typeof openShop>, then: number) => {
      shop.pass(dayMs)
      await shop.hears('ordered', 'cart')
      shop.pass(3 * dayMs)
      await shop.hears('abandoned', 'cart', then)
    },
    end: { carts: ['recovered'], reports: [] },
    sent: 0,
  },
  'the order three days late, after its cart was written about': {
    tell: async (shop: ReturnType<typeof openShop>, then: number) => {
      await shop.hears('abandoned', 'cart', then)
      await shop.proxy.work()
      shop.pass(3 * dayMs)
      await shop.hears('ordered', 'cart', then + minuteMs)
    },
    end: { carts: ['recovered'], reports: ['sent'] },
    sent: 1,
  },
  'that the cart is gone, days after its order, and of an abandonment before both': {
    tell: async (shop: ReturnType<typeof openShop>, then: number) => {
      shop.pass(2 * dayMs)
      await shop.hears('ordered', 'cart')
      shop.pass(3 * dayMs)
      await shop.hears('gone', 'cart', then + 3 * dayMs)
      await shop.hears('abandoned', 'cart', then)
    },
    end: { carts: ['recovered'], reports: [] },
    sent: 0,
  },
  'an abandonment that was nine days ago': {
    tell: async (shop: ReturnType<typeof openShop>, then: number) => {
      shop.pass(9 * dayMs)
      await shop.hears('abandoned', 'cart', then)
    },
    end: { carts: ['abandoned'], reports: ['failed too-old'] },
    sent: 0,
  },
  'the same abandonment twice, the earlier one last': {
    tell: async (shop: ReturnType<typeof openShop>, then: number) => {
      shop.pass(dayMs)
      await shop.hears('abandoned', 'cart')
      await shop.proxy.work()
      shop.pass(dayMs)
      await shop.hears('abandoned', 'cart', then)
    },
    end: { carts: ['abandoned'], reports: ['sent'] },
    sent: 1,
  },
  'that a cart is gone, whose lines the platform put into the cart of the account, and the order of that one': {
    tell: async (shop: ReturnType<typeof openShop>, then: number) => {
      await shop.hears('abandoned', 'guest', then)
      await shop.hears('gone', 'guest', then + minuteMs)
      await shop.hears('abandoned', 'account', then + 2 * minuteMs)
      await shop.hears('ordered', 'account', then + 3 * minuteMs)
    },
    end: { carts: ['closed', 'recovered'], reports: ['cancelled already-ordered', 'cancelled cart-gone'] },
    sent: 0,
  },
  'two orders of one cart': {
    tell: async (shop: ReturnType<typeof openShop>, then: number) => {
      await shop.hears('abandoned', 'cart', then)
      await shop.proxy.work()
      await shop.hears('ordered', 'cart', then + minuteMs)
      await shop.hears('ordered', 'cart', then + 2 * minuteMs)
    },
    end: { carts: ['recovered'], reports: ['sent'] },
    sent: 1,
  },
}

for (const [what, { tell, end, sent }] of Object.entries(ends)) {
  test(`a platform tells of ${what}: the console says how it ended, and no message is one too many`, async () => {
    const shop = openShop()
    await tell(shop, shop.clock())
    await shop.proxy.work()
    assert.deepEqual(await shop.console(), end)
    assert.equal(shop.sent.length, sent)
  })
}

test('two orders of one cart, told on two days, are one cart that came back, and counted once', async () => {
  const shop = openShop()
  await shop.hears('abandoned', 'cart')
  await shop.proxy.work()
  await shop.hears('ordered', 'cart')
  const read = () => shop.merchant<MerchantSummary>('/summary')
  const { orderedWithoutLink } = await read()
  assert.deepEqual(orderedWithoutLink, { carts: 1, value: [{ amount: 1000, currency: 'EUR' }] })
  shop.pass(dayMs)
  await shop.hears('ordered', 'cart')
  assert.deepEqual((await read()).orderedWithoutLink, orderedWithoutLink)
})

for (const [whose, aheadMs] of [
  ['ahead of', 10 * minuteMs],
  ['behind', -10 * minuteMs],
] as const) {
  test(`an instance whose clock is ten minutes ${whose} the other's doubles nothing and gives nothing up`, async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let sending = 0
    const shop = openShop(() => gates[sending++]?.promise ?? Promise.resolve())
    const other = shop.open({ clock: () => shop.clock() + aheadMs })
    // While one instance sends, the other one works: what is being sent was not given up a minute ago.
    await shop.hears('abandoned', 'one')
    const working = shop.proxy.work()
    for (let turns = 0; turns < 500 && sending === 0; turns++) await new Promise(setImmediate)
    assert.equal(sending, 1)
    await other.work()
    assert.deepEqual(await shop.console(), { carts: ['abandoned'], reports: ['pending'] })
    gates[0]?.resolve()
    gates[1]?.resolve()
    await working
    // The other one takes an event, and each works it off in its turn; what is due by one clock alone waits that long at most.
    await shop.hears('abandoned', 'two', shop.clock(), other)
    await shop.proxy.work()
    await other.work()
    shop.pass(10 * minuteMs)
    await shop.proxy.work()
    await other.work()
    assert.equal(shop.sent.length, 2)
    // An order counts, whichever clock the instance has that hears of it: an abandonment of the same time changes nothing.
    await shop.hears('ordered', 'one', shop.clock(), other)
    await shop.hears('abandoned', 'one')
    await shop.proxy.work()
    await other.work()
    assert.deepEqual(await shop.console(), { carts: ['abandoned', 'recovered'], reports: ['sent', 'sent'] })
    assert.equal(shop.sent.length, 2)
  })
}
