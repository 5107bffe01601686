import assert from 'node:assert/strict'
import { test } from 'node:test'

import type {
  ConsentAnswer,
  MerchantCartAnswer,
  MerchantCartsAnswer,
  MerchantSession,
  MerchantSummary,
  Problem,
  RecoverAnswer,
} from '../../src/contract/index.ts'
import { sealCustomer } from '../../src/proxy/index.ts'
import { tjar } from '../../src/proxy/platforms/tjar/tjar.ts'
import { type MerchantShop, openMerchantShop, tjarOf } from '../setup/merchant.ts'
import { shopOrigin, testKey } from '../setup/shop.ts'

const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs
const newKey = Buffer.alloc(32, 7).toString('base64url')

/** Puts the hero's number into another cart, whose shopper agreed at the checkout or said nothing. */
function sameNumber(shop: MerchantShop, key: string, whatsapp: boolean) {
  const cart = shop.cart(key)
  cart.shopper.phone = shop.cart('hero').shopper.phone
  cart.consent = { email: false, sms: false, whatsapp }
  cart.customerId = 0
}

async function choose(shop: MerchantShop, key: string, whatsapp: boolean) {
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart(key).token })
  return shop.shopper<Problem>('PUT', '/consent', { cartHandle: body.cartHandle, channels: { whatsapp } })
}

const statuses = async (shop: MerchantShop) =>
  (await shop.merchant<MerchantCartsAnswer>('GET', '/carts?limit=100')).body.carts.map(({ status }) => status)

test('a no is remembered after its sealing key is retired, by the ledger’s own key', async () => {
  const ledgerKey = Buffer.alloc(32, 9).toString('base64url')
  const shop = openMerchantShop({ changes: { ledgerKey } })
  assert.equal((await choose(shop, 'hero', false)).status, 200)
  shop.change({ keys: [newKey, testKey] })
  shop.pass(91 * dayMs)
  shop.change({ keys: [newKey] })
  sameNumber(shop, 'all-available', true)
  shop.cart('all-available').updatedAt = shop.sandbox.clock() - 2 * hourMs
  await shop.happens('all-available', 'abandon')
  assert.deepEqual(shop.messages(), [])
})

test('a yes in one cart does not lift the no of a number that somebody typed there', async () => {
  const shop = openMerchantShop()
  await choose(shop, 'hero', false)
  sameNumber(shop, 'coupon', false)
  shop.pass(hourMs)
  assert.equal((await choose(shop, 'coupon', true)).status, 409)
  sameNumber(shop, 'all-available', true)
  shop.pass(hourMs)
  await shop.happens('all-available', 'abandon')
  assert.deepEqual(shop.messages(), [])
})

test('a no whose address cannot be found out is kept for the cart, and the shopper is told', async () => {
  const shop = openMerchantShop()
  const opened = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart('hero').token })
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: '500' })
  const no = { cartHandle: opened.body.cartHandle, channels: { whatsapp: false } }
  assert.equal((await shop.shopper<Problem>('PUT', '/consent', no)).body.code, 'upstream-down')
  shop.sandbox.faults.clear()
  shop.restart()
  // The cart is left again, its no becomes the address's, and the next cart with that number is spared too.
  shop.pass(2 * hourMs)
  await shop.happens('hero', 'abandon')
  sameNumber(shop, 'all-available', true)
  await shop.happens('all-available', 'abandon')
  assert.deepEqual(shop.messages(), [])
})

test('a yes to messages about a customer’s cart counts under a handle that opens it; a no needs the link alone', async () => {
  const shop = openMerchantShop()
  const [channel] = Object.values(shop.config.channels)
  assert.ok(channel)
  shop.change({ channels: { 1: { ...channel, accountCarts: true } } })
  const { token } = shop.cart('account')
  const choose = (cartHandle: string, whatsapp: boolean) =>
    shop.shopper<ConsentAnswer & Problem>('PUT', '/consent', { cartHandle, channels: { whatsapp } })
  const { cartHandle } = (await shop.shopper<RecoverAnswer>('POST', '/recover', { token })).body
  const yes = await choose(cartHandle, true)
  assert.deepEqual([yes.status, yes.body.code], [403, 'account-cart'])
  const shopperToken = await sealCustomer({ key: testKey, store: 'shop', customerId: 4711, clock: shop.sandbox.clock })
  const opened = (await shop.shopper<RecoverAnswer>('POST', '/recover', { token, shopperToken })).body
  assert.deepEqual((await choose(opened.cartHandle, true)).body.consent, { whatsapp: true })
  assert.deepEqual((await choose(cartHandle, false)).body.consent, { whatsapp: false })
  const nothing = await shop.shopper<ConsentAnswer>('PUT', '/consent', { cartHandle, channels: {} })
  assert.deepEqual(nothing.body.consent, {}, 'and what was chosen is told under no other handle')
})

