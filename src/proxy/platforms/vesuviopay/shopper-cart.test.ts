import assert from 'node:assert/strict'
import { test } from 'node:test'

import { type PlatformLine, RecoveryError, type ShopperCartPort, UpstreamError } from '../../adapter/index.ts'
import { vesuviopay } from './vesuviopay.ts'

const storeId = '7d1f3c52-8a4e-4b6f-9c0d-2e5a7b914c33'
const session = { token: 'jwt' }
const signal = () => AbortSignal.timeout(5000)

interface Item {
  externalProductId: string
  externalVariantId: string
  quantity: number
}
type Held = Record<string, number>
/** What the platform answers instead of doing what it is asked. `lost`: it does it, and the answer never arrives. */
type Act = Response | 'lost' | 'ignored' | undefined

/**
 * The cart as the bulk calls of the documents have it: adding is incremental, setting names the item. `act` may stop a write,
 * by its method and the variants that it is about.
 */
function createCart(held: Held = {}, act: (method: string, variants: string[]) => Act = () => undefined) {
  const cart = new Map(Object.entries(held))
  const writes: [method: string, variants: string[]][] = []
  const ids: (string | undefined)[] = []
  let reads = 0
  const apply = (method: string, items: (Item & { cartItemId: string })[]) => {
    if (method === 'DELETE') cart.clear()
    for (const { cartItemId, externalVariantId, quantity } of items) {
      if (method === 'POST') cart.set(externalVariantId, (cart.get(externalVariantId) ?? 0) + quantity)
      else if (quantity > 0) cart.set(cartItemId.replace('item-', ''), quantity)
      else cart.delete(cartItemId.replace('item-', ''))
    }
  }
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.method === 'GET') {
      reads++
      const items = [...cart].map(([id, quantity]) => ({
        ...{ id: `item-${id}`, externalProductId: `p-${id}`, externalVariantId: id, quantity, price: 1 },
      }))
      return Response.json({ success: true, data: { id: ids.shift(), items } })
    }
    const text = await request.text()
    const items = text ? JSON.parse(text).items : []
    const variants = items.map((item: { cartItemId?: string; externalVariantId?: string }) =>
      (item.externalVariantId ?? item.cartItemId ?? '').replace('item-', ''),
    )
    writes.push([request.method, variants])
    const end = act(request.method, variants)
    if (end instanceof Response) return end
    if (end !== 'ignored') apply(request.method, items)
    if (end === 'lost') throw new TypeError('the connection broke')
    return Response.json({ success: true })
  }
  const { shopperCart } = vesuviopay({ storeId, publishableKey: 'pk_test_key', fetch })
  assert.ok(shopperCart?.clear)
  return {
    port: shopperCart as Required<ShopperCartPort>,
    cart,
    ids,
    writes,
    held: () => Object.fromEntries(cart),
    reads: () => reads,
  }
}

const line = (variantId: string, more: Partial<PlatformLine> = {}): PlatformLine => ({
  ...{ id: `line-${variantId}`, kind: 'physical', name: variantId, options: [], quantity: 1, spec: null },
  ...{ price: { amount: 100, currency: 'EUR' }, productId: `p-${variantId}`, variantId },
  ...more,
})
const targets = (wanted: Held) => Object.entries(wanted).map(([id, quantity]) => ({ line: line(id), quantity }))
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, 1]))
const fail = (status: number, errorCode?: string) => Response.json({ success: false, errorCode }, { status })

const fill = ({ port }: ReturnType<typeof createCart>, wanted: Held) => port.fill(session, targets(wanted), signal())
const ends = (written: Awaited<ReturnType<typeof fill>>) =>
  Object.fromEntries(written.map((one) => [one.id, [one.before, one.written, one.refused]]))

