import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'

import type { Problem, RecoverAnswer } from '../../src/contract/index.ts'
import { createMemoryStore, type ProxyConfig, sealCustomer } from '../../src/proxy/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { openShop, type Shop, shopOrigin, testKey } from '../setup/shop.ts'

const checkoutOrigin = 'https://store-demo.mybigcommerce.com'
const login = { clientId: 'client-of-the-shop', clientSecret: 'a-secret-of-at-least-16-characters' }
const channel = {
  origins: [shopOrigin],
  recoveryPageUrl: `${shopOrigin}/cart`,
  shopUrl: `${shopOrigin}/`,
  checkoutOrigins: [checkoutOrigin],
  accountCarts: true,
}
const withoutWord = { ...channel, accountCarts: false }

/** A shop that can vouch for its customers, and whose cart `account` is customer 4711's. */
function openAccountShop(changes: Partial<ProxyConfig> = {}, sandbox: Sandbox = createSandbox()): Shop {
  const stateStore = createMemoryStore({ clock: sandbox.clock })
  return openShop('demo', { channels: { 1: channel }, stateStore, ...changes }, sandbox)
}

const vouch = ({ sandbox }: Shop, customerId: string | number = 4711, store = 'shop', key = testKey) =>
  sealCustomer({ key, store, customerId, clock: sandbox.clock })

const recover = (shop: Shop, shopperToken?: string) =>
  shop.post<RecoverAnswer & Problem>('/recover', { token: shop.cart('account').token, shopperToken })
const availability = (shop: Shop, cartHandle: string, shopperToken?: string) =>
  shop.post<RecoverAnswer & Problem>('/availability', { cartHandle, shopperToken })

/** A handle that the shop has vouched under. */
async function openCart(shop: Shop) {
  const { body } = await recover(shop, await vouch(shop))
  assert.ok(body.cart)
  return { cartHandle: body.cartHandle, lineItems: body.cart.lineItems }
}

test('a link alone gives a handle, says where to sign in, and nothing of the cart', async () => {
  const shop = openAccountShop()
  const { status, body } = await recover(shop)
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body).sort(), ['abilities', 'cart', 'cartHandle', 'signIn'])
  assert.deepEqual([body.cart, body.signIn], [null, 'shop'])
})

test('a link with the shop’s word for its customer gives the cart', async () => {
  const shop = openAccountShop()
  const { status, body } = await recover(shop, await vouch(shop))
  assert.equal(status, 200)
  assert.equal(body.cart?.lineItems.length, 2)
  assert.equal(body.signIn, undefined)
})

test('the handle of a link opens the cart as soon as the shop has vouched', async () => {
  const shop = openAccountShop()
  const { body } = await recover(shop)
  const { cartHandle } = body
  assert.equal((await availability(shop, cartHandle)).body.code, 'account-cart')
  assert.equal((await availability(shop, cartHandle, await vouch(shop))).body.cart?.lineItems.length, 2)
  assert.equal((await availability(shop, cartHandle)).body.cart?.lineItems.length, 2, 'and stays open')
})

test('the shop’s word can be given by /sign-in, too', async () => {
  const shop = openAccountShop()
  const { cartHandle } = (await recover(shop)).body
  const signIn = (shopperToken: string) =>
    shop.post('/sign-in', { cartHandle, shopperToken }, { 'idempotency-key': crypto.randomUUID() })
  assert.equal((await signIn('crc1_made-up')).body.code, 'sign-in-needed')
  assert.equal((await signIn(await vouch(shop))).status, 200)
  assert.equal((await availability(shop, cartHandle)).status, 200)
})

test('lines are set, undone and checked out under the handle that was vouched for, and under no other', async () => {
  const shop = openAccountShop()
  const { cartHandle, lineItems } = await openCart(shop)
  const { cartHandle: other } = (await recover(shop)).body
  const [line] = lineItems
  assert.ok(line)
  const change = { lineItems: [{ id: line.id, quantity: line.quantity + 1 }] }
  const restored = await shop.restore({ cartHandle, ...change })
  assert.equal(restored.status, 200)
  shop.newCalls()
  for (const answer of [
    await shop.restore({ cartHandle: other, ...change }),
    await shop.undo({ cartHandle: other, undo: restored.body.undo }),
    await shop.checkout({ cartHandle: other }),
    await availability(shop, other),
  ]) {
    assert.deepEqual([answer.status, answer.body.code, answer.body.cart], [403, 'account-cart', undefined])
  }
  assert.deepEqual(
    shop.newCalls().filter(({ write }) => write),
    [],
  )
  assert.equal((await shop.undo({ cartHandle, undo: restored.body.undo })).status, 200)
  assert.equal((await shop.checkout({ cartHandle })).status, 200)
})

