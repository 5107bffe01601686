import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { openShop } from '../shopper.ts'
import { startEngine } from '../start-engine.ts'

// What the other tests rely on: a small shop with every kind of stock, in three currencies, and a key that may do little.

const engine = await startEngine()
after(() => engine?.close())
const skip = engine === undefined

test('a shopper fills a cart in each currency, at the prices of its decimals', { skip }, async () => {
  assert.ok(engine)
  const totals: Record<string, number> = {}
  for (const currency of ['USD', 'JPY', 'KWD']) {
    const shopper = openShop(engine, currency)
    await shopper.add(engine.variants.plenty ?? '', 2)
    const { activeOrder } = await shopper.ask('{ activeOrder { totalWithTax currencyCode } }')
    totals[activeOrder.currencyCode] = activeOrder.totalWithTax
  }
  assert.deepEqual(totals, { USD: 2500, JPY: 250_000, KWD: 2500 })
})

test('the shop has plenty, few and none of its variants, a disabled, a deleted and an optional one', {
  skip,
}, async () => {
  assert.ok(engine)
  const { productVariants } = await engine.keyed(
    '{ productVariants { items { id enabled stockLevels { stockOnHand } options { name } } } }',
  )
  const found = new Map<string, { enabled: boolean; stockLevels: { stockOnHand: number }[]; options: object[] }>(
    productVariants.items.map((item: { id: string }) => [item.id, item]),
  )
  const stockOf = (key: string) => found.get(engine.variants[key] ?? '')?.stockLevels[0]?.stockOnHand
  assert.deepEqual(['plenty', 'few', 'none', 'deleted'].map(stockOf), [500, 3, 0, undefined])
  assert.equal(found.get(engine.variants.disabled ?? '')?.enabled, false)
  assert.deepEqual(found.get(engine.variants.small ?? '')?.options, [{ name: 'Small' }])
})

test('a shopper buys what is in the cart', { skip }, async () => {
  assert.ok(engine)
  const shopper = openShop(engine)
  await shopper.add(engine.variants.plenty ?? '')
  await shopper.leaveAddress('ada@example.com')
  await shopper.arrangePayment()
  assert.equal(await shopper.pay(), 'PaymentSettled')
})