test('what is there is set, what is missing is added, and each line says what it was', async () => {
  const cart = createCart({ a: 1, other: 5 })
  assert.deepEqual(ends(await fill(cart, { a: 3, b: 2 })), { 'line-a': [1, 3, false], 'line-b': [0, 2, false] })
  assert.deepEqual(cart.held(), { a: 3, b: 2, other: 5 })
  assert.deepEqual(cart.writes, [
    ['PUT', ['a']],
    ['POST', ['b']],
  ])
})

test('a cart that holds enough is not written to', async () => {
  const cart = createCart({ a: 3, b: 9 })
  assert.deepEqual(ends(await fill(cart, { a: 3, b: 2 })), { 'line-a': [3, 3, false], 'line-b': [9, 9, false] })
  assert.deepEqual([cart.writes, cart.reads()], [[], 1])
})

test('the cart that the lines are in is named as far as the platform names it', async () => {
  for (const [told, named] of [
    [['old', 'new'], 'new'],
    [[undefined, 'new'], 'new'],
    [['old', undefined], 'old'],
    [[undefined, undefined], undefined],
  ] as const) {
    const cart = createCart()
    cart.ids.push(...told)
    const [written] = await fill(cart, { a: 1 })
    assert.deepEqual(written, {
      ...{ id: 'line-a', before: 0, written: 1, refused: false },
      ...(named && { cartId: named }),
    })
  }
})

test('lines of the same variant are one item, which ends at their sum', async () => {
  const cart = createCart({ a: 1 })
  const lines = [
    { line: line('a'), quantity: 2 },
    { line: line('b'), quantity: 1 },
    { line: line('a', { id: 'again' }), quantity: 3 },
  ]
  const written = await cart.port.fill(session, lines, signal())
  assert.deepEqual(ends(written), { 'line-a': [1, 5, false], again: [1, 5, false], 'line-b': [0, 1, false] })
  assert.deepEqual(cart.held(), { a: 5, b: 1 })
})

test('variants of one product, and products with one name for a variant, are items of their own', async () => {
  const cart = createCart({ a: 4 })
  const other = line('a', { id: 'other', productId: 'p-other' })
  assert.equal((await cart.port.fill(session, [{ line: other, quantity: 2 }], signal()))[0]?.before, 0)
})

test('a line that no product sync knows, and none of a line, are not written', async () => {
  const cart = createCart()
  const certificate = line('a', { kind: 'gift-certificate' })
  assert.deepEqual([cart.port.accepts(certificate), cart.port.accepts(line('a'))], [false, true])
  const lines = [{ line: certificate, quantity: 1 }, ...targets({ b: 0, c: -1 })]
  assert.deepEqual(await cart.port.fill(session, lines, signal()), [])
  assert.deepEqual(cart.writes, [])
})

test('twenty items stand in one call, to set and to add alike', async () => {
  const sizes = ({ writes }: ReturnType<typeof createCart>) => writes.map(([method, items]) => [method, items.length])
  const empty = createCart()
  await fill(empty, many(45))
  assert.deepEqual(sizes(empty), [
    ['POST', 20],
    ['POST', 20],
    ['POST', 5],
  ])
  await fill(empty, Object.fromEntries(Object.keys(many(45)).map((id) => [id, 2])))
  assert.deepEqual(sizes(empty).slice(3), [
    ['PUT', 20],
    ['PUT', 20],
    ['PUT', 5],
  ])
  assert.deepEqual(new Set(Object.values(empty.held())), new Set([2]))
})

test('where fewer items may stand in one call, it is halved until it is taken', async () => {
  const limited = createCart({}, (_, { length }) => (length > 3 ? fail(400, 'TOO_MANY_ITEMS') : undefined))
  await fill(limited, many(7))
  assert.deepEqual(limited.held(), many(7))
  assert.deepEqual(
    limited.writes.map(([, { length }]) => length),
    [7, 4, 2, 2, 3],
  )
})

test('a call with one item is not halved', async () => {
  const cart = createCart({}, () => fail(400, 'TOO_MANY_ITEMS'))
  assert.deepEqual(ends(await fill(cart, { a: 1 })), { 'line-a': [0, 0, true] })
  assert.equal(cart.writes.length, 1)
})

