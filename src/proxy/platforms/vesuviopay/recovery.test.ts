import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fetchDouble } from '../../../../test/platforms/fetch-double.ts'
import type { PlatformLine } from '../../adapter/index.ts'
import { type VesuvioPayOptions, vesuviopay } from './vesuviopay.ts'

const storeId = '7d1f3c52-8a4e-4b6f-9c0d-2e5a7b914c33'
const cartPath = `GET sdk/cart/${storeId}`
const settingsPath = `GET sdk/store/${storeId}/checkout-settings`
const session = { token: 'a.shopper.token' }
const item = {
  id: 'item-1',
  productId: 'p',
  variantId: 'v',
  externalProductId: '101',
  externalVariantId: '10100',
  quantity: 2,
  price: 29.99,
  product: { name: 'Shirt', imageUrl: 'https://shop.example/shirt.jpg' },
}
const cart = (data: object = {}, items: object[] = [item]) => ({
  success: true,
  data: { storeId, items, totalItems: 2, subtotal: 59.98, ...data },
})
const euros = { success: true, data: { storeId, currency: 'EUR' } }

function platform(answers: Record<string, object>, options: Partial<VesuvioPayOptions> = {}) {
  const { fetch, sent } = fetchDouble('https://api.vesuviopay.com/api/v1/', { [settingsPath]: euros, ...answers })
  const made = vesuviopay({ storeId, publishableKey: 'pk_test_key', fetch, ...options })
  assert.ok(made.recovery && made.availability && made.shopperCart && made.shopperCheckout)
  return { ...made, recovery: made.recovery, shopperCheckout: made.shopperCheckout, sent }
}
const signal = () => AbortSignal.timeout(5000)
const code = (name: string) => ({ code: name })

test("the shopper's own cart is shown to the shopper, exact to the cent", async () => {
  const { recovery } = platform({ [cartPath]: cart() })
  assert.equal(recovery.isShoppersOwn, true)
  assert.equal(recovery.resolve, undefined)
  assert.deepEqual(await recovery.read('cart-1', signal(), session), {
    id: 'cart-1',
    channelId: '1',
    lines: [
      {
        id: 'item-1',
        kind: 'physical',
        name: 'Shirt',
        options: [],
        productId: '101',
        variantId: '10100',
        imageUrl: 'https://shop.example/shirt.jpg',
        quantity: 2,
        price: { amount: 2999, currency: 'EUR' },
        spec: { vesuviopay: { externalProductId: '101', externalVariantId: '10100' } },
      },
    ],
    total: { amount: 5998, currency: 'EUR' },
  })
})

test('nobody else is shown it', async () => {
  const { recovery, sent } = platform({ [cartPath]: cart() })
  await assert.rejects(recovery.read('cart-1', signal()), code('sign-in-needed'))
  assert.equal(sent.length, 0)
})

test('a cart of another name belongs to another account; one without a name may be the one', async () => {
  for (const data of [{ id: 'cart-2' }, { cartId: 'cart-2' }, { id: 'cart-1', cartId: 'cart-2' }]) {
    const { recovery } = platform({ [cartPath]: cart(data) })
    await assert.rejects(recovery.read('cart-1', signal(), session), code('account-cart'))
  }
  for (const data of [{ id: 'cart-1' }, { cartId: 'cart-1' }, {}]) {
    const { recovery } = platform({ [cartPath]: cart(data) })
    assert.equal((await recovery.read('cart-1', signal(), session)).id, 'cart-1')
  }
})

test('an empty cart is a cart without lines, however the platform says so', async () => {
  for (const answer of [cart({}, []), [404, { success: false, errorCode: 'CART_EMPTY' }]]) {
    const { recovery } = platform({ [cartPath]: answer })
    assert.deepEqual((await recovery.read('cart-1', signal(), session)).lines, [])
  }
})

test('lines in groups by brand are lines as well', async () => {
  const grouped = { success: true, data: { id: 'cart-1', brands: [{ items: [item] }, { items: [item] }] } }
  const { recovery } = platform({ [cartPath]: grouped })
  assert.equal((await recovery.read('cart-1', signal(), session)).lines.length, 2)
})

