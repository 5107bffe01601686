import assert from 'node:assert/strict'
import { test } from 'node:test'

import type {
  MerchantCartAnswer,
  MerchantCartsAnswer,
  MerchantMessagesAnswer,
  MerchantSummary,
  Problem,
  RecoverAnswer,
} from '../../src/contract/index.ts'
import { mintLink } from '../../src/proxy/index.ts'
import { openMerchantShop, tjarOf } from '../setup/merchant.ts'
import { passSeconds } from '../setup/pass-seconds.ts'
import { testKey } from '../setup/shop.ts'

const keys = ['hero', 'all-available', 'coupon', 'all-sold-out', 'one-sold-out', 'every-kind', 'yen']
const dayMs = 24 * 60 * 60 * 1000

test('carts come in pages, each once, and by status and platform', async () => {
  const shop = openMerchantShop()
  for (const key of keys) await shop.happens(key, 'abandon')
  await shop.happens('coupon', 'convert')
  const listedIds: string[] = []
  let page: string | undefined
  do {
    const { body } = await shop.merchant<MerchantCartsAnswer>('GET', `/carts?limit=3${page ? `&page=${page}` : ''}`)
    assert.ok(body.carts.length <= 3)
    listedIds.push(...body.carts.map(({ id }) => id))
    page = body.nextPage
  } while (page)
  assert.equal(listedIds.length, keys.length)
  assert.equal(new Set(listedIds).size, keys.length)
  const count = async (query: string) =>
    (await shop.merchant<MerchantCartsAnswer>('GET', `/carts?${query}`)).body.carts.length
  assert.equal(await count('status=recovered'), 1)
  assert.equal(await count('status=abandoned'), keys.length - 1)
  assert.equal(await count('platform=tjar'), 0)
  for (const query of ['status=lost', 'limit=0', 'limit=101', 'page=nonsense', 'sort=up']) {
    const { status, body } = await shop.merchant<Problem>('GET', `/carts?${query}`)
    assert.deepEqual([status, body.code], [400, 'invalid-request'], query)
  }
  const reports = (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports?status=sent')).body
  assert.equal(reports.reports.length, 2)
})

test('one cart shows its lines, and its shopper masked', async () => {
  const shop = openMerchantShop()
  await shop.happens('hero', 'abandon')
  const [cart] = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body.carts
  const { body } = await shop.merchant<MerchantCartAnswer>('GET', `/carts/${cart?.id}`)
  assert.equal(body.lineItems.length, 4)
  assert.deepEqual(body.customer, { name: 'Mara L.', email: 'm•••@m•••.example', phone: '+49\u00a0•••\u00a0••01' })
  assert.equal(body.reports[0]?.status, 'sent')
  assert.equal(body.reminderRefusal, 'not-supported')
  assert.equal((await shop.merchant('GET', '/carts/unknown')).status, 404)
})

test('the summary counts what came back, what it was worth, and what stock cost', async () => {
  const shop = openMerchantShop()
  for (const key of ['hero', 'all-available', 'yen', 'coupon']) await shop.happens(key, 'abandon')
  for (const key of ['hero', 'all-available', 'yen']) {
    const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart(key).token })
    if (key !== 'yen') await shop.shopper('POST', '/checkout', { cartHandle: body.cartHandle })
  }
  await shop.happens('all-available', 'convert')
  await shop.happens('coupon', 'convert')
  const { body } = await shop.merchant<MerchantSummary>('GET', '/summary?days=7')
  assert.deepEqual(body.funnel, { sent: 3, opened: 3, checkedOut: 2, ordered: 1 })
  assert.equal(body.recovered.carts, 1)
  assert.deepEqual(
    body.recovered.value.map(({ currency }) => currency),
    ['EUR'],
  )
  assert.equal(body.orderedWithoutLink.carts, 1)
  const lost = body.lostToStock.map(({ name, carts, value }) => ({ name, carts, value }))
  assert.ok(lost.length >= 2, JSON.stringify(lost))
  for (const { carts, value } of lost) {
    assert.equal(carts, 1)
    assert.ok((value[0]?.amount ?? 0) > 0)
  }
  shop.pass(8 * dayMs)
  assert.equal((await shop.merchant<MerchantSummary>('GET', '/summary?days=7')).body.funnel.sent, 0)
})

