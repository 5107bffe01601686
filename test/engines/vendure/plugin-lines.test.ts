import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { readLineIds, setCartLines } from '../cart-lines.ts'
import { post } from '../graphql.ts'
import { openShop } from '../shopper.ts'
import { type Engine, startEngine } from '../start-engine.ts'

// `setCartLines` of the plugin, by the key of least rights, on the engine with its database in memory.

const started = await startEngine()
after(() => started?.close())
const options = { skip: started === undefined }

interface Line {
  id: string
  quantity: number
  productVariant: { id: string }
}

/** A shopper with a cart of mugs and bowls, and what is needed to set its lines. */
async function fillCart(engine: Engine | undefined = started) {
  assert.ok(engine)
  const { plenty = '', few = '', spare = '' } = engine.variants
  const shopper = openShop(engine)
  await shopper.add(plenty, 2)
  const orderId = await shopper.add(few, 1)
  const lineIds = await readLineIds(engine.admin, orderId)
  const set = async (lines: object[], ask = engine.keyed) => (await ask(setCartLines, { orderId, lines })).result
  const mugs = (from: number, to: number) => ({ lineId: lineIds[plenty], variantId: plenty, from, to })
  const bowls = (from: number, to: number) => ({ lineId: lineIds[few], variantId: few, from, to })
  const jugs = (from: number, to: number) => ({ variantId: spare, from, to })
  const state = async () =>
    (await engine.admin('query ($id: ID!) { order(id: $id) { state } }', { id: orderId })).order.state
  return { engine, shopper, orderId, set, mugs, bowls, jugs, state, plenty, few, spare }
}

test('lines are set, removed and added at once', options, async () => {
  const { shopper, set, mugs, bowls, jugs, plenty, spare } = await fillCart()
  assert.equal((await set([mugs(2, 5), bowls(1, 0), jugs(0, 1)])).__typename, 'CartLinesSet')
  assert.deepEqual(await shopper.cart(), { [plenty]: 5, [spare]: 1 })
})

test('the same call again, as after a lost answer, ends with the same cart', options, async () => {
  const { shopper, set, mugs, jugs, plenty, few, spare } = await fillCart()
  for (let time = 0; time < 3; time += 1) {
    assert.equal((await set([mugs(2, 3), jugs(0, 2)])).__typename, 'CartLinesSet')
    assert.deepEqual(await shopper.cart(), { [plenty]: 3, [few]: 1, [spare]: 2 })
  }
})

test('an edit between reading and writing is kept, and nothing is written', options, async () => {
  const { shopper, set, mugs, bowls, plenty, few } = await fillCart()
  await shopper.add(plenty, 4)
  const { __typename, order } = await set([bowls(1, 0), mugs(2, 1)])
  assert.equal(__typename, 'CartChanged')
  assert.deepEqual(order.lines, [{ quantity: 6 }, { quantity: 1 }])
  assert.deepEqual(await shopper.cart(), { [plenty]: 6, [few]: 1 })
})

test('a line that is to be left alone guards the others', options, async () => {
  const { shopper, set, mugs, bowls, plenty, few } = await fillCart()
  await shopper.add(few, 1)
  assert.equal((await set([mugs(2, 1), bowls(1, 1)])).__typename, 'CartChanged')
  assert.deepEqual(await shopper.cart(), { [plenty]: 2, [few]: 2 })
})

test('what the stock does not give is refused, with all that came before it', options, async () => {
  const { shopper, set, mugs, bowls, plenty, few } = await fillCart()
  const refused = await set([mugs(2, 1), bowls(1, 9)])
  assert.equal(refused.__typename, 'CartLineRefused')
  assert.deepEqual([refused.variantId, refused.message], [few, 'INSUFFICIENT_STOCK_ERROR'])
  assert.deepEqual(await shopper.cart(), { [plenty]: 2, [few]: 1 })
})

test('a variant that there is not is refused', options, async () => {
  const { engine, shopper, set, plenty, few } = await fillCart()
  for (const variantId of [engine.variants.deleted, '987654'])
    assert.equal((await set([{ variantId, from: 0, to: 1 }])).__typename, 'CartLineRefused')
  assert.deepEqual(await shopper.cart(), { [plenty]: 2, [few]: 1 })
})

