import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { MerchantCartsAnswer } from '../../src/contract/index.ts'
import type { AbandonedCart } from '../../src/proxy/adapter/index.ts'
import { UpstreamError } from '../../src/proxy/adapter/index.ts'
import { fakePlatform, openFakeStore } from './fake-store.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A platform without webhooks, which lists one cart a page. */
function openListed(count: number) {
  const carts: (AbandonedCart & { isListed: boolean })[] = []
  const asked: { pages: number[]; carts: string[] } = { pages: [], carts: [] }
  let onPage: (page: number) => Promise<void> | void = () => {}
  const shop = openFakeStore([
    fakePlatform('listed', {
      abandonedCarts: {
        async list({ page }) {
          asked.pages.push(page)
          await onPage(page)
          const listed = carts.filter((cart) => cart.isListed)
          return { carts: listed.slice(page - 1, page), isLast: page >= listed.length }
        },
      },
      reminder: {
        messageChannel: 'email',
        async state(cartId) {
          asked.carts.push(cartId)
          const cart = carts.find((one) => one.cartId === cartId)
          return { reminders: cart?.reminders ?? 0, isOrdered: cart?.isOrdered ?? false }
        },
        send: async () => {},
      },
    }),
  ])
  for (let index = 0; index < count; index++) {
    const cart = { cartId: `cart-${index}`, channelId: '1', abandonedAt: shop.clock(), reminders: 0 }
    carts.push({ ...cart, isOrdered: false, isListed: true })
  }
  const listed = async (query = '') =>
    (await shop.merchant<MerchantCartsAnswer>(`/carts?limit=100${query}`)).carts.length
  return {
    ...shop,
    carts,
    asked,
    listed,
    onPage(listener: typeof onPage) {
      onPage = listener
    },
  }
}

test('a list of more than fifty pages is read to its end', async () => {
  const shop = openListed(70)
  await shop.proxy.work()
  assert.equal(await shop.listed(), 70)
})

test('a list that breaks off goes on with the page that came next', async () => {
  const shop = openListed(6)
  shop.onPage((page) => {
    if (page === 4) throw new UpstreamError('unreachable', 'listed GET: could not be reached')
  })
  await shop.proxy.work()
  shop.onPage(() => {})
  shop.pass(minuteMs)
  await shop.proxy.work()
  assert.deepEqual(shop.asked.pages, [1, 2, 3, 4], 'what failed is not asked for at once')
  shop.pass(10 * minuteMs)
  await shop.proxy.work()
  assert.deepEqual(shop.asked.pages, [1, 2, 3, 4, 4, 5, 6])
  assert.equal(await shop.listed(), 6)
})

test('a list that never ends is read to a limit, and the log says that the rest is left out', async () => {
  const shop = openFakeStore([
    fakePlatform('listed', { abandonedCarts: { list: async () => ({ carts: [], isLast: false }) } }),
  ])
  await shop.proxy.work()
  assert.equal(shop.logged.filter((line) => line.includes('has not ended after')).length, 1)
})

test('a merchant waits for no platform, and however often they look it is asked once at a time', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const shop = openListed(2)
  /** By the store's clock and by the process's timers, which renew the lease of what is under way. */
  const passSeconds = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      shop.pass(1000)
      t.mock.timers.tick(1000)
      for (let turns = 0; turns < 5; turns++) await new Promise(setImmediate)
    }
  }
  await shop.proxy.work()
  const gate = Promise.withResolvers<void>()
  shop.onPage(() => gate.promise)
  for (let looks = 0; looks < 4; looks++) {
    await passSeconds(6)
    assert.equal(await shop.listed(), 2)
  }
  while (shop.asked.pages.length < 3) await new Promise(setImmediate)
  await passSeconds(6)
  await shop.listed()
  await new Promise((resolve) => setTimeout(resolve, 20))
  assert.deepEqual(shop.asked.pages, [1, 2, 1])
  gate.resolve()
})

test('with more open carts than are looked at in a round, each order is noticed', async () => {
  const shop = openListed(45)
  await shop.proxy.work()
  for (const cart of shop.carts) cart.isListed = false
  for (let days = 0; days < 80; days++) {
    shop.pass(dayMs)
    await shop.proxy.work()
  }
  shop.carts.at(-1)!.isOrdered = true
  shop.carts[0]!.isOrdered = true
  for (let rounds = 0; rounds < 3; rounds++) {
    shop.pass(11 * minuteMs)
    await shop.proxy.work()
  }
  assert.equal(await shop.listed('&status=recovered'), 2)
})

test('a look is no change: a cart that nothing happens to is forgotten after 90 days', async () => {
  const shop = openListed(25)
  await shop.proxy.work()
  for (const cart of shop.carts) cart.isListed = false
  for (let days = 0; days < 92; days++) {
    shop.pass(dayMs)
    await shop.proxy.work()
  }
  assert.equal(await shop.listed(), 0)
})

test('a cart that goes on changing can be read for as long as it is kept, and its order is noticed', async () => {
  const shop = openListed(1)
  await shop.proxy.work()
  const [cart] = shop.carts
  assert.ok(cart)
  for (let months = 0; months < 4; months++) {
    shop.pass(60 * dayMs)
    cart.reminders++
    await shop.proxy.work()
  }
  cart.isListed = false
  cart.isOrdered = true
  shop.pass(60 * dayMs)
  await shop.proxy.work()
  assert.equal(await shop.listed('&status=recovered'), 1)
})

for (const [listsLastChange, told] of [
  [true, 2],
  [false, 1],
] as const) {
  test(`a later time in the list is ${listsLastChange ? 'a shopper who left again' : 'no return by itself'}`, async () => {
    const cart = { cartId: 'cart', channelId: '1', reminders: 0, isOrdered: false, abandonedAt: 0 }
    let sent = 0
    const report = { messageChannel: 'whatsapp', send: async () => void sent++ } as const
    const abandonedCarts = { listsLastChange, list: async () => ({ carts: [cart], isLast: true }) }
    const shop = openFakeStore([fakePlatform('listed', { abandonedCarts, report })])
    cart.abandonedAt = shop.clock()
    for (const days of [0, 0, 1, 0]) {
      cart.abandonedAt += days * dayMs
      shop.pass(days * dayMs + 11 * minuteMs)
      await shop.proxy.work()
      await shop.proxy.work()
    }
    assert.equal(sent, told)
  })
}
