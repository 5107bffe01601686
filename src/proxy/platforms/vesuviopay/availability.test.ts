import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createSeed, type Said } from '../../../../test/platforms/vesuviopay-seed.ts'
import type { PlatformLine } from '../../adapter/index.ts'

const signal = () => AbortSignal.timeout(5000)
const session = { token: 'jwt' }
const line = (quantity = 2): PlatformLine => ({
  id: 'line',
  kind: 'physical',
  name: 'Premium T-Shirt',
  options: [],
  productId: 'prod_123',
  variantId: 'var_456',
  quantity,
  price: { amount: 2999, currency: 'EUR' },
  spec: null,
})
const ownLine = { ...line(), spec: { vesuviopay: { externalProductId: 'prod_123', externalVariantId: 'var_456' } } }

async function stockOf(availability: Said, of = line()) {
  const stocks = await createSeed({ availability }).platform().availability?.check([of], signal())
  const stock = stocks?.get('line')
  return stock && [stock.status, stock.quantity]
}
const data = (more: object) => ({ success: true, data: more })
const refusal = (status: number, body: object) => () => Response.json({ success: false, ...body }, { status })

for (const [said, wanted, left] of [
  [{ isAvailable: true, availableQuantity: 50 }, 2, 50],
  // Sold beyond what is counted.
  [{ isAvailable: true, availableQuantity: 0 }, 2, null],
  [{ isAvailable: true, availableQuantity: 1 }, 2, null],
  [{ isAvailable: true, availableQuantity: -3 }, 2, null],
  [{ isAvailable: true }, 2, null],
  // Not sold any more, whatever is counted.
  [{ isAvailable: false, availableQuantity: 50 }, 2, 0],
  [{ isAvailable: false, availableQuantity: 2 }, 2, 0],
  [{ isAvailable: false, availableQuantity: 1 }, 2, 1],
  [{ isAvailable: false, availableQuantity: 1, trackInventory: false }, 2, 0],
  [{ isAvailable: false }, 2, 0],
  [{ isAvailable: 'true', availableQuantity: '7' }, 2, 7],
  [{ isAvailable: 'False', availableQuantity: '1' }, 2, 1],
  [{ isAvailable: 1, availableQuantity: null }, 2, null],
  [{ availableQuantity: 3 }, 2, 3],
  [{ trackInventory: false }, 2, null],
] as const) {
  test(`at ${wanted} pieces, ${JSON.stringify(said)} leaves ${left ?? 'as many as are wanted'}`, async () => {
    assert.deepEqual(await stockOf(data(said), line(wanted)), ['sellable', left])
  })
}

for (const [what, answer] of Object.entries({
  '409': refusal(409, { message: 'Insufficient inventory for requested quantity' }),
  '409 without a body': () => new Response(null, { status: 409 }),
  '400 OUT_OF_STOCK': refusal(400, { errorCode: 'OUT_OF_STOCK' }),
  'a success:false by code': { success: false, errorCode: 'INSUFFICIENT_STOCK' },
  'a success:false in words': { success: false, message: 'Insufficient inventory' },
  'a success:false with data': { success: false, data: { isAvailable: false } },
})) {
  test(`${what} means sold out`, async () => {
    assert.deepEqual(await stockOf(answer), ['sellable', 0])
    const watched = await createSeed({ availability: answer })
      .platform()
      .backInStock?.check(session, [line()], signal())
    assert.deepEqual(
      [...(watched ?? [])].map(([, { stock }]) => stock.quantity),
      [0],
    )
  })
}

for (const status of ['active', { status: 'subscribed' }, { isSubscribed: true }, { since: '2026' }, [], 7, null]) {
  test(`a subscription told as ${JSON.stringify(status)} never spoils the stock`, async () => {
    const said = data({ isAvailable: true, availableQuantity: 9, subscriptionStatus: status })
    assert.deepEqual(await stockOf(said), ['sellable', 9])
    const watched = await createSeed({ availability: said }).platform().backInStock?.check(session, [line()], signal())
    const { stock, subscribed } = watched?.get('line') ?? {}
    assert.equal(stock?.quantity, 9)
    const isTold = status === 'active' || (status && ('status' in Object(status) || 'isSubscribed' in Object(status)))
    assert.equal(subscribed, isTold ? true : undefined)
  })
}

test('a product that the sync does not know is unknown in a cart of the shop, and gone in VesuvioPay’s own', async () => {
  for (const answer of [refusal(404, { errorCode: 'VARIANT_NOT_FOUND' }), refusal(404, {})]) {
    assert.deepEqual(await stockOf(answer), ['unknown', null])
    assert.deepEqual(await stockOf(answer, ownLine), ['discontinued', 0])
  }
})

test('a store that is not there, and an answer that says nothing, leave the line without an answer', async () => {
  assert.equal(await stockOf(refusal(404, { errorCode: 'STORE_NOT_FOUND' })), undefined)
  for (const answer of [{}, data({}), data([]), { success: true, data: 'yes' }, { success: false }]) {
    assert.equal(await stockOf(answer), undefined)
    assert.equal(await stockOf(answer, ownLine), undefined)
  }
})

test('a line that no product sync can know is left to the shop', async () => {
  assert.equal(await stockOf(data({ isAvailable: true }), { ...line(), kind: 'gift-certificate' }), undefined)
})

test('a 409 on subscribing means that the shopper is on the list already', async () => {
  const seed = createSeed({
    subscribed: refusal(409, { message: 'Already subscribed' }),
    availability: data({ isAvailable: false, availableQuantity: 0 }),
  })
  const state = await seed.platform().backInStock?.set(session, line(), true, signal())
  assert.deepEqual([state?.subscribed, state?.stock.quantity], [true, 0])
})

test('a small cart is answered at once beside six with fifty lines each, four calls at a time', async () => {
  let [running, most, answered] = [0, 0, 0]
  const fetch: typeof globalThis.fetch = async () => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, 2))
    running--
    answered++
    return Response.json(data({ isAvailable: true, availableQuantity: 50 }))
  }
  const { availability } = createSeed().platform({ fetch })
  const cartOf = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...line(), id: `${index}`, productId: `${name}-${index}` }))
  const large = Array.from({ length: 6 }, (_, index) => availability?.check(cartOf(`large${index}`, 50), signal()))
  const small = await availability?.check(cartOf('small', 2), signal())
  assert.equal(small?.size, 2)
  assert.ok(answered < 30, `${answered} of 302 calls came first`)
  assert.deepEqual(
    (await Promise.all(large)).map((stocks) => stocks?.size),
    Array(6).fill(50),
  )
  assert.equal(most, 4)
})

test('who leaves a shared question takes no answer away from the others', async () => {
  const seed = createSeed()
  const { availability } = seed.platform()
  const leaving = new AbortController()
  const left = availability?.check([line()], leaving.signal, { maxAgeMs: 5000 })
  const stays = availability?.check([line()], signal(), { maxAgeMs: 5000 })
  leaving.abort()
  assert.equal((await left)?.size, 0)
  assert.equal((await stays)?.size, 1)
  assert.equal(seed.times(/\/availability$/), 1)
})
