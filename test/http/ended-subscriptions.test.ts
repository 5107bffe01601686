import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import type { RecoverAnswer } from '../../src/contract/index.ts'
import { createProxy } from '../../src/proxy/index.ts'
import { createPostgresStore } from '../../src/proxy/stores/postgres.ts'
import { openMerchantShop } from '../setup/merchant.ts'
import { answering, minuteMs, openNotifyShop } from '../setup/notify-shop.ts'
import { startPostgres } from '../setup/postgres.ts'

const postgres = await startPostgres()
after(() => postgres?.close())

for (const end of ['takes it back', 'checks the line out', 'lets the cart expire'] as const) {
  test(`who ${end} while the service is told is not told again, where the service took nothing`, async () => {
    const gate = Promise.withResolvers<Response>()
    const { shop, calls, begin, setStock, subscription, later } = openNotifyShop({ answers: [() => gate.promise] })
    const { cartHandle, soldOut } = await begin()
    await setStock(3, soldOut)
    shop.pass(11 * minuteMs)
    const telling = shop.proxy.work()
    while (calls.length === 0) await new Promise(setImmediate)
    if (end === 'takes it back') assert.equal((await subscription(cartHandle, soldOut, false)).line?.subscribed, false)
    if (end === 'checks the line out') {
      const checkOut = async () => (await shop.shopper('POST', '/checkout', { cartHandle })).status
      // That the line is back is shown first.
      assert.deepEqual([await checkOut(), await checkOut()], [409, 200])
    }
    gate.resolve(await answering(503)())
    await telling
    if (end === 'checks the line out') await shop.happens('one-sold-out', 'convert')
    if (end === 'lets the cart expire') await shop.happens('one-sold-out', 'expire')
    for (let looks = 0; looks < 4; looks++) await later(20)
    assert.equal(calls.length, 1)
  })
}

test('four proxies on one PostgreSQL, two workers each, tell of a line once', { skip: !postgres }, async () => {
  const connectionString = (await postgres?.createDatabase()) ?? ''
  let clock = () => Date.now()
  const stateStore = createPostgresStore({ connectionString, clock: () => clock() })
  after(() => stateStore.close())
  const { shop, calls, begin, setStock, later } = openNotifyShop({ stateStore })
  clock = shop.sandbox.clock
  const { soldOut } = await begin()
  await setStock(3, soldOut)
  shop.pass(11 * minuteMs)
  const proxies = [shop.proxy, ...Array.from({ length: 3 }, () => createProxy(shop.config))]
  await Promise.all(proxies.flatMap((proxy) => [proxy.work(), proxy.work()]))
  await later()
  assert.equal(calls.length, 1)
})

test('with Buzzbip a no ends what was asked for: the page promises no message that is not sent', async () => {
  const shop = openMerchantShop()
  const { token, lines } = shop.cart('hero')
  const wanted = lines.flatMap((line) => ('variantId' in line ? [line.variantId] : []))
  const variants = shop.sandbox.world.products.flatMap((product) => product.variants)
  for (const variant of variants) if (wanted.includes(variant.id)) variant.stock = 0
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token })
  const { cartHandle } = body
  const lineItemIds = body.cart?.lineItems.map(({ id }) => id) ?? []
  const agree = (whatsapp: boolean) => shop.shopper('PUT', '/consent', { cartHandle, channels: { whatsapp } })
  const listed = async () => {
    const { cart } = (await shop.shopper<RecoverAnswer>('POST', '/availability', { cartHandle })).body
    return cart?.lineItems.filter(({ subscribed }) => subscribed).length
  }
  await agree(true)
  await shop.shopper('POST', '/back-in-stock', { cartHandle, lineItemIds, subscribed: true })
  assert.notEqual(await listed(), 0)
  await agree(false)
  assert.equal(await listed(), 0)
  await agree(true)
  assert.equal(await listed(), 0, 'who agrees again asks again')
  for (const variant of variants) if (wanted.includes(variant.id)) variant.stock = 5
  for (let looks = 0; looks < 3; looks++) {
    shop.pass(11 * minuteMs)
    await shop.proxy.work()
  }
  assert.equal(shop.messages().length, 0)
})