test('the evidence of a choice is the page it was made on', async () => {
  const shop = openMerchantShop()
  const { stateStore, channels } = shop.config
  const [channel] = Object.values(channels)
  assert.ok(stateStore && channel)
  shop.change({ channels: { 1: { ...channel, origins: ['https://other.example', shopOrigin] } } })
  await choose(shop, 'hero', true)
  const rows = await stateStore.database?.db.selectFrom('consents').selectAll().execute()
  assert.deepEqual(
    rows?.map(({ store, message_channel, evidence }) => [store, message_channel, evidence]),
    [['shop', 'whatsapp', shopOrigin]],
  )
})

test('a session ends with its time, or with its key', async () => {
  const shop = openMerchantShop()
  const { token } = (await shop.merchant<MerchantSession>('POST', '/session')).body
  const ask = async (method: string, path: string) => {
    const headers = { authorization: `Bearer ${token}` }
    return (await shop.proxy.fetch(new Request(`${shopOrigin}/cart-recovery/merchant${path}`, { method, headers })))
      .status
  }
  assert.equal(await ask('GET', '/carts'), 200)
  assert.equal(await ask('POST', '/session'), 401)
  shop.change({ merchant: { keys: { ida: 'another-key-because-the-first-leaked-xxxxxx' } } })
  assert.equal(await ask('GET', '/carts'), 401)
})

test('what a shopper typed for a line is neither kept nor shown', async () => {
  const shop = openMerchantShop()
  for (const cart of shop.sandbox.world.carts.filter(({ status }) => status === 'abandoned')) {
    const line = cart.lines.find((one) => 'options' in one && one.options.length > 0)
    if (!line || !('options' in line)) continue
    line.options.push({ name: 'Engraving', nameId: 1, value: 'For Mara Lindqvist', valueId: null })
    const product = shop.sandbox.world.products.find(({ id }) => id === line.productId)
    for (const variant of product?.variants ?? []) variant.stock = 0
    await shop.shopper('POST', '/recover', { token: cart.token })
  }
  const { lostToStock } = (await shop.merchant<MerchantSummary>('GET', '/summary')).body
  assert.ok(lostToStock.length > 3)
  assert.ok(!JSON.stringify(lostToStock).includes('Mara'))
})

for (const reading of ['converted', '404'] as const) {
  test(`an order at Tjar is noticed days after its cart was left, where such a cart answers ${reading}`, async () => {
    const shop = openMerchantShop({ platforms: (sandbox) => [tjarOf(sandbox)] })
    shop.sandbox.readings.set({ tjarOrderedCart: reading })
    await shop.proxy.work()
    const open = shop.sandbox.world.tjar.carts.filter(({ status }) => status === 'abandoned').slice(0, 2)
    for (let day = 0; day < 3; day++) {
      shop.pass(dayMs)
      await shop.proxy.work()
    }
    for (const { identifier } of open) await shop.happens(identifier, 'convert')
    for (let day = 0; day < 2; day++) {
      shop.pass(dayMs)
      await shop.proxy.work()
    }
    const ended = (await statuses(shop)).filter((status) => status !== 'abandoned')
    assert.deepEqual(ended, Array(2).fill(reading === '404' ? 'closed' : 'recovered'))
  })
}

test('a cart that was begun long ago and left today is listed', async () => {
  const shop = openMerchantShop({ platforms: (sandbox) => [tjarOf(sandbox)] })
  shop.sandbox.readings.set({ tjarDates: 'updated_at' } as Parameters<typeof shop.sandbox.readings.set>[0])
  const left = shop.sandbox.world.tjar.carts.filter(({ status }) => status === 'abandoned')
  // The list reads them, and leaves out what turns out to be empty.
  const open = left.filter(({ items }) => items.length > 0)
  assert.ok(open[0])
  open[0].createdAt = shop.sandbox.clock() - 100 * dayMs
  await shop.proxy.work()
  assert.equal((await statuses(shop)).length, open.length)
})

test('one stray 404 does not close a cart that Tjar still lists', async () => {
  let isBroken = false
  const shop = openMerchantShop({
    platforms: (sandbox) => [
      tjar({
        ...sandbox.credentials.tjar,
        channelId: 'tjar',
        fetch: async (input, init) =>
          isBroken && /abandoned-carts\/./.test(String(input))
            ? new Response('{}', { status: 404 })
            : sandbox.fetch(input, init),
      }),
    ],
  })
  await shop.proxy.work()
  const [cart] = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body.carts
  isBroken = true
  await shop.merchant<MerchantCartAnswer>('GET', `/carts/${cart?.id}`)
  assert.ok((await statuses(shop)).includes('closed'))
  isBroken = false
  shop.pass(11 * 60_000)
  await shop.proxy.work()
  assert.ok(!(await statuses(shop)).includes('closed'))
})
