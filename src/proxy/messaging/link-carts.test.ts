import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openLedger } from '../../../test/setup/ledger.ts'
import type { OrderedLine, WebhookEvent } from '../adapter/messaging-ports.ts'
import type { PlatformLine } from '../adapter/platform.ts'
import { findOrderedSources, linkCarts, unlinkCarts } from './link-carts.ts'

const minuteMs = 60_000
const source = { platform: 'bigcommerce', cartId: 'source' }
const shirt = lineOf('shirt', { productId: '1', variantId: '11', sku: 'S-1' })
const mug = lineOf('mug', { productId: '2', variantId: '22', sku: 'M-2' })
const moved = [
  { line: shirt, quantity: 2 },
  { line: mug, quantity: 1 },
]

function lineOf(id: string, names: Partial<PlatformLine>): PlatformLine {
  const price = { amount: 1000, currency: 'CHF' }
  return { id, kind: 'physical', name: id, options: [], quantity: 5, spec: null, price, ...names }
}

function open() {
  const opened = openLedger()
  const { time } = opened
  const order = (more: Partial<WebhookEvent> = {}): WebhookEvent => ({
    ...{ id: 'event', type: 'ordered', at: time.now, cartId: 'other' },
    ...more,
  })
  /** What of each line an order takes out of the carts that its lines came from. */
  const ordered = async (event: WebhookEvent, platform = 'bigcommerce') =>
    (await findOrderedSources(opened, platform, event)).map(({ transfer, lines }) => [
      transfer.cartId,
      Object.fromEntries(lines),
    ])
  return { ...opened, order, ordered }
}
const other = { platform: 'bigcommerce', cartId: 'other' }
const all = [['source', { shirt: 2, mug: 1 }]]

test('the order of a copy closes the cart that it was made of, with all that was put into it', async () => {
  const context = open()
  await linkCarts(context, source, other, { way: 'copy', lines: moved })
  const [found] = await findOrderedSources(context, 'bigcommerce', context.order())
  assert.deepEqual(found?.transfer, {
    ...{ ...source, way: 'copy', at: context.time.now, currency: 'CHF', into: 'other' },
    lines: [
      { id: 'shirt', quantity: 2, price: 1000, productId: '1', variantId: '11', sku: 'S-1' },
      { id: 'mug', quantity: 1, price: 1000, productId: '2', variantId: '22', sku: 'M-2' },
    ],
  })
  assert.deepEqual(await context.ordered(context.order()), all)
  assert.deepEqual(await context.ordered(context.order({ lines: [] })), all, 'whatever the order tells of its lines')
})

test('the order of any other cart, customer or platform closes nothing', async () => {
  const { ordered, order, ...context } = open()
  await linkCarts(context, source, { ...other, customerId: 'ann' }, { way: 'copy', lines: moved })
  assert.deepEqual(await ordered(order({ cartId: 'another' })), [])
  assert.deepEqual(await ordered(order({ cartId: 'ann' })), [], 'a customer is no cart')
  assert.deepEqual(await ordered(order(), 'tjar'), [])
  assert.deepEqual(await ordered({ id: 'event', type: 'ordered', at: context.time.now }), [])
  assert.deepEqual(await ordered(order({ cartId: 'another', customerId: 'ann' })), [], 'another cart of hers')
})

test('an order that names the customer alone closes what came into their cart', async () => {
  const { ordered, order, ...context } = open()
  await linkCarts(context, source, { ...other, customerId: 'ann' }, { way: 'copy', lines: moved })
  const { cartId: _, ...nameless } = order({ customerId: 'ann' })
  assert.deepEqual(await ordered(nameless), all)
  await linkCarts(context, source, { platform: 'bigcommerce', customerId: 'bob' }, { way: 'copy', lines: moved })
  assert.deepEqual(await ordered(order({ cartId: 'any', customerId: 'bob' })), all, 'the cart was not known')
  assert.deepEqual(await ordered({ ...nameless, customerId: 'eve' }), [], 'neither of both names the cart')
})

test('a transfer stays under the names that it was recorded under: an order is told of weeks later', async () => {
  const context = open()
  await linkCarts(context, source, { ...other, customerId: 'ann' }, { way: 'copy', lines: moved })
  for (const name of ['["transfer","bigcommerce","cart","other"]', '["transfer","bigcommerce","customer","ann"]'])
    assert.equal((await context.ledger.transfers.find([name])).length, 1, name)
})

test('an order from before the lines were moved closes nothing; clocks may differ by a minute', async () => {
  const { ordered, order, time, ...context } = open()
  await linkCarts(context, source, other, { way: 'copy', lines: moved })
  assert.deepEqual(await ordered(order({ at: time.now - minuteMs - 1 })), [])
  assert.deepEqual(await ordered(order({ at: time.now - minuteMs })), all)
})