test('the currency is the configured one, or asked of the store once', async () => {
  const configured = platform({ [cartPath]: cart() }, { currency: 'JPY' })
  assert.equal((await configured.recovery.read('c', signal(), session)).lines[0]?.price.amount, 30)
  const asked = platform({ [cartPath]: cart(), [settingsPath]: { data: { currency: { code: 'kwd' } } } })
  for (let times = 0; times < 3; times++) {
    assert.equal((await asked.recovery.read('c', signal(), session)).total.currency, 'KWD')
  }
  assert.equal(asked.sent.filter(({ call }) => call === settingsPath).length, 1)
})

test('a currency that nobody names is no guess, and is asked for again', async () => {
  const { recovery } = platform({ [cartPath]: cart(), [settingsPath]: [{ data: {} }, euros] })
  await assert.rejects(recovery.read('c', signal(), session), { failure: 'unexpected-shape' })
  assert.equal((await recovery.read('c', signal(), session)).total.currency, 'EUR')
})

for (const [name, productIds, ids, external] of [
  ['ids', 'id', { productId: '101', variantId: '10100' }, ['101', '10100']],
  ['SKUs', 'sku', { productId: '101', sku: 'SHIRT-S' }, ['101', 'SHIRT-S']],
  ['prefixed ids', { prefix: 'bc_' }, { productId: '101', variantId: '10100' }, ['bc_101', 'bc_10100']],
  ['ids without the prefix', { prefix: 'bc_' }, {}, ['101', '10100']],
  ['a function, whose way back nobody knows', () => undefined, {}, ['x', 'y']],
] as const) {
  test(`a product sync that used ${name} is read backwards, and stock is asked by its own names`, async () => {
    const [externalProductId, externalVariantId] = external
    const named = { ...item, externalProductId, externalVariantId }
    const availability = `POST sdk/cart/store/${storeId}/availability`
    const t = platform(
      { [cartPath]: cart({}, [named]), [availability]: { data: { isAvailable: true, availableQuantity: 7 } } },
      { productIds },
    )
    const { lines } = await t.recovery.read('c', signal(), session)
    const [{ productId, variantId, sku } = {} as PlatformLine] = lines
    assert.deepEqual(
      { productId, variantId, sku },
      { productId: undefined, variantId: undefined, sku: undefined, ...ids },
    )
    const stocks = await t.availability?.check(lines, signal())
    assert.equal(stocks?.get('item-1')?.quantity, 7)
    const asked = t.sent.find(({ call }) => call === availability)?.body
    assert.deepEqual(asked, { externalProductId, externalVariantId, quantity: 2 })
  })
}

const finish = `POST sdk/cart/store/${storeId}/finish`
const jwt = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"customer-7"}').replaceAll('=', '')}.`
const url = 'https://checkout.example/1'

test('a finish says what the order will name: the answer, or else the token', async () => {
  const told = platform({ [finish]: { data: { checkoutUrl: url, cartId: 'cart-1', customerId: 'customer-1' } } })
  const expected = { checkoutUrl: url, cartId: 'cart-1', customerId: 'customer-1' }
  assert.deepEqual(await told.shopperCheckout.finish({ token: jwt }, signal()), expected)
  const silent = platform({ [finish]: { data: url, cartId: null, customerId: null } })
  assert.deepEqual(await silent.shopperCheckout.finish({ token: jwt }, signal()), {
    checkoutUrl: url,
    customerId: 'customer-7',
  })
  assert.deepEqual(await silent.shopperCheckout.finish(session, signal()), { checkoutUrl: url })
})

test('a cart that is being checked out is neither short nor moved', async () => {
  const locked = [409, { success: false, message: '…', errorCode: 'CART_LOCKED' }]
  const t = platform({
    [cartPath]: cart({}, []),
    [finish]: locked,
    [`POST sdk/cart/store/${storeId}/items/bulk`]: locked,
  })
  await assert.rejects(t.shopperCheckout.finish(session, signal()), code('checkout-open'))
  const { recovery } = platform({ [cartPath]: cart() })
  const [line] = (await recovery.read('c', signal(), session)).lines
  assert.ok(line && t.shopperCart)
  await assert.rejects(t.shopperCart.fill(session, [{ line, quantity: 1 }], signal()), code('checkout-open'))
})

test('a 409 that names no lock is short stock, as one page has it', async () => {
  const { shopperCheckout } = platform({ [finish]: [409, { success: false, errorCode: 'CONFLICT' }] })
  await assert.rejects(shopperCheckout.finish(session, signal()), code('stock-moved'))
})
