import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { Target } from '../../src/proxy/adapter/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { type Cart, createCartServer, type LineOfTest, type Manners } from './bigcommerce-upstream/cart-server.ts'

// What stands between a shopper's edit from elsewhere and a write of ours, and how often a write is tried.

const signal = () => AbortSignal.timeout(8000)
const mug: LineOfTest = { productId: 101, variantId: 1001, quantity: 2 }
const cup = (text: string, quantity = 3): LineOfTest => ({
  ...{ productId: 114, variantId: 1002, quantity },
  modifiers: [[1145, { text }]],
})

/** A cart at the upstream, and the adapter's view of it as it was. */
async function openCart(lines: LineOfTest[], manners: Partial<Manners> = {}) {
  const server = createCartServer(manners)
  const held = server.openCart(lines)
  const { recovery, cart } = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch: server.fetch })
  assert.ok(recovery && cart)
  const before = await recovery.read(held.id, signal())
  server.sent.length = 0
  const targetOf = (index: number, quantity: number): Target => {
    const { id, spec } = before.lines[index] ?? assert.fail()
    return { id, spec, quantity }
  }
  const calls = () => server.sent.map(({ call }) => call.split(' ')[0])
  const pieces = () => server.pieces(held.id)
  return {
    server,
    held,
    before,
    targetOf,
    calls,
    pieces,
    apply: (...targets: Target[]) => cart.apply(before, targets, signal()),
  }
}

/** The shopper types another text in another tab. */
const retype = (index: number, text: string) => (cart: Cart) => {
  cart.lines[index]?.modifiers.set(1145, { text })
  cart.version++
}
const texts = ({ lines }: Cart) => lines.map(({ modifiers }) => [...modifiers.values()])

test('a text that was changed elsewhere is kept by a write that meets the conflict', async () => {
  const { server, held, apply, targetOf } = await openCart([cup('Ann'), mug])
  server.around.push({ before: retype(0, 'Bob') })
  const { refused, changedElsewhere, lines } = await apply(targetOf(0, 5))
  assert.deepEqual([refused, changedElsewhere, lines.map(({ written }) => written)], [[], [], [5]])
  assert.deepEqual(texts(held), [[{ text: 'Bob' }], []])
})

for (const optionsInWriteAnswers of [true, false]) {
  test(`a text that was changed elsewhere is kept where an earlier line met the conflict, and answers ${optionsInWriteAnswers ? 'tell' : 'leave out'} options`, async () => {
    const { server, held, apply, targetOf } = await openCart([mug, cup('Ann')], { optionsInWriteAnswers })
    server.around.push({ before: retype(1, 'Bob') })
    await apply(targetOf(0, 1), targetOf(1, 5))
    assert.deepEqual(
      [texts(held), held.lines.map(({ quantity }) => quantity)],
      [
        [[], [{ text: 'Bob' }]],
        [1, 5],
      ],
    )
  })
}

test('lines that are at their targets are not written, and nothing is read', async () => {
  const { apply, targetOf, calls } = await openCart([cup('Ann'), mug])
  const { lines } = await apply(targetOf(0, 3), targetOf(1, 2))
  assert.deepEqual([lines, calls()], [[], []])
})

test('one line is one write, and the cart is read back once', async () => {
  const { apply, targetOf, calls } = await openCart([cup('Ann'), mug, cup('Bob')])
  await apply(targetOf(0, 2), targetOf(2, 0), targetOf(1, 1))
  assert.deepEqual(calls(), ['PUT', 'PUT', 'DELETE', 'GET'], 'removals come last')
})

test('a line of which the caller knows the id alone is told with what it is', async () => {
  const { apply, before } = await openCart([cup('Ann'), mug])
  const { lines } = await apply({ id: before.lines[0]?.id ?? '', quantity: 5 })
  assert.deepEqual(
    lines.map(({ written, spec }) => [written, spec]),
    [[5, before.lines[0]?.spec]],
  )
})

test('a line that stands in the cart under another id is set, and told as it stands', async () => {
  const { apply, before, held } = await openCart([cup('Ann'), mug])
  const { id, spec } = before.lines[0] ?? assert.fail()
  const { lines } = await apply({ id: 'an id from before', spec, quantity: 5 })
  assert.deepEqual(
    lines.map((line) => [line.id, line.before, line.written, line.newId]),
    [['an id from before', 3, 5, id]],
  )
  assert.equal(held.lines[0]?.quantity, 5)
})

test('a line whose options cannot be named is not written without them', async () => {
  const { apply, before, calls } = await openCart([cup('Ann'), mug])
  const [line] = before.lines
  Object.assign(line ?? {}, { spec: { kind: 'item', productId: 114, variantId: 1002, options: [{ value: 'Ann' }] } })
  const { refused } = await apply({ id: line?.id ?? '', quantity: 5 })
  assert.deepEqual([refused, calls()], [[line?.id], []])
})

test('a write is tried eight times over conflicts, and then unconfirmed', async () => {
  const { server, apply, targetOf, calls } = await openCart([cup('Ann'), mug])
  server.around.push(...Array.from({ length: 20 }, () => ({ before: (cart: Cart) => void cart.version++ })))
  await assert.rejects(apply(targetOf(0, 2)), { code: 'unconfirmed' })
  assert.equal(calls().filter((method) => method === 'PUT').length, 8)
})