test(
  'the line of a variant that was deleted is taken out, and the shopper goes on to the payment',
  options,
  async () => {
    const { engine, shopper, set, mugs, plenty } = await fillCart()
    const { deletable = '' } = engine.variants
    await shopper.add(deletable)
    await engine.admin('mutation ($id: ID!) { deleteProductVariant(id: $id) { result } }', { id: deletable })
    await shopper.leaveAddress('ada@example.com')
    await assert.rejects(shopper.arrangePayment())
    const { activeOrder } = await shopper.ask('{ activeOrder { lines { id productVariant { id } } } }')
    const gone = activeOrder.lines.find(({ productVariant }: Line) => productVariant.id === deletable)
    const line = { lineId: gone.id, variantId: deletable }
    assert.equal((await set([mugs(2, 2), { ...line, from: 1, to: 2 }])).__typename, 'CartLineRefused')
    assert.equal((await set([mugs(2, 2), { ...line, from: 1, to: 0 }])).__typename, 'CartLinesSet')
    assert.equal((await shopper.cart())[plenty], 2)
    await shopper.arrangePayment()
  },
)

test('a cart that was left at the payment step can be changed again', options, async () => {
  const { shopper, set, mugs, state, plenty, few } = await fillCart()
  await shopper.leaveAddress('ada@example.com')
  await shopper.arrangePayment()
  assert.equal((await set([mugs(3, 4)])).__typename, 'CartChanged')
  assert.equal(await state(), 'ArrangingPayment')
  assert.equal((await set([mugs(2, 4)])).__typename, 'CartLinesSet')
  assert.equal(await state(), 'AddingItems')
  assert.deepEqual(await shopper.cart(), { [plenty]: 4, [few]: 1 })
})

test('an order, a draft and what is no order are not open', options, async () => {
  const { engine, shopper, set, mugs } = await fillCart()
  await shopper.leaveAddress('ada@example.com')
  await shopper.arrangePayment()
  await shopper.pay()
  assert.deepEqual(await set([mugs(2, 1)]), { __typename: 'CartNotOpen', message: 'the order is PaymentSettled' })
  const { createDraftOrder } = await engine.admin('mutation { createDraftOrder { id } }')
  for (const orderId of [createDraftOrder.id, '987654']) {
    const { result } = await engine.keyed(setCartLines, { orderId, lines: [mugs(0, 1)] })
    assert.equal(result.__typename, 'CartNotOpen')
  }
})

test('nonsense is refused, and nothing is written', options, async () => {
  const { engine, shopper, orderId, mugs, bowls, plenty, few } = await fillCart()
  const nonsense = [
    [],
    [mugs(2, -1)],
    [mugs(-1, 2)],
    [mugs(2, 1), mugs(2, 3)],
    [mugs(2, 1), { variantId: plenty, from: 2, to: 3 }],
    [{ ...bowls(1, 2), variantId: plenty }],
  ]
  for (const lines of nonsense) {
    const headers = { 'vendure-api-key': engine.apiKey }
    const { errors } = await (await post(engine.adminApi, headers, setCartLines, { orderId, lines })).json()
    assert.ok(errors?.length, JSON.stringify(lines))
  }
  assert.deepEqual(await shopper.cart(), { [plenty]: 2, [few]: 1 })
})

test('a cart of another channel is none of this one', options, async () => {
  const { engine, orderId, mugs } = await fillCart()
  const { result } = await engine.admin(setCartLines, { orderId, lines: [mugs(2, 1)] }, engine.channels.JPY?.token)
  assert.equal(result.__typename, 'CartNotOpen')
})

test('neither a shopper nor a key without the right sets lines', options, async () => {
  const { engine, orderId, mugs } = await fillCart()
  const variables = { orderId, lines: [mugs(2, 1)] }
  for (const [api, headers] of [
    [engine.adminApi, {}],
    [engine.adminApi, { 'vendure-api-key': engine.apiKey.replace(/:.{8}/, ':00000000') }],
    [engine.shopApi, { 'vendure-api-key': engine.apiKey }],
  ] as const) {
    const { errors, data } = await (await post(api, headers, setCartLines, variables)).json()
    assert.ok(errors?.length, JSON.stringify(data))
  }
})

test(
  'a cart of another channel keeps its prices, though the key is of the channel that holds all',
  options,
  async () => {
    const { engine, plenty } = await fillCart()
    const shopper = openShop(engine, 'JPY')
    const orderId = await shopper.add(plenty, 2)
    const read = 'query ($id: ID!) { order(id: $id) { currencyCode totalWithTax lines { id } } }'
    const { order } = await engine.admin(read, { id: orderId })
    const lines = [{ lineId: order.lines[0].id, variantId: plenty, from: 2, to: 3 }]
    assert.equal((await engine.keyed(setCartLines, { orderId, lines })).result.__typename, 'CartLinesSet')
    const { currencyCode, totalWithTax } = (await engine.admin(read, { id: orderId })).order
    assert.deepEqual({ currencyCode, totalWithTax }, { currencyCode: 'JPY', totalWithTax: 375_000 })
  },
)
