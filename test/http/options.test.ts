import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { RecoverAnswer } from '../../src/contract/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import {
  type Cart,
  createCartServer,
  type LineOfTest,
  type Manners,
  toToken,
} from '../platforms/bigcommerce-upstream/cart-server.ts'
import { openShop, shopOrigin } from '../setup/shop.ts'

const mug: LineOfTest = { productId: 101, variantId: 1001, quantity: 2 }
const engraved: LineOfTest = {
  productId: 114,
  variantId: 1002,
  quantity: 3,
  modifiers: [[1145, { text: 'Tom & Ann' }]],
}

/** A shop before an upstream written from BigCommerce's documents, with one cart that its shopper came back to. */
async function open(lines: LineOfTest[], manners: Partial<Manners> = {}, held: Partial<Cart> = {}) {
  const server = createCartServer(manners)
  const cart = server.openCart(lines, held)
  const platform = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch: server.fetch })
  const channel = {
    origins: [shopOrigin],
    recoveryPageUrl: `${shopOrigin}/cart`,
    shopUrl: `${shopOrigin}/`,
    checkoutOrigins: [shopOrigin],
  }
  const shop = openShop('demo', { platforms: [platform], channels: { 1: channel } })
  const { body } = await shop.post<RecoverAnswer>('/recover', { token: toToken(cart) })
  assert.ok(body.cart)
  const items = (...quantities: number[]) =>
    quantities.map((quantity, index) => ({ id: body.cart?.lineItems[index]?.id ?? '', quantity }))
  return { server, shop, cartHandle: body.cartHandle, items, pieces: () => server.pieces(cart.id) }
}

for (const texts of ['as-typed', 'escaped'] as const) {
  for (const quantity of [0, 1]) {
    test(`an undo of ${quantity} brings back exactly the pieces and options, texts ${texts}`, async () => {
      const { shop, cartHandle, items, pieces } = await open([engraved, mug], { texts })
      const count = pieces()
      const { body } = await shop.restore({ cartHandle, lineItems: items(quantity) })
      assert.equal(body.outcomes[0]?.outcome, quantity === 0 ? 'removed' : 'applied')
      for (const _ of ['once', 'again']) {
        const undone = await shop.undo({ cartHandle, undo: body.undo })
        assert.deepEqual([undone.status, pieces()], [200, count])
      }
    })
  }
}

test('a checkout with fewer pieces keeps the engraving', async () => {
  const { shop, cartHandle, items, pieces } = await open([engraved, mug])
  const { status, body } = await shop.checkout({ cartHandle, lineItems: items(2) })
  assert.deepEqual([status, body.outcomes?.map(({ outcome }) => outcome)], [200, ['reduced']])
  assert.deepEqual(pieces(), { '[114,1002,[[1145,{"text":"Tom & Ann"}]]]': 2, '[101,1001,[]]': 2 })
})

test('an option that the platform does not keep is shown before the checkout', async () => {
  const { shop, cartHandle, items } = await open([engraved, mug], { forgets: 1145 })
  const moved = await shop.checkout({ cartHandle, lineItems: items(2) })
  assert.deepEqual([moved.status, moved.body.code], [409, 'stock-moved'])
  assert.deepEqual(moved.body.cart?.lineItems[0]?.options, [])
  const next = await shop.checkout({ cartHandle })
  assert.equal(next.status, 200)
})

test('an option that the platform does not keep is said by /restore', async () => {
  const { shop, cartHandle, items } = await open([engraved, mug], { forgets: 1145 })
  const { body } = await shop.restore({ cartHandle, lineItems: items(2) })
  assert.deepEqual(
    body.outcomes.map(({ outcome, quantity }) => [outcome, quantity]),
    [['changed-elsewhere', 2]],
  )
})

test('coupons that a copied cart lost are named with every link to it', async () => {
  const held = { coupons: ['TEN', 'GONE'] }
  const { shop, server, cartHandle } = await open([mug], { redirects: 'api-carts-only', coupons: ['TEN'] }, held)
  const first = await shop.checkout({ cartHandle })
  assert.deepEqual([first.status, first.body.codesToEnter], [200, ['GONE']])
  // The page still shows the cart that was copied, so the copy is shown first.
  assert.equal((await shop.checkout({ cartHandle })).body.code, 'stock-moved')
  const again = await shop.checkout({ cartHandle })
  assert.deepEqual([again.status, again.body.codesToEnter, server.carts.size], [200, ['GONE'], 2])
})

test('a copied cart that is not the same is shown before its checkout, and copied once', async () => {
  const manners = { redirects: 'api-carts-only', forgets: 1145 } as const
  const { shop, server, cartHandle } = await open([engraved, mug], manners, { coupons: ['GONE'] })
  const moved = await shop.checkout({ cartHandle })
  assert.deepEqual([moved.status, moved.body.code], [409, 'stock-moved'])
  assert.deepEqual(
    moved.body.cart?.lineItems.map(({ options }) => options),
    [[], []],
  )
  const { status, body } = await shop.checkout({ cartHandle })
  assert.deepEqual([status, body.codesToEnter, server.carts.size], [200, ['GONE'], 2])
})
