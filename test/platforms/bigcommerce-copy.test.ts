import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { type Cart, createCartServer, type LineOfTest, type Manners } from './bigcommerce-upstream/cart-server.ts'

const signal = () => AbortSignal.timeout(8000)

const mug: LineOfTest = { productId: 101, variantId: 1001, quantity: 2 }
const shirt: LineOfTest = { productId: 102, variantId: 86, quantity: 1 }
const engraved = (text: string): LineOfTest => ({
  productId: 114,
  variantId: 1002,
  quantity: 3,
  modifiers: [[1145, { text }]],
})
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
const cake: LineOfTest = { productId: 116, variantId: 1003, quantity: 1, modifiers: [[1161, { day: 1619931600 }]] }
const everything = [mug, shirt, engraved(' Tom & "Ann" '), giftSet, cake]

const billingAddress = {
  id: '5d484d668e5aa',
  first_name: 'Ann',
  last_name: 'Lee',
  email: 'ann@shop.example',
  country_code: 'US',
  country: 'United States',
  phone: '12125550100',
  custom_fields: [{ field_id: 'field_25', field_value: 'Yes' }],
}

/** A cart, the link that leads to its checkout, and the cart that this link is of. */
function open(lines: LineOfTest[], manners: Partial<Manners> = {}, held: Partial<Cart> = {}) {
  const server = createCartServer({ redirects: 'api-carts-only', ...manners })
  const original = server.openCart(lines, held)
  const connect = (options: { checkoutBy?: 'redirect' | 'copy' } = {}) => {
    const { fetch } = server
    const { checkout } = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch, ...options })
    assert.ok(checkout)
    return checkout
  }
  return { server, original, checkout: connect(), connect, count: server.pieces(original.id) }
}

for (const texts of ['as-typed', 'escaped'] as const) {
  for (const dates of ['timestamp', 'calendar'] as const) {
    test(`a copied cart keeps every option, texts ${texts}, dates by ${dates}`, async () => {
      const { server, original, checkout, count } = open(everything, { texts, dates })
      const link = await checkout.link(original.id, signal())
      assert.notEqual(link.cartId, original.id)
      assert.deepEqual(server.pieces(link.cartId), count)
      assert.deepEqual([link.linesChanged, link.lost, server.carts.size], [undefined, undefined, 2])
      assert.ok(link.checkoutUrl.includes(link.cartId))
    })
  }
}

test('a copy whose typed text would be changed is made anew, and the first one deleted', async () => {
  const { server, original, checkout, count } = open([engraved('Tom &amp; Ann'), mug])
  const link = await checkout.link(original.id, signal())
  assert.deepEqual(server.pieces(link.cartId), count)
  assert.deepEqual([link.linesChanged, server.carts.size], [undefined, 2])
})

test('a copy that lost an option says so', async () => {
  const { server, original, checkout } = open([engraved('Ann'), mug], { forgets: 1145 })
  const link = await checkout.link(original.id, signal())
  assert.equal(link.linesChanged, true)
  assert.deepEqual(server.pieces(original.id), { '[114,1002,[[1145,{"text":"Ann"}]]]': 3, '[101,1001,[]]': 2 })
})

test('a copied cart has its coupons again, and those that are refused are named', async () => {
  const held = { coupons: ['TEN', 'GONE', 'SHIP'] }
  const { server, original, checkout } = open([mug], { coupons: ['TEN', 'SHIP'] }, held)
  const link = await checkout.link(original.id, signal())
  assert.deepEqual(link.lost, { coupons: ['GONE'] })
  assert.deepEqual(server.carts.get(link.cartId)?.coupons, ['TEN', 'SHIP'])
})

test('a copied cart keeps its customer, and what they typed of themselves', async () => {
  const { server, original, checkout } = open([mug], {}, { customerId: 12, channelId: 3, billingAddress })
  const link = await checkout.link(original.id, signal())
  const { customerId, channelId, billingAddress: kept } = server.carts.get(link.cartId) ?? {}
  const { id: _, country: __, ...typed } = billingAddress
  assert.deepEqual([customerId, channelId, kept], [12, 3, typed])
})

test('a line that is fixed and has a price is copied; a gift is left to its promotion', async () => {
  const lines = [mug, { ...shirt, isMutable: false }, { ...engraved(''), modifiers: [], isGift: true }]
  const { server, original, checkout, count } = open(lines)
  const link = await checkout.link(original.id, signal())
  assert.deepEqual(server.pieces(link.cartId), count)
  assert.equal(link.linesChanged, undefined)
})

test("a cart is copied where 'checkoutBy' says so, and its copy is not copied again", async () => {
  const { server, original, connect, count } = open(everything, { redirects: 'any-cart' })
  const byRedirect = await connect().link(original.id, signal())
  assert.deepEqual([byRedirect.cartId, server.carts.size], [original.id, 1])
  const checkout = connect({ checkoutBy: 'copy' })
  const first = await checkout.link(original.id, signal())
  assert.notEqual(first.cartId, original.id)
  assert.deepEqual(server.pieces(first.cartId), count)
  const second = await checkout.link(first.cartId, signal(), { isCopy: true })
  assert.deepEqual([second.cartId, server.carts.size], [first.cartId, 2])
  assert.notEqual(second.checkoutUrl, first.checkoutUrl)
})

test('a copy whose answer is lost is not made again', async () => {
  const { server, original, connect } = open([mug])
  server.around.push({ lost: 'answer' })
  await assert.rejects(connect({ checkoutBy: 'copy' }).link(original.id, signal()), { isUncertain: true })
  assert.equal(server.carts.size, 2)
})

test('a copy whose answer has no links in it is the only one, and its link is asked for', async () => {
  const { server, original } = open([mug])
  for (const redirect_urls of [[], {}, null, 'none']) {
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answer = await server.fetch(input, init)
      if (!new URL(new Request(input).url).searchParams.get('include')?.includes('redirect_urls')) return answer
      const { data } = await answer.json()
      return Response.json({ data: { ...data, redirect_urls } }, { status: answer.status })
    }
    const { checkout } = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch })
    const carts = server.carts.size
    const link = await checkout?.link(original.id, signal())
    assert.ok(link?.checkoutUrl.includes(link.cartId))
    assert.equal(server.carts.size, carts + 1)
  }
})

test('a copy that cannot be read back is deleted: the next tap makes another', async () => {
  const { server, original } = open([mug])
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const isOfCopy = !init?.method || init.method === 'GET' ? !String(input).includes(original.id) : false
    return isOfCopy ? new Response(null, { status: 500 }) : server.fetch(input, init)
  }
  const { checkout } = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch })
  await assert.rejects(async () => checkout?.link(original.id, signal()), { name: 'UpstreamError', status: 500 })
  assert.deepEqual([...server.carts.keys()], [original.id])
})
