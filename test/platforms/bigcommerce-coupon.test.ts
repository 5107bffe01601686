import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { type Cart, createCartServer, type LineOfTest, type Manners } from './bigcommerce-upstream/cart-server.ts'

const signal = () => AbortSignal.timeout(8000)
const mug: LineOfTest = { productId: 101, variantId: 1001, quantity: 2 }

/** A cart, and what becomes of a code that is tried on it. `refusal` answers the codes instead of the server. */
async function open(
  manners: Partial<Manners> = {},
  held: Partial<Cart> = {},
  refusal?: [status: number, body: object],
) {
  const server = createCartServer(manners)
  const original = server.openCart([mug], held)
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { url } = new Request(input, init)
    return refusal && url.endsWith('/coupons')
      ? Response.json(refusal[1], { status: refusal[0] })
      : server.fetch(input, init)
  }
  const { checkout, recovery } = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch })
  const { applyCoupon } = checkout ?? {}
  assert.ok(applyCoupon && recovery)
  const cart = await recovery.read(original.id, signal())
  server.sent.length = 0
  return { server, original, apply: (code: string) => applyCoupon(cart, code, signal()) }
}

const heldBy = ({ server, original }: Awaited<ReturnType<typeof open>>) => server.carts.get(original.id)?.coupons

test('a coupon is put on the cart, beside those that it has', async () => {
  const opened = await open({ coupons: ['TEN', 'SHIP'] }, { coupons: ['SHIP'] })
  const { status, cart } = await opened.apply('TEN')
  assert.deepEqual([status, cart.coupons, heldBy(opened)], ['applied', ['SHIP', 'TEN'], ['SHIP', 'TEN']])
  assert.equal((await opened.apply('TEN')).status, 'applied', 'and once more')
  assert.deepEqual(heldBy(opened), ['SHIP', 'TEN'])
})

test('where it takes the place of another one, that one is put back', async () => {
  const opened = await open({ coupons: ['TEN', 'SHIP'], oneCoupon: true }, { coupons: ['SHIP'] })
  const { status, cart } = await opened.apply('TEN')
  assert.deepEqual([status, cart.coupons, heldBy(opened)], ['not-combinable', ['SHIP'], ['SHIP']])
})

test('where the answer is lost, the cart tells', async () => {
  const opened = await open({ coupons: ['TEN'] })
  opened.server.around.push({ lost: 'answer' })
  assert.equal((await opened.apply('TEN')).status, 'applied')
})

for (const [what, around] of [
  ['did not arrive', { lost: 'request' }],
  ['is not allowed to this account', { status: 403 }],
  ['met a limit', { status: 429 }],
  ['met an outage', { status: 500 }],
] as const) {
  test(`nothing is said of a code whose request ${what}`, async () => {
    const opened = await open({ coupons: ['TEN'] })
    opened.server.around.push(around)
    await assert.rejects(opened.apply('TEN'))
    assert.deepEqual(heldBy(opened), [])
  })
}

const eligible = 'Coupon code `TEN` is not eligible for this checkout'
for (const [what, status, refusal] of [
  ['a code that never was', 'expired', [422, { title: 'The coupon code is not valid' }]],
  ['a code that never was, by its code', 'expired', [400, { code: 'invalid', detail: 'Coupon code `TEN` is invalid' }]],
  ['a code that is over', 'expired', [422, { title: 'The coupon has expired' }]],
  ['a code that is not there', 'expired', [404, { title: 'Not found' }]],
  ['a code, without a word', 'expired', [422, []]],
  ['a cart that is too small', 'not-applicable', [400, { code: 'min_purchase', title: 'Incorrect or mismatch' }]],
  ['a delivery address', 'not-applicable', [400, { code: 'not_applicable', title: 'x' }]],
  ["a code of the reference's kind", 'not-applicable', [400, { code: 'ineligibile', title: 'x', detail: eligible }]],
  ['the same in the title alone', 'not-applicable', [422, { title: eligible }]],
  ['another coupon', 'not-combinable', [409, { title: 'This coupon cannot be combined with other coupons' }]],
] as const) {
  test(`${what} is refused as ${status}`, async () => {
    const opened = await open({}, {}, [refusal[0], refusal[1]])
    assert.equal((await opened.apply('TEN')).status, status)
  })
}

test('a code that is taken and not on the cart does not go with it', async () => {
  const opened = await open({}, {}, [200, { data: {} }])
  assert.equal((await opened.apply('TEN')).status, 'not-applicable')
})