for (const [what, refusal] of Object.entries({
  'too little stock': () => fail(409),
  'the code of too little stock': () => fail(400, 'INSUFFICIENT_STOCK'),
  'an unknown variant': () => fail(400, 'VARIANT_NOT_FOUND'),
  'a status of 400': () => fail(400),
  'a status of 404': () => fail(404),
  'a status of 422': () => fail(422),
})) {
  test(`one item that is refused with ${what} leaves the others written`, async () => {
    const cart = createCart({ b: 1 }, (_, variants) => (variants.includes('bad') ? refusal() : undefined))
    const written = await fill(cart, { a: 1, bad: 2, b: 2, c: 3 })
    assert.deepEqual(ends(written), {
      ...{ 'line-a': [0, 1, false], 'line-bad': [0, 0, true], 'line-b': [1, 2, false], 'line-c': [0, 3, false] },
    })
    assert.equal(cart.writes.filter(([, variants]) => variants.includes('bad')).length, 2, 'with the others, and alone')
  })
}

for (const [what, refusal] of Object.entries({
  'a key that is refused': () => fail(403, 'INVALID_API_KEY'),
  'too many calls': () => fail(429),
})) {
  test(`${what} is no refusal of an item`, async () => {
    const cart = createCart({}, refusal)
    await assert.rejects(fill(cart, { a: 1, b: 1 }), { name: 'UpstreamError' })
    assert.equal(cart.writes.length, 1)
  })
}

test('what breaks off between two calls tells what was written, and what may be asked for again', async () => {
  let writes = 0
  const cart = createCart({}, () => (++writes === 2 ? fail(429) : undefined))
  const written = await fill(cart, many(45))
  assert.deepEqual(
    written.map(({ written, refused, brokeOff }) => [written, refused, brokeOff !== undefined]),
    [...Array(20).fill([1, false, false]), ...Array(25).fill([0, false, true])],
  )
  assert.ok(written.at(-1)?.brokeOff?.cause instanceof UpstreamError)
  assert.equal(writes, 2)
  await cart.port.revert(
    session,
    written.map((one, index) => ({ ...one, line: line(`v${index}`) })),
    signal(),
  )
  assert.deepEqual(cart.held(), {})
})

test('a store that is not there is no refusal of an item', async () => {
  await assert.rejects(
    fill(
      createCart({}, () => fail(404, 'STORE_NOT_FOUND')),
      { a: 1 },
    ),
    { code: 'STORE_NOT_FOUND' },
  )
})

test('a session that has ended, and a cart whose checkout is open, end it at once', async () => {
  for (const [status, errorCode, code] of [
    [401, 'TOKEN_EXPIRED', 'sign-in-needed'],
    [409, 'CART_LOCKED', 'checkout-open'],
  ] as const) {
    const cart = createCart({}, () => fail(status, errorCode))
    await assert.rejects(fill(cart, { a: 1 }), { code, name: RecoveryError.name })
    assert.equal(cart.writes.length, 1)
  }
})

test('an item that is ignored in a success is refused, and not sent again', async () => {
  const cart = createCart({ b: 1 }, () => 'ignored')
  assert.deepEqual(ends(await fill(cart, { a: 1, b: 2 })), { 'line-a': [0, 0, true], 'line-b': [1, 1, true] })
  assert.equal(cart.writes.length, 2)
})

test('an add whose answer is lost is not repeated', async () => {
  const cart = createCart({}, () => 'lost')
  assert.deepEqual(ends(await fill(cart, { a: 2 })), { 'line-a': [0, 2, false] })
  assert.equal(cart.writes.length, 1)
})

test('a failure after which nothing was done is one round, and the item is refused', async () => {
  const cart = createCart({}, () => fail(500))
  assert.deepEqual(ends(await fill(cart, { a: 2 })), { 'line-a': [0, 0, true] })
  assert.equal(cart.writes.length, 1)
})