test('an order that does not tell its lines counts while it can be expected', async () => {
  const { ordered, order, time, ...context } = open()
  await linkCarts(context, source, other, { way: 'text', lines: moved, forMs: 10 * minuteMs })
  const end = time.now + 11 * minuteMs
  assert.deepEqual(await ordered(order({ at: end })), all)
  assert.deepEqual(await ordered(order({ at: end + 1 })), [])
  const lines = [{ variantId: '11', quantity: 9 }]
  assert.deepEqual(await ordered(order({ at: end + 1, lines })), [['source', { shirt: 2 }]], 'one that tells them')
})

test('who goes on shopping may have taken lines out again: an order without lines takes none out of the source', async () => {
  const { ordered, order, ...context } = open()
  await linkCarts(context, source, other, { way: 'fill', lines: moved })
  assert.deepEqual(await ordered(order()), [['source', {}]])
  assert.deepEqual(await ordered(order({ lines: [] })), [])
  assert.deepEqual(await ordered(order({ lines: [{ sku: 'M-2', quantity: 3 }] })), [['source', { mug: 1 }]])
})

test('an ordered line is known by its variant, else by its sku, else by its product', async () => {
  const { ordered, order, ...context } = open()
  const lines = [shirt, lineOf('bare', { productId: '3' }), lineOf('sku', { productId: '4', sku: 'X' })]
  await linkCarts(context, source, other, { way: 'text', lines: lines.map((line) => ({ line, quantity: 1 })) })
  const takes = async (line: Omit<OrderedLine, 'quantity'>) => {
    const [found] = await ordered(order({ lines: [{ quantity: 1, ...line }] }))
    return found?.[1]
  }
  assert.deepEqual(await takes({ variantId: '11', sku: 'other', productId: 'other' }), { shirt: 1 })
  assert.equal(await takes({ variantId: '12', sku: 'S-1', productId: '1' }), undefined, 'another variant')
  assert.deepEqual(await takes({ sku: 'S-1', productId: 'other' }), { shirt: 1 })
  assert.equal(await takes({ sku: 'S-2', productId: '1' }), undefined, 'another sku')
  assert.deepEqual(await takes({ productId: '1' }), { shirt: 1 })
  assert.deepEqual(await takes({ variantId: '31', sku: 'any', productId: '3' }), { bare: 1 })
  assert.deepEqual(await takes({ variantId: '41', sku: 'X' }), { sku: 1 })
  const nameless = { line: lineOf('nameless', {}), quantity: 1 }
  await linkCarts(context, { ...source, cartId: 'nameless' }, other, { way: 'text', lines: [nameless] })
  assert.equal(await takes({}), undefined, 'a line without any name is no line of ours')
})

test('pieces that were ordered count once, however many lines are of the same variant', async () => {
  const { ordered, order, ...context } = open()
  const twin = { ...shirt, id: 'twin' }
  const lines = [
    { line: shirt, quantity: 2 },
    { line: twin, quantity: 3 },
  ]
  await linkCarts(context, source, other, { way: 'text', lines })
  const takes = async (...quantities: number[]) => {
    const [found] = await ordered(order({ lines: quantities.map((quantity) => ({ variantId: '11', quantity })) }))
    return found?.[1]
  }
  assert.deepEqual(await takes(1), { shirt: 1 })
  assert.deepEqual(await takes(2), { shirt: 2 })
  assert.deepEqual(await takes(4), { shirt: 2, twin: 2 })
  assert.deepEqual(await takes(2, 3), { shirt: 2, twin: 3 })
  assert.equal(await takes(0), undefined)
})

test('lines that were taken out again are forgotten, and those of other carts stay', async () => {
  const { ordered, order, ...context } = open()
  const next = { ...source, cartId: 'next' }
  for (const cart of [source, next]) await linkCarts(context, cart, other, { way: 'copy', lines: moved })
  await unlinkCarts(context, source, other)
  assert.deepEqual(await ordered(order()), [['next', { shirt: 2, mug: 1 }]])
})

test('nothing is stored of nothing, nor where the store has no ledger', async () => {
  const { ordered, order, clock, ...context } = open()
  await linkCarts({ ...context, clock }, source, other, { way: 'copy', lines: [] })
  assert.deepEqual(await ordered(order()), [])
  const bare: Parameters<typeof linkCarts>[0] = { clock }
  await linkCarts(bare, source, other, { way: 'copy', lines: moved })
  await unlinkCarts(bare, source, other)
})

test('a line is remembered by the names that it has', async () => {
  const { order, ...context } = open()
  await linkCarts(
    context,
    source,
    { platform: 'bigcommerce', customerId: 'ann' },
    {
      ...{ way: 'copy', lines: [{ line: lineOf('bare', {}), quantity: 1 }] },
    },
  )
  const [found] = await findOrderedSources(context, 'bigcommerce', order({ customerId: 'ann' }))
  assert.deepEqual(found?.transfer.lines, [{ id: 'bare', quantity: 1, price: 1000 }])
  assert.deepEqual(Object.keys(found?.transfer ?? {}).sort(), ['at', 'cartId', 'currency', 'lines', 'platform', 'way'])
})