const refusedWords: [string, (shop: Shop) => Promise<string>][] = [
  ['for another customer', (shop) => vouch(shop, 4712)],
  ['of another store', (shop) => vouch(shop, 4711, 'other')],
  ['under another key', (shop) => vouch(shop, 4711, 'shop', Buffer.alloc(32, 7).toString('base64url'))],
  ['that was changed', async (shop) => `${(await vouch(shop)).slice(0, -4)}AAAA`],
  ['that is a cart handle', async (shop) => `crc1_${(await recover(shop)).body.cartHandle}`],
  ['in another form', async () => '4711'],
  [
    'from eleven minutes ago',
    async (shop) => {
      const word = await vouch(shop)
      shop.sandbox.world.clockOffsetSeconds += 11 * 60
      return word
    },
  ],
]
for (const [what, make] of refusedWords) {
  test(`a word ${what} says nothing about the cart`, async () => {
    const shop = openAccountShop()
    const shopperToken = await make(shop)
    const { body } = await recover(shop, shopperToken)
    assert.deepEqual([body.cart, body.signIn], [null, 'shop'])
    assert.deepEqual(Object.keys(body).sort(), Object.keys((await recover(shop)).body).sort())
    const refused = await availability(shop, body.cartHandle, shopperToken)
    assert.deepEqual([refused.status, refused.body.code], [403, 'account-cart'])
    assert.equal((await shop.checkout({ cartHandle: body.cartHandle })).body.code, 'account-cart')
  })
}

test('another customer’s word under an open handle closes it', async () => {
  const shop = openAccountShop()
  const { cartHandle } = await openCart(shop)
  assert.equal((await availability(shop, cartHandle, await vouch(shop, 4712))).body.code, 'account-cart')
  assert.equal((await availability(shop, cartHandle)).body.code, 'account-cart')
})

test('a cart stays open for an hour, and each new word begins it again', async () => {
  const shop = openAccountShop()
  const { cartHandle } = await openCart(shop)
  shop.sandbox.world.clockOffsetSeconds += 50 * 60
  assert.equal((await availability(shop, cartHandle, await vouch(shop))).status, 200)
  shop.sandbox.world.clockOffsetSeconds += 50 * 60
  assert.equal((await shop.checkout({ cartHandle })).status, 200)
  shop.sandbox.world.clockOffsetSeconds += 11 * 60
  assert.equal((await shop.checkout({ cartHandle })).body.code, 'account-cart')
  assert.equal((await availability(shop, cartHandle, await vouch(shop))).status, 200)
})

test('where the channel’s shop cannot vouch, no word opens the cart', async () => {
  const shop = openAccountShop({ channels: { 1: withoutWord } })
  for (const word of [undefined, await vouch(shop)]) {
    const { status, body } = await recover(shop, word)
    assert.deepEqual([status, body.code, body.cartHandle], [403, 'account-cart', undefined])
  }
})

test('a guest’s cart takes no notice of who is signed in', async () => {
  const shop = openAccountShop()
  const { token } = shop.cart('hero')
  const { body } = await shop.post<RecoverAnswer>('/recover', { token, shopperToken: await vouch(shop) })
  assert.ok(body.cart)
})

test('a guest’s cart that becomes an account’s is closed to whoever held its handle', async () => {
  const shop = openAccountShop()
  const { cartHandle } = await shop.recover('hero')
  const cart = shop.sandbox.world.carts.find(({ key }) => key === 'hero')
  assert.ok(cart)
  cart.customerId = 4711
  assert.equal((await shop.checkout({ cartHandle })).body.code, 'account-cart')
})

test('a copy that the platform made as a guest’s stays the customer’s here', async () => {
  const sandbox = createSandbox()
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const platform = bigcommerce({ storeHash, accessToken, fetch: sandbox.fetch })
  const copy = sandbox.world.carts.find(({ key }) => key === 'hero')
  assert.ok(platform.checkout && copy)
  const link = async () => ({ checkoutUrl: `${checkoutOrigin}/cart.php?id=copy`, cartId: copy.id })
  const kept: string[] = []
  const memory = createMemoryStore({ clock: sandbox.clock })
  const stateStore = {
    ...memory,
    set(...entry: Parameters<typeof memory.set>) {
      kept.push(entry[1])
      return memory.set(...entry)
    },
  }
  const shop = openAccountShop({ platforms: [{ ...platform, checkout: { link } }], stateStore }, sandbox)
  const { cartHandle } = await openCart(shop)
  assert.equal((await shop.checkout({ cartHandle })).status, 200)
  assert.equal((await recover(shop)).body.cart, null)
  assert.equal((await availability(shop, cartHandle)).status, 200)
  assert.ok(
    kept.every((value) => !value.includes('4711') && !value.includes(copy.id)),
    'kept encrypted',
  )
})