test('an item that the platform takes piece by piece is raised four times, and then said to be refused', async () => {
  const cart = createCart({ a: 1 }, () => {
    cart.cart.set('a', (cart.cart.get('a') ?? 0) + 1)
    return 'ignored'
  })
  assert.deepEqual(ends(await fill(cart, { a: 9 })), { 'line-a': [1, 5, true] })
  assert.equal(cart.writes.length, 4)
})

test('an edit from elsewhere during the write is met by another round', async () => {
  let isEdited = false
  const cart = createCart({ a: 1, b: 1 }, (method) => {
    if (method !== 'POST' || isEdited) return undefined
    isEdited = true
    cart.cart.set('a', 2)
    return undefined
  })
  assert.deepEqual(ends(await fill(cart, { a: 3, c: 1 })), { 'line-a': [1, 3, false], 'line-c': [0, 1, false] })
  assert.deepEqual(cart.held(), { a: 3, b: 1, c: 1 })
})

const writtenLine = (id: string, before: number, written: number) => ({
  ...{ id: `line-${id}`, line: line(id), before, written, refused: false },
})

test('what still holds what was written is set back; what was edited since is left alone', async () => {
  const cart = createCart({ a: 3, b: 7, c: 1, other: 1 })
  const lines = [writtenLine('a', 1, 3), writtenLine('b', 1, 2), writtenLine('c', 0, 1), writtenLine('gone', 1, 2)]
  assert.deepEqual(ends(await cart.port.revert(session, lines, signal())), {
    ...{ 'line-a': [3, 1, false], 'line-b': [2, 7, false], 'line-c': [1, 0, false], 'line-gone': [2, 0, false] },
  })
  assert.deepEqual(cart.held(), { a: 1, b: 7, other: 1 })
  assert.deepEqual(cart.writes, [['PUT', ['a', 'c']]])
})

test('where nothing is left to set back, nothing is written, and the cart is read once', async () => {
  const cart = createCart({ b: 7 })
  assert.deepEqual(ends(await cart.port.revert(session, [writtenLine('b', 1, 2)], signal())), {
    'line-b': [2, 7, false],
  })
  assert.deepEqual([cart.writes, cart.reads()], [[], 1])
})

test('setting back goes by twenty items a call, and halves a call that is too large', async () => {
  const cart = createCart(many(25), (_, { length }) => (length > 10 ? fail(400, 'TOO_MANY_ITEMS') : undefined))
  const lines = Object.keys(many(25)).map((id) => writtenLine(id, 0, 1))
  await cart.port.revert(session, lines, signal())
  assert.deepEqual(cart.held(), {})
  assert.deepEqual(
    cart.writes.map(([, { length }]) => length),
    [20, 10, 10, 5],
  )
})

test('setting back goes one by one where no more may stand in a call', async () => {
  const cart = createCart({ a: 2, b: 2 }, (_, { length }) => (length > 1 ? fail(400, 'TOO_MANY_ITEMS') : undefined))
  await cart.port.revert(session, [writtenLine('a', 1, 2), writtenLine('b', 0, 2)], signal())
  assert.deepEqual(cart.held(), { a: 1 })
})

test('a cart that was cleared is empty, also where the answer was lost or there was none', async () => {
  for (const end of [undefined, 'lost', fail(404)] as const) {
    const cart = createCart(end instanceof Response ? {} : { a: 1 }, () => end)
    await cart.port.clear(session, signal())
    assert.deepEqual(cart.held(), {})
  }
})

test('a cart that still holds something was not cleared', async () => {
  await assert.rejects(createCart({ a: 1 }, () => fail(500)).port.clear(session, signal()), { status: 500 })
})

test('a refusal to clear is one, whatever the cart holds', async () => {
  for (const [status, errorCode] of [
    [400, undefined],
    [404, 'STORE_NOT_FOUND'],
  ] as const) {
    const cart = createCart({}, () => fail(status, errorCode))
    await assert.rejects(cart.port.clear(session, signal()), { status })
    assert.equal(cart.reads(), 0)
  }
})