test('a quantity that a rule of the shop refuses is refused, and not tried again', async () => {
  for (const status of [409, 422]) {
    const { server, apply, targetOf, before, pieces } = await openCart([mug, cup('Ann')])
    const count = pieces()
    server.around.push({ status })
    const { refused, lines } = await apply(targetOf(0, 9))
    assert.deepEqual([refused, lines, pieces()], [[before.lines[0]?.id], [], count])
  }
})

test('a line that was removed elsewhere is added again by a higher quantity, and stays away by none', async () => {
  for (const [quantity, left] of [
    [5, 2],
    [0, 1],
  ] as const) {
    const { server, held, apply, targetOf } = await openCart([cup('Ann'), mug])
    server.around.push({
      before(cart) {
        cart.lines = cart.lines.slice(1)
        cart.version++
      },
    })
    const { lines } = await apply(targetOf(0, quantity))
    assert.equal(held.lines.length, left)
    assert.equal(lines[0]?.written, quantity)
    assert.equal(lines[0]?.newId === undefined, quantity === 0)
  }
})

test('a line that is gone, and of which nothing is known but its id, was changed elsewhere', async () => {
  const { held, apply, before } = await openCart([mug, cup('Ann')])
  const { changedElsewhere, lines } = await apply({ id: 'gone', quantity: 2 })
  assert.deepEqual([changedElsewhere, lines, held.lines.length], [['gone'], [], before.lines.length])
  const removed = await apply({ id: 'gone', quantity: 0 })
  assert.deepEqual([removed.changedElsewhere, removed.lines], [[], []])
})

test('a removal takes out what the shopper saw, and no other line of the product', async () => {
  const { held, apply, before } = await openCart([cup('Ann'), cup('Bob'), mug])
  const { spec } = before.lines[0] ?? assert.fail()
  held.lines = held.lines.slice(1)
  held.version++
  await apply({ id: 'an id from before', spec, quantity: 0 })
  assert.equal(held.lines.length, 2)
  const escaped = await openCart([cup('Tom &amp; Ann'), mug])
  const typed = await openCart([cup('Tom & Ann'), mug])
  await escaped.apply({ id: 'an id from before', spec: typed.before.lines[0]?.spec, quantity: 0 })
  assert.equal(escaped.held.lines.length, 2, 'a text that is spelled otherwise may be another line')
  const same = await openCart([cup('Ann'), mug])
  const { changedElsewhere } = await same.apply({ id: 'an id from before', spec, quantity: 0 })
  assert.deepEqual([changedElsewhere, same.held.lines.length], [['an id from before'], 2], 'it was added again')
})

test('a line that was written is not pending, although what it lost on the way cannot be read', async () => {
  const { server, before, apply, targetOf } = await openCart([cup('Ann'), cup('Bob'), mug], {
    optionsInWriteAnswers: false,
  })
  server.aroundReads.push(...Array.from({ length: 9 }, () => ({ status: 403 })))
  const { lines, brokeOff } = await apply(targetOf(0, 5), targetOf(1, 6))
  assert.deepEqual(
    lines.map(({ id, written }) => [id, written]),
    [[before.lines[0]?.id, 5]],
  )
  assert.deepEqual(brokeOff?.pending, [before.lines[1]?.id])
})

test('what breaks off between two writes is read once more, so that a lost option is told', async () => {
  const { server, apply, targetOf, calls } = await openCart([cup('Ann'), mug], {
    ...{ optionsInWriteAnswers: false, forgets: 1145 },
  })
  server.aroundReads.push({ status: 403 })
  const { lines, brokeOff } = await apply(targetOf(0, 5))
  assert.deepEqual([lines[0]?.written, lines[0]?.optionsChanged, brokeOff?.pending], [5, true, []])
  assert.deepEqual(calls(), ['PUT', 'GET', 'GET'])
})

test('the last line is not removed, also where the others went meanwhile', async () => {
  const { server, held, apply, targetOf } = await openCart([cup('Ann'), mug])
  server.around.push({
    before(cart) {
      cart.lines = cart.lines.slice(0, 1)
      cart.version++
    },
  })
  await assert.rejects(apply(targetOf(0, 0)), { code: 'empty' })
  assert.equal(held.lines.length, 1)
})

test('a refused access ends the writing at once; a line that is and is not there is unconfirmed', async () => {
  for (const status of [401, 403, 404]) {
    const { server, apply, targetOf } = await openCart([cup('Ann'), mug])
    server.around.push(...Array.from({ length: 9 }, () => ({ status })))
    const attempt = apply(targetOf(0, 2))
    await assert.rejects(attempt, status === 404 ? { code: 'unconfirmed' } : { status })
  }
})

test('a write that is lost does not go over a quantity that was set elsewhere', async () => {
  const { server, held, apply, targetOf, before } = await openCart([cup('Ann'), mug])
  server.around.push({
    before(cart) {
      const [line] = cart.lines
      if (line) line.quantity = 8
      cart.version++
    },
    lost: 'request',
  })
  const { changedElsewhere } = await apply(targetOf(0, 5))
  assert.deepEqual([changedElsewhere, held.lines[0]?.quantity], [[before.lines[0]?.id], 8])
})