test('a price that changed since the cart was left is told, from and to, in one currency only', async (t) => {
  const shop = openMerchantShop()
  await shop.happens('all-available', 'abandon')
  const cart = shop.cart('all-available')
  const line = cart.lines[0]
  assert.ok(line && 'listPrice' in line)
  const before = line.listPrice
  const read = async () =>
    (await shop.shopper<RecoverAnswer>('POST', '/recover', { token: cart.token })).body.cart?.lineItems ?? []
  assert.ok((await read()).every(({ previousPrice }) => previousPrice === undefined))
  line.listPrice = before + 300
  passSeconds(t, 6)
  const [changed, ...others] = await read()
  assert.deepEqual([changed?.previousPrice?.amount, changed?.price.amount], [before, before + 300])
  assert.ok(others.every(({ previousPrice }) => previousPrice === undefined))
})

test('after a new key was put in front, old links, old records and old refusals still count; a retired key opens nothing', async () => {
  const newKey = Buffer.alloc(32, 7).toString('base64url')
  const shop = openMerchantShop()
  await shop.happens('hero', 'abandon')
  const link = shop.messages()[0]?.link ?? ''
  const token = new URL(link).searchParams.get('t')
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token })
  await shop.shopper('PUT', '/consent', { cartHandle: body.cartHandle, channels: { whatsapp: false } })

  shop.change({ keys: [newKey, testKey] })
  assert.equal((await shop.shopper('POST', '/recover', { token })).status, 200)
  shop.pass(2 * 60 * 60 * 1000)
  await shop.happens('hero', 'abandon')
  assert.equal(shop.messages().length, 1)
  assert.equal((await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body.carts.length, 1)
  const fresh = await mintLink(shop.config, { cartId: shop.cart('hero').id })

  shop.change({ keys: [newKey] })
  const retired = await shop.shopper<Problem>('POST', '/recover', { token })
  assert.deepEqual([retired.status, retired.body.code], [404, 'invalid-link'])
  assert.equal((await shop.shopper('POST', '/recover', { token: new URL(fresh).searchParams.get('t') })).status, 200)
})

test('Tjar’s carts are asked for every ten minutes, by one instance, and sooner where a merchant looks', async () => {
  const shop = openMerchantShop({ platforms: (sandbox) => [tjarOf(sandbox)] })
  const lists = () => shop.sandbox.calls.list().filter(({ path }) => path.includes('abandoned-carts?')).length
  await Promise.all([shop.proxy.work(), shop.proxy.work()])
  assert.equal(lists(), 1)
  await shop.proxy.work()
  assert.equal(lists(), 1)
  shop.pass(11 * 60_000)
  await shop.proxy.work()
  assert.equal(lists(), 2)
  shop.pass(5000)
  await shop.merchant('GET', '/carts')
  assert.equal(lists(), 3)
  await shop.merchant('GET', '/carts')
  assert.equal(lists(), 3)
})

test('without a store that lasts, nothing is sent on the store’s own account, and webhooks say so', async () => {
  const shop = openMerchantShop({ changes: { volatileLedger: false } })
  await shop.happens('hero', 'abandon')
  assert.deepEqual(shop.messages(), [])
  assert.ok(shop.sandbox.world.deliveries.every(({ status }) => status === 'pending'))
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart('hero').token })
  assert.equal(body.abilities.consent, false)
  assert.equal(body.consent, undefined)
})

test('a delivery that is not signed as configured is refused and changes nothing', async () => {
  const shop = openMerchantShop()
  const send = (headers: Record<string, string>, path = 'bigcommerce', body = '{"scope":"store/cart/abandoned"}') =>
    shop.proxy.fetch(
      new Request(`https://shop.example/cart-recovery/webhooks/${path}`, { method: 'POST', headers, body }),
    )
  const unsigned = await send({})
  assert.equal(unsigned.status, 401)
  assert.equal(((await unsigned.json()) as Problem).code, 'webhook-refused')
  const forged = { 'webhook-id': 'm', 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) }
  assert.equal((await send({ ...forged, 'webhook-signature': 'v1,AAAA' })).status, 401)
  assert.equal((await send({}, 'nobody')).status, 404)
  assert.equal((await send({}, 'bigcommerce', 'x'.repeat(2_000_000))).status, 413)
  assert.deepEqual((await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body.carts, [])
})
