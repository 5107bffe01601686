import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { PlatformCart } from '../../src/proxy/adapter/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { type Cart, createCartServer, type LineOfTest, type Manners } from './bigcommerce-upstream/cart-server.ts'

const signal = () => AbortSignal.timeout(8000)

const mug: LineOfTest = { productId: 101, variantId: 1001, quantity: 2 }
const engraved = (text: string, quantity = 3): LineOfTest => ({
  productId: 114,
  variantId: 1002,
  quantity,
  modifiers: [[1145, { text }]],
})
const plainCup: LineOfTest = { productId: 114, variantId: 1002, quantity: 1 }
const giftSet: LineOfTest = {
  productId: 115,
  variantId: 92,
  quantity: 1,
  modifiers: [
    [1151, { text: 'For Ann' }],
    [1152, { valueId: 187 }],
    [1153, { valueId: 186 }],
  ],
}
const cake: LineOfTest = {
  productId: 116,
  variantId: 1003,
  quantity: 1,
  modifiers: [
    [1161, { day: 1619931600 }],
    [1162, { text: '10' }],
  ],
}

/** A cart at the upstream and the adapter's view of it. */
async function openCart(lines: LineOfTest[], manners: Partial<Manners> = {}) {
  const server = createCartServer(manners)
  const held = server.openCart(lines)
  const { recovery, cart } = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch: server.fetch })
  assert.ok(recovery && cart)
  const read = () => recovery.read(held.id, signal())
  const set = async (from: PlatformCart, quantities: (number | undefined)[]) => {
    const targets = from.lines.flatMap(({ id, spec }, index) => {
      const quantity = quantities[index]
      return quantity === undefined ? [] : [{ id, spec, quantity }]
    })
    return cart.apply(await read(), targets, signal())
  }
  const pieces = () => server.pieces(held.id)
  const adds = () => server.sent.filter(({ call, status }) => /^POST .*items$/.test(call) && status === 201).length
  return { server, held, read, set, pieces, adds }
}

const removeFirst = (cart: Cart) => {
  cart.lines = cart.lines.slice(1)
  cart.version++
}

for (const [name, manners] of Object.entries({
  'come back trimmed': { texts: 'as-typed' },
  'come back escaped': { texts: 'escaped' },
  'are left out of the answers of writes': { optionsInWriteAnswers: false },
  'cannot be changed by PUT': { optionsOfPut: 'kept' },
} satisfies Record<string, Partial<Manners>>)) {
  test(`a line that is added again is added once where its options ${name}`, async () => {
    const lines = [engraved(' Tom & "Ann" '), mug]
    const { read, set, pieces, adds } = await openCart(lines, manners)
    const [before, count] = [await read(), pieces()]
    await set(before, [0])
    const { lines: written, refused } = await set(before, [3])
    assert.deepEqual([refused, written.map((line) => line.written)], [[], [3]])
    assert.deepEqual([pieces(), adds()], [count, 1])
    await set(before, [3])
    assert.deepEqual([pieces(), adds()], [count, 1])
  })

  test(`a change of the quantity keeps every option where they ${name}`, async () => {
    const lines = [engraved(' Tom & "Ann" '), giftSet, cake]
    const { read, set, pieces } = await openCart(lines, manners)
    const before = await read()
    const { refused, changedElsewhere, lines: written } = await set(before, [2, 4, 5])
    assert.deepEqual([refused, changedElsewhere], [[], []])
    assert.deepEqual(
      written.map((line) => [line.written, line.optionsChanged]),
      [2, 4, 5].map((quantity) => [quantity, undefined]),
    )
    const wanted = createCartServer()
    const kept = wanted.openCart(lines.map((line, index) => ({ ...line, quantity: [2, 4, 5][index] ?? 0 })))
    assert.deepEqual(pieces(), wanted.pieces(kept.id))
  })
}

test('a text that holds an entity itself is written as it was typed', async () => {
  const { read, set, pieces } = await openCart([engraved('Tom &amp; Ann'), mug])
  const before = await read()
  const { lines } = await set(before, [2])
  assert.deepEqual([Object.values(pieces()), lines[0]?.optionsChanged], [[2, 2], undefined])
  assert.match(Object.keys(pieces())[0] ?? '', /"Tom &amp; Ann"/)
})

for (const dates of ['timestamp', 'calendar', 'either'] as const) {
  test(`a date is kept and comes back where the platform takes ${dates}`, async () => {
    const { read, set, pieces, adds } = await openCart([cake, mug], { dates })
    const [before, count] = [await read(), pieces()]
    await set(before, [2])
    await set(before, [0])
    const { refused } = await set(before, [1])
    assert.deepEqual([pieces(), refused, adds()], [count, [], 1])
  })
}

test('a line whose options the platform refuses is left as it is, and said to be refused', async () => {
  const modifiers = [[1162, { text: 'ten' }]] as const
  const { read, set, pieces } = await openCart([{ ...cake, modifiers }, mug])
  const [before, count] = [await read(), pieces()]
  const { refused, lines } = await set(before, [2])
  assert.deepEqual([refused, lines, pieces()], [[before.lines[0]?.id], [], count])
})

