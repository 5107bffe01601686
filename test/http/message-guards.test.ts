import assert from 'node:assert/strict'
import { test } from 'node:test'

import type {
  Consent,
  MerchantCartsAnswer,
  MerchantMessagesAnswer,
  Problem,
  RecoverAnswer,
} from '../../src/contract/index.ts'
import { UpstreamError } from '../../src/proxy/adapter/index.ts'
import { createProxy, mintLink } from '../../src/proxy/index.ts'
import { createEdgePlatform } from '../setup/edge-platform.ts'
import { openMerchantShop } from '../setup/merchant.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** A store of one small platform, whose cart was left. */
function openEdge(listing = false) {
  const edge = createEdgePlatform()
  const shop = openMerchantShop({ platforms: () => [listing ? edge.listing : edge.platform] })
  let events = 0
  const happen = async (type: 'abandoned' | 'ordered') => {
    events++
    const event = { id: `event-${events}`, type, at: shop.sandbox.clock(), cartId: 'cart-1' }
    assert.equal(await edge.deliver(shop.proxy, event), 204)
  }
  const messages = async () =>
    (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports')).body.reports.map(({ kind, status, reason }) =>
      [kind, status, reason].filter(Boolean).join(' '),
    )
  /** The merchant's reminder, with the assertion that the shopper agreed. */
  async function remind() {
    const [cart] = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body.carts
    const body = { type: 'email', subject: 'Your cart', message: 'Come back', consent: true }
    return shop.merchant<Problem>('POST', `/carts/${cart?.id}/reminder`, body)
  }
  async function open(): Promise<RecoverAnswer> {
    const link = await mintLink(shop.config, { cartId: 'cart-1' })
    const token = new URL(link).searchParams.get('t')
    return (await shop.shopper<RecoverAnswer>('POST', '/recover', { token })).body
  }
  return { ...edge, shop, happen, messages, remind, open }
}

test("a merchant's word lets a report go out where the platform says nothing", async () => {
  const { shop, happen, remind, reported } = openEdge()
  await happen('abandoned')
  await shop.proxy.work()
  assert.equal(reported.length, 0)
  assert.equal((await remind()).status, 200)
  shop.pass(hourMs)
  // The shopper came back, and left again.
  await openAndLeave()
  assert.equal(reported.length, 1)

  async function openAndLeave() {
    const link = await mintLink(shop.config, { cartId: 'cart-1' })
    await shop.shopper('POST', '/recover', { token: new URL(link).searchParams.get('t') })
    shop.pass(2 * hourMs)
    await happen('abandoned')
    await shop.proxy.work()
  }
})

test("a platform's no stands against the merchant's word", async () => {
  const { shop, happen, remind, open, reported, state, messages } = openEdge()
  await happen('abandoned')
  await shop.proxy.work()
  assert.equal((await remind()).status, 200)
  state.consents = { email: false }
  shop.pass(hourMs)
  await open()
  shop.pass(2 * hourMs)
  await happen('abandoned')
  await shop.proxy.work()
  assert.equal(reported.length, 0)
  assert.equal((await messages())[0], 'report withheld consent-refused')
})

test("a merchant's word never replaces the shopper's choice", async () => {
  const { shop, happen, remind, open, reminded } = openEdge()
  await happen('abandoned')
  const { cartHandle } = await open()
  await shop.shopper<{ consent: Consent }>('PUT', '/consent', { cartHandle, channels: { email: true } })
  assert.equal((await remind()).status, 200)
  assert.equal(reminded.length, 1)
  // The box that the shopper ticked is still ticked, and theirs to untick.
  assert.deepEqual((await open()).consent, { email: true })
})

test('the order is looked at again before a report is tried once more', async () => {
  const { shop, happen, reported, state, messages } = openEdge()
  state.consents = { email: true }
  state.onReport = async () => {
    // Too late to cancel what is being sent; but it is not taken, and so waits for its next turn.
    await happen('ordered')
    throw new UpstreamError('status', 'edge POST /report: 503', { status: 503, isWrite: true })
  }
  await happen('abandoned')
  await shop.proxy.work()
  assert.equal(reported.length, 1)
  state.onReport = async () => {}
  shop.pass(hourMs)
  await shop.proxy.work()
  assert.equal(reported.length, 1)
  assert.deepEqual(await messages(), ['report cancelled already-ordered'])
})

test('a report that was not taken is tried again where nothing was ordered', async () => {
  const { shop, happen, reported, state, messages } = openEdge()
  state.consents = { email: true }
  state.onReport = async () => {
    throw new UpstreamError('status', 'edge POST /report: 503', { status: 503, isWrite: true })
  }
  await happen('abandoned')
  await shop.proxy.work()
  state.onReport = async () => {}
  shop.pass(hourMs)
  await shop.proxy.work()
  assert.deepEqual([reported.length, await messages()], [2, ['report sent']])
})

test('only one instance claims a report, also where the other one had it in its hands', async () => {
  const { shop, happen, reported, state, messages } = openEdge()
  state.consents = { email: true }
  const other = createProxy(shop.config)
  let resume = () => {}
  const isReading = new Promise<void>((reached) => {
    state.onFind = () =>
      new Promise((resolve) => {
        resume = resolve
        reached()
      })
  })
  await happen('abandoned')
  const slow = shop.proxy.work()
  await isReading
  state.onFind = async () => {}
  // Longer than an instance may have the outbox to itself: it counts as gone.
  shop.pass(minuteMs)
  await other.work()
  assert.equal(reported.length, 1)
  resume()
  await slow
  assert.equal(reported.length, 1)
  assert.deepEqual(await messages(), ['report sent'])
})

test('a first listing reports the carts of the last days, and none that was left weeks ago', async () => {
  const { shop, reported, state, messages } = openEdge(true)
  state.consents = { email: true }
  const now = shop.sandbox.clock()
  const left = (cartId: string, days: number) => ({
    cartId,
    channelId: '1',
    abandonedAt: now - days * dayMs,
    reminders: 0,
    isOrdered: false,
  })
  state.listed = [left('cart-30', 29), left('cart-8', 8), left('cart-6', 6), left('cart-0', 0.1)]
  await shop.proxy.work()
  await shop.proxy.work()
  assert.equal(reported.length, 2)
  assert.deepEqual((await messages()).toSorted(), [
    'report failed too-old',
    'report failed too-old',
    'report sent',
    'report sent',
  ])
})
