import assert from 'node:assert/strict'
import { test } from 'node:test'

import type {
  CheckoutAnswer,
  MerchantCartAnswer,
  MerchantCartsAnswer,
  MerchantMessagesAnswer,
  Problem,
  RecoverAnswer,
} from '../../src/contract/index.ts'
import { createProxy, type StateStore } from '../../src/proxy/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { tjar } from '../../src/proxy/platforms/tjar/tjar.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { buzzbipOf, type MerchantShop, openMerchantShop, tjarOf } from '../setup/merchant.ts'
import { type WatchedStatement, watchStore } from '../setup/watched-store.ts'

const hourMs = 60 * 60 * 1000
const reminder = { type: 'email', subject: 'Your cart', message: 'Come back', consent: true }

/** A state store that fails once, at the first statement that looks like this. */
function failingOnce(clock: () => number, looksLike: (statement: WatchedStatement) => boolean): StateStore {
  let hasFailed = false
  return watchStore(createSqliteStore({ path: ':memory:', clock }), (statement) => {
    if (hasFailed || !looksLike(statement)) return
    hasFailed = true
    throw new Error('database is locked')
  })
}

/** The first of Tjar's carts that can be written about. */
async function readyCart(shop: MerchantShop): Promise<string> {
  await shop.proxy.work()
  const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body
  for (const { id } of carts) {
    const { body } = await shop.merchant<MerchantCartAnswer>('GET', `/carts/${id}`)
    if (body.reminderRefusal === undefined) return id
  }
  throw new Error('no cart can be written about')
}

test('a store that fails right after a report was sent does not send it again', async () => {
  let shop: MerchantShop | undefined
  const clock = () => shop?.sandbox.clock() ?? Date.now()
  const isSent = ({ sql, parameters }: WatchedStatement) =>
    sql.startsWith('update "messages"') && parameters.includes('sent')
  shop = openMerchantShop({ stateStore: failingOnce(clock, isSent) })
  await shop.happens('hero', 'abandon')
  shop.pass(2 * 60_000)
  await shop.proxy.work()
  assert.equal(shop.messages().length, 1)
  const [report] = (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports')).body.reports
  assert.deepEqual([report?.status, report?.reason], ['unconfirmed', 'interrupted'])
})

test('an instance whose reads fail does not put back what another one sent meanwhile', async () => {
  let shop: MerchantShop | undefined
  const stateStore = createSqliteStore({ path: ':memory:', clock: () => shop?.sandbox.clock() ?? Date.now() })
  shop = openMerchantShop({ stateStore })
  const { sandbox, config } = shop
  const [gate, entered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = bigcommerce({
    ...sandbox.credentials.bigcommerce,
    async fetch(input, init) {
      if (!String(input).includes('/carts/')) return sandbox.fetch(input, init)
      entered.resolve()
      await gate.promise
      return new Response('{}', { status: 503 })
    },
  })
  const other = createProxy({ ...config, platforms: [slow, buzzbipOf(sandbox)] })
  // The other instance looks as often as it can, so that it takes the report up before the first one has sent it.
  const looking = setInterval(() => void other.work(), 0)
  await Promise.race([entered.promise, shop.happens('hero', 'abandon')])
  clearInterval(looking)
  // One instance works the outbox at a time: the first one goes on where the other has been silent for too long.
  shop.pass(30_000)
  await shop.proxy.work()
  assert.equal(shop.messages().length, 1)
  gate.resolve()
  await other.work()
  shop.pass(60_000)
  await shop.proxy.work()
  assert.equal(shop.messages().length, 1)
})

test('two reminders at once are one, even where the first takes longer than its lock lives', async () => {
  const [gate, entered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let isArmed = false
  const shop = openMerchantShop({
    platforms: (sandbox) => [
      tjar({
        ...sandbox.credentials.tjar,
        channelId: 'tjar',
        async fetch(input, init) {
          if (isArmed && init?.method === 'GET') {
            isArmed = false
            entered.resolve()
            await gate.promise
          }
          return sandbox.fetch(input, init)
        },
      }),
    ],
  })
  const id = await readyCart(shop)
  isArmed = true
  const first = shop.merchant<Problem>('POST', `/carts/${id}/reminder`, reminder)
  await entered.promise
  shop.pass(50_000)
  const second = await shop.merchant<Problem>('POST', `/carts/${id}/reminder`, reminder)
  gate.resolve()
  assert.deepEqual([second.status, (await first).status].sort(), [200, 409])
  assert.equal(shop.messages().length, 1)
})

test('where the checkout is a copy, its order closes the cart that the link led to', async () => {
  const shop = openMerchantShop()
  shop.sandbox.readings.set({ redirectUrls: 'api-carts-only' })
  const cart = shop.cart('storefront')
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: cart.token })
  const known = new Set(shop.sandbox.world.carts)
  const { status } = await shop.shopper<CheckoutAnswer>('POST', '/checkout', { cartHandle: body.cartHandle })
  assert.equal(status, 200)
  const copy = shop.sandbox.world.carts.find((candidate) => !known.has(candidate))
  assert.ok(copy)
  await shop.happens(copy.id, 'convert')
  const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body
  assert.deepEqual(
    carts.map((one) => one.status),
    ['recovered'],
  )
  cart.consent = { email: false, sms: false, whatsapp: true }
  cart.shopper.phone = '+491701234799'
  shop.pass(2 * hourMs)
  await shop.happens('storefront', 'abandon')
  assert.deepEqual(shop.messages(), [])
})

test('a refused reminder promises nothing, and the next one says what it says', async () => {
  const shop = openMerchantShop({ platforms: (sandbox) => [tjarOf(sandbox)] })
  const id = await readyCart(shop)
  shop.sandbox.faults.set({ platform: 'tjar', fault: '503', method: 'POST', times: 1 })
  const refused = await shop.merchant<Problem>('POST', `/carts/${id}/reminder`, { ...reminder, offerDiscount: 15 })
  assert.ok(refused.status >= 400)
  const message = 'Here it is: {link}And soon.'
  const sent = await shop.merchant<Problem>('POST', `/carts/${id}/reminder`, { ...reminder, message })
  assert.equal(sent.status, 200)
  const [mail] = shop.messages()
  const link = mail?.link ?? ''
  assert.ok(mail?.text.includes(`Here it is: ${link} And soon.`), 'words do not run into the address')
  const token = new URL(link).searchParams.get('t')
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token })
  assert.equal(body.cart?.offer, undefined)
})

test('a platform that answers oddly for a while loses no report', async () => {
  for (const fault of ['missing-field', 'not-json', 'login-page'] as const) {
    const shop = openMerchantShop()
    shop.sandbox.faults.set({ platform: 'bigcommerce', fault })
    await shop.happens('hero', 'abandon')
    shop.sandbox.faults.clear()
    // Its breaker counts real seconds; a new process has a closed one.
    shop.restart()
    shop.pass(hourMs)
    await shop.proxy.work()
    assert.equal(shop.messages().length, 1, fault)
  }
})
