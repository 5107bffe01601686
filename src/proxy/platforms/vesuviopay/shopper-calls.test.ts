import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createSeed, type Said, said } from '../../../../test/platforms/vesuviopay-seed.ts'

const signal = () => AbortSignal.timeout(5000)
const session = { token: 'jwt' }
const refusal =
  (status: number, body: object = {}) =>
  () =>
    Response.json({ success: false, ...body }, { status })

function platformOf(changes: Parameters<typeof createSeed>[0]) {
  const seed = createSeed(changes)
  const { recovery, shopper, shopperCart, shopperCheckout } = seed.platform()
  assert.ok(recovery && shopper && shopperCart && shopperCheckout)
  return { seed, recovery, shopper, shopperCart, shopperCheckout }
}
const readCart = (cart: Said) => platformOf({ cart }).recovery.read('cart-1', signal(), session)

for (const body of [
  {},
  { errorCode: 'PHONE_NOT_VERIFIED' },
  { errorCode: 'UNAUTHORIZED_CART_ACCESS' },
  { errorCode: 'ACCESS_DENIED' },
]) {
  test(`a 403 ${JSON.stringify(body)} on a shopper's call asks them to sign in`, async () => {
    const { recovery, shopperCheckout, shopper } = platformOf({ cart: refusal(403, body), finish: refusal(403, body) })
    await assert.rejects(recovery.read('cart-1', signal(), session), { code: 'sign-in-needed' })
    await assert.rejects(shopperCheckout.finish(session, signal()), { code: 'sign-in-needed' })
    await assert.rejects(shopper.signInWithToken('jwt', signal()), { code: 'sign-in-needed' })
  })
}

for (const body of [
  { errorCode: 'NO_STORE_ACCESS' },
  { errorCode: 'INVALID_API_KEY' },
  { message: "API key doesn't match store ID" },
]) {
  test(`a 403 ${JSON.stringify(body)} is the shop's own mistake, which no shopper can mend`, async () => {
    await assert.rejects(readCart(refusal(403, body)), { failure: 'status', status: 403 })
  })
}

for (const [what, cart] of Object.entries<Said>({
  'data: null': { success: true, data: null },
  'data: []': { success: true, data: [] },
  'data: {}': { success: true, data: {} },
  'no data': { success: true },
  'items: null': { success: true, data: { storeId: 's', items: null, totalItems: 0 } },
  'items: {}': { success: true, data: { items: {}, totalItems: '0' } },
  'items: []': { success: true, data: { items: [] } },
  'no items': { success: true, data: { storeId: 's', subtotal: 0 } },
  'a group without items': { success: true, data: { brands: [{ name: 'Acme', items: null }] } },
  'an item without pieces': { success: true, data: { items: [{ id: 'gone', quantity: 0 }] } },
  '204': () => new Response(null, { status: 204 }),
  '200 without a body': () => new Response(''),
  null: null,
  'success: false': { success: false },
  'success: false, CART_EMPTY': { success: false, errorCode: 'CART_EMPTY', data: null },
  '404': () => new Response(null, { status: 404 }),
})) {
  test(`an empty cart told as ${what} is an empty cart, and signing in works`, async () => {
    assert.deepEqual((await readCart(cart)).lines, [])
    const { shopper } = platformOf({ cart })
    assert.deepEqual(await shopper.signInWithToken('jwt', signal()), { token: 'jwt' })
  })
}

for (const cart of [{ data: { items: [{}] } }, { data: 7 }, [], { success: true, data: { items: 'two' } }]) {
  test(`signing in does not depend on the cart's shape: ${JSON.stringify(cart)}`, async () => {
    const { shopper } = platformOf({ cart })
    assert.deepEqual(await shopper.signInWithToken('jwt', signal()), { token: 'jwt' })
  })
}

test('a token that is refused in a success is refused', async () => {
  const { shopper } = platformOf({ cart: { success: false, errorCode: 'TOKEN_EXPIRED' } })
  await assert.rejects(shopper.signInWithToken('jwt', signal()), { code: 'sign-in-needed' })
})

test('pieces that are counted but not listed are no empty cart: adding them again would double them', async () => {
  await assert.rejects(readCart({ success: true, data: { totalItems: 2 } }), /data\.totalItems/)
  await assert.rejects(readCart({ success: true, data: { items: 'two shirts' } }), /data\.items/)
})

test('empty names and addresses are absent, and no name is ever empty', async () => {
  const [item] = said.cart.data.items
  const read = async (more: object) => (await readCart({ data: { items: [{ ...item, ...more }] } })).lines[0]
  const empty = await read({ product: { name: '', imageUrl: '' } })
  assert.deepEqual([empty?.name, empty?.imageUrl], ['var_456', undefined])
  assert.equal((await read({ product: { name: ' ' }, productName: 'Shirt' }))?.name, 'Shirt')
  assert.equal((await read({ product: null, externalVariantId: '', externalProductId: null }))?.name, 'cart_item_id')
})

test('amounts and counts that came as text are read', async () => {
  const items = [{ ...said.cart.data.items[0], quantity: '3', price: '29.99', id: 7 }]
  const [line] = (await readCart({ data: { items } })).lines
  assert.deepEqual([line?.id, line?.quantity, line?.price.amount], ['7', 3, 2999])
})

for (const [field, more] of Object.entries({
  id: { id: null },
  quantity: { quantity: -1 },
  'quantity ': { quantity: 1.5 },
  'quantity  ': { quantity: 'two' },
  price: { price: null },
  'price ': { price: -1 },
  'price  ': { price: 1e300 },
})) {
  test(`a line whose ${field.trim()} is ${Object.values(more)} is refused by that name`, async () => {
    const items = [{ ...said.cart.data.items[0], ...more }]
    await assert.rejects(readCart({ data: { items } }), {
      failure: 'unexpected-shape',
      message: new RegExp(field.trim()),
    })
  })
}

test('clearing empties the cart, and needs none', async () => {
  const { seed, shopperCart } = platformOf({})
  await shopperCart.clear?.(session, signal())
  assert.deepEqual(
    seed.sent.map(({ call, body }) => [call, body]),
    [[`DELETE cart/store/${said.cart.data.storeId}`, undefined]],
  )
})