test('a quantity that was taken stands, although another spelling of its text is refused', async () => {
  const { server, read } = await openCart([engraved('Tom &amp; Ann'), mug])
  let writes = 0
  const once: typeof fetch = async (input, init) => {
    if (init?.method === 'PUT' && ++writes > 1) return Response.json({ status: 422 }, { status: 422 })
    return server.fetch(input, init)
  }
  const { cart } = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch: once })
  const before = await read()
  const [line] = before.lines
  assert.ok(cart && line)
  const { refused, lines } = await cart.apply(before, [{ ...line, quantity: 2 }], signal())
  assert.equal(writes, 2)
  assert.deepEqual(
    [refused, lines.map(({ written, optionsChanged }) => [written, optionsChanged])],
    [[], [[2, undefined]]],
  )
})

test('a variant is named by its id where selections are refused, and only where nothing else was chosen', async () => {
  const { server, read } = await openCart([{ productId: 102, variantId: 86, quantity: 1 }, engraved('Ann')])
  const fetch = server.fetch
  const refusing: typeof fetch = async (input, init) => {
    const isSelected = String(init?.body ?? '').includes('option_selections')
    return isSelected ? Response.json({ status: 422 }, { status: 422 }) : fetch(input, init)
  }
  const { cart } = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch: refusing })
  const before = await read()
  assert.ok(cart)
  const targets = before.lines.map(({ id, spec }) => ({ id, spec, quantity: 2 }))
  const { refused, lines } = await cart.apply(before, targets, signal())
  assert.deepEqual([refused, lines.map(({ written }) => written)], [[before.lines[1]?.id], [2]])
})

test('an option that the platform forgets on the way is reported, and a line is not added without it', async () => {
  const { server, held, read, set, pieces, adds } = await openCart([engraved('Ann'), mug], { forgets: 1145 })
  const before = await read()
  const changed = await set(before, [2])
  assert.deepEqual(
    changed.lines.map(({ written, optionsChanged }) => [written, optionsChanged]),
    [[2, true]],
  )
  const cart = server.carts.get(held.id)
  assert.ok(cart)
  removeFirst(cart)
  const { refused, lines } = await set(before, [3])
  assert.deepEqual([refused, lines, Object.values(pieces())], [[before.lines[0]?.id], [], [2]])
  await set(before, [3])
  assert.deepEqual([Object.values(pieces()), adds()], [[2], 2])
})

test('a line that would join one without its options is not added to it', async () => {
  const { server, held, read, set, pieces } = await openCart([engraved('Ann'), plainCup, mug], { forgets: 1145 })
  const before = await read()
  const cart = server.carts.get(held.id)
  assert.ok(cart)
  removeFirst(cart)
  const count = pieces()
  const { refused } = await set(before, [3])
  assert.deepEqual([refused, pieces()], [[before.lines[0]?.id], count])
})

for (const lost of ['answer', 'request'] as const) {
  test(`a line is added again once where the ${lost} of the write is lost`, async () => {
    const { server, read, set, pieces, adds } = await openCart([engraved('Tom & Ann'), mug], { texts: 'escaped' })
    const [before, count] = [await read(), pieces()]
    await set(before, [0])
    server.around.push({ lost })
    await set(before, [3])
    assert.deepEqual([pieces(), adds()], [count, 1])
  })
}

test('a line is added again once after a conflict', async () => {
  const { server, read, set, pieces, adds } = await openCart([engraved('Ann'), mug])
  const [before, count] = [await read(), pieces()]
  await set(before, [0])
  server.around.push({
    before(cart) {
      const [line] = cart.lines
      if (line) line.quantity += 1
      cart.version++
    },
  })
  await set(before, [3])
  assert.deepEqual([Object.values(pieces()).sort(), adds()], [[3, 3], 1])
  assert.deepEqual(Object.keys(pieces()).sort(), Object.keys(count).sort())
})

test('where a cart has no version, an add whose answer is lost is never repeated', async () => {
  const { server, read, set, pieces } = await openCart([engraved('Ann'), mug], { hasVersion: false })
  const before = await read()
  await set(before, [0])
  server.around.push({ lost: 'request' })
  await assert.rejects(set(before, [3]), { code: 'unconfirmed' })
  assert.deepEqual(Object.values(pieces()), [2])
})

for (const [what, target, left] of [
  ['restored', 3, 5],
  ['cut', 1, 5],
  ['removed', 0, 5],
] as const) {
  test(`an edit from elsewhere is met by a line that is ${what}, also where an earlier line met the conflict`, async () => {
    const { server, held, read, set } = await openCart([mug, giftSet, cake])
    const before = await read()
    const edit = (cart: Cart) => {
      const [, edited] = cart.lines
      if (edited) edited.quantity = 5
      cart.version++
    }
    server.around.push({ before: edit })
    const { changedElsewhere, cart } = await set(before, [1, target])
    assert.deepEqual(changedElsewhere, [before.lines[1]?.id])
    assert.deepEqual(
      cart.lines.map(({ quantity }) => quantity),
      [1, left, 1],
    )
    assert.equal(held.lines[1]?.quantity, left)
  })
}