test('without Customer Login the answer says that the checkout will ask', async () => {
  const shop = openAccountShop()
  const { cartHandle } = await openCart(shop)
  const { body } = await shop.checkout({ cartHandle })
  assert.equal(body.signInAtCheckout, true)
  const guest = await shop.recover('hero')
  assert.equal((await shop.checkout({ cartHandle: guest.cartHandle })).body.signInAtCheckout, undefined)
})

test('the codes that a copy lost are in the answer', async () => {
  const sandbox = createSandbox()
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const platform = bigcommerce({ storeHash, accessToken, fetch: sandbox.fetch })
  const { checkout } = platform
  assert.ok(checkout)
  let coupons = ['TEN', 'FREESHIP']
  const link: typeof checkout.link = async (...cart) => ({ ...(await checkout.link(...cart)), lost: { coupons } })
  const shop = openShop('demo', { platforms: [{ ...platform, checkout: { link } }] }, sandbox)
  const { cartHandle } = await shop.recover('hero')
  assert.deepEqual((await shop.checkout({ cartHandle })).body.codesToEnter, ['TEN', 'FREESHIP'])
  coupons = []
  assert.equal((await shop.checkout({ cartHandle })).body.codesToEnter, undefined)
})

/** The claims of a Customer Login address, verified as BigCommerce's page describes it: HS256 with the client secret. */
function readLogin(checkoutUrl: string): Record<string, unknown> {
  const { origin, pathname } = new URL(checkoutUrl)
  assert.equal(origin, checkoutOrigin)
  const [header = '', payload = '', signature] = pathname.replace('/login/token/', '').split('.')
  assert.equal(createHmac('sha256', login.clientSecret).update(`${header}.${payload}`).digest('base64url'), signature)
  const decode = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString())
  assert.deepEqual(decode(header), { alg: 'HS256', typ: 'JWT' })
  return decode(payload)
}

test('with Customer Login the checkout begins signed in, each time by a new token', async () => {
  const sandbox = createSandbox()
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const platform = bigcommerce({ storeHash, accessToken, fetch: sandbox.fetch, customerLogin: login })
  const shop = openAccountShop({ platforms: [platform] }, sandbox)
  const { cartHandle } = await openCart(shop)
  const answers = [await shop.checkout({ cartHandle }), await shop.checkout({ cartHandle })]
  const [one, two] = answers.map(({ body }) => readLogin(body.checkoutUrl ?? ''))
  assert.ok(one && two)
  const { iat, jti, redirect_to, ...claims } = one
  assert.deepEqual(claims, {
    iss: login.clientId,
    operation: 'customer_login',
    store_hash: storeHash,
    customer_id: 4711,
    channel_id: 1,
  })
  assert.ok(Math.abs(Number(iat) - Date.now() / 1000) < 30)
  assert.match(String(redirect_to), /^\/cart\.php\?action=loadInCheckout&id=[\w-]+&token=\w{64}$/)
  assert.notEqual(jti, two.jti)
  assert.ok(answers.every(({ body }) => body.signInAtCheckout === undefined))

  const guest = await shop.recover('hero')
  assert.match((await shop.checkout({ cartHandle: guest.cartHandle })).body.checkoutUrl ?? '', /\/cart\.php\?/)
})

test('a customer is signed in nowhere but on a listed origin', async () => {
  const sandbox = createSandbox()
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const platform = bigcommerce({ storeHash, accessToken, fetch: sandbox.fetch, customerLogin: login })
  const channels = { 1: { ...channel, checkoutOrigins: ['https://other.example'] } }
  const shop = openAccountShop({ platforms: [platform], channels }, sandbox)
  const { cartHandle } = await openCart(shop)
  const { body } = await shop.checkout({ cartHandle })
  assert.deepEqual([body.code, body.checkoutUrl], ['upstream-down', undefined])
})

test('the word and the customer’s id stand in no log line and no answer about the cart', async () => {
  const shop = openAccountShop()
  const customerId = 'customer-7-of-the-shop'
  const shopperToken = await vouch(shop, customerId)
  const answers = [await recover(shop, shopperToken), await recover(shop, await vouch(shop))]
  const { cartHandle } = answers[0]?.body ?? { cartHandle: '' }
  answers.push(await availability(shop, cartHandle, shopperToken))
  await shop.post('/sign-in', { cartHandle, shopperToken }, { 'idempotency-key': crypto.randomUUID() })
  const text = JSON.stringify([answers.map(({ body }) => body), shop.logged])
  for (const secret of [shopperToken, customerId, 'crc1_', '"4711"', ':4711']) assert.ok(!text.includes(secret), secret)
})
