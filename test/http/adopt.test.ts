import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ProblemCode, RecoverAnswer, RestoreAnswer } from '../../src/contract/index.ts'
import type { CartPort } from '../../src/proxy/adapter/index.ts'
import { type RecoveryError, sealCustomer } from '../../src/proxy/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSandbox } from '../../src/sandbox/index.ts'
import { type AdoptShop, openAdoptShop, serverKey } from '../setup/adopt-shop.ts'
import { openShop, openTextShop, testKey } from '../setup/shop.ts'

test('a code names the cart to the shop’s server, and nothing in the browser does', async () => {
  const shop = openAdoptShop()
  const code = await shop.codeOf('all-available')
  const { id } = shop.cart('all-available')
  const { status, headers, body } = await shop.adopt({ code })
  assert.equal(status, 200)
  assert.deepEqual(body, { platform: 'bigcommerce', cartId: id, channelId: '1' })
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.equal(headers.get('access-control-allow-origin'), null, 'no page may read it')
  assert.ok(!code.includes(id), 'the code is sealed')
  assert.ok(!shop.logged.some((line) => line.includes(id) || line.includes(code)), 'and neither is in the log')
})

test('a shop in the same process adopts without a server key', async () => {
  const shop = openAdoptShop({ serverKey: undefined })
  const code = await shop.codeOf('all-available')
  const { id } = shop.cart('all-available')
  assert.deepEqual(await shop.proxy.adopt({ code }), { platform: 'bigcommerce', cartId: id, channelId: '1' })
  assert.equal((await shop.adopt({ code })).body.code, 'not-found', 'and there is no such route')
  await assert.rejects(
    shop.proxy.adopt({ code: 'made-up' }),
    (error: RecoveryError) => error.code === 'adopt-code-invalid',
  )
})

test('a store without the setting gives no code, and takes none', async () => {
  const shop = openShop()
  const { cartHandle } = await shop.recover('all-available')
  assert.ok(!('adoptCode' in (await shop.restore({ cartHandle, lineItems: [] })).body))
  assert.ok(!('adoptCode' in (await shop.checkout({ cartHandle })).body))
})

test('what the shop had in its cart comes along, at the larger quantity, and its own cart stays', async () => {
  const shop = openAdoptShop()
  const present = shop.presentCart([
    ['all-available', 0, 5],
    ['all-available', 2, 1],
    ['hero', 0, 2],
  ])
  const before = shop.lines(present.id)
  const code = await shop.codeOf('all-available')
  const { body } = await shop.adopt({ code, presentCartId: present.id })
  assert.deepEqual(body, { platform: 'bigcommerce', cartId: shop.cart('all-available').id, channelId: '1' })
  assert.deepEqual(shop.lines(shop.cart('all-available').id), [
    ['Ceramic mug Ink', 5],
    ['Stoneware bowl Ink', 2],
    ['Beeswax candle', 4],
    ['Organic T-shirt L Chalk', 1],
    ['Ceramic mug Sage', 2],
  ])
  assert.deepEqual(shop.lines(present.id), before)
})

test('redeemed again, a code repeats its answer and writes nothing', async () => {
  const shop = openAdoptShop()
  const present = shop.presentCart([['hero', 0, 2]])
  const code = await shop.codeOf('all-available')
  const { id } = shop.cart('all-available')
  const first = await shop.adopt({ code, presentCartId: present.id })
  shop.newCalls()
  // By then the shop's cookie names the recovered cart.
  for (const presentCartId of [present.id, id, undefined]) {
    const again = await shop.adopt({ code, presentCartId })
    assert.deepEqual([again.status, again.body], [200, first.body])
  }
  assert.deepEqual(shop.newCalls(), [])
})

test('ten at once merge once', async () => {
  const shop = openAdoptShop()
  const present = shop.presentCart([['hero', 0, 2]])
  const code = await shop.codeOf('all-available')
  shop.newCalls()
  const answers = await Promise.all(Array.from({ length: 10 }, () => shop.adopt({ code, presentCartId: present.id })))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  assert.equal(shop.newCalls().filter(({ write }) => write).length, 1)
})

test('two codes of one cart merge to the same end', async () => {
  const shop = openAdoptShop()
  const present = shop.presentCart([['hero', 0, 2]])
  const { id } = shop.cart('all-available')
  for (let n = 0; n < 2; n++) await shop.adopt({ code: await shop.codeOf('all-available'), presentCartId: present.id })
  assert.deepEqual(shop.lines(id).at(-1), ['Ceramic mug Sage', 2])
})

test('a code lives two minutes, and a replay of the tap brings a fresh one', async () => {
  const shop = openAdoptShop()
  const { cartHandle, cart } = await shop.recover('all-available')
  const body = { cartHandle, lineItems: [], revision: cart?.revision }
  const tap = async () => {
    const answer = await shop.post<RestoreAnswer>('/restore', body, { 'idempotency-key': 'the-key-of-one-tap' })
    return answer.body.adoptCode ?? ''
  }
  const code = await tap()
  shop.sandbox.world.clockOffsetSeconds += 119
  assert.equal((await shop.adopt({ code })).status, 200)
  shop.sandbox.world.clockOffsetSeconds += 2
  const late = await shop.adopt({ code })
  assert.deepEqual([late.status, late.body.code], [410, 'adopt-code-expired'])
  shop.newCalls()
  const fresh = await tap()
  assert.deepEqual(shop.newCalls(), [], 'it is a replay')
  assert.equal((await shop.adopt({ code: fresh })).status, 200)
})

test('of a cart that is being paid for nothing is changed: the shop keeps a cart that has lines', async () => {
  const shop = openAdoptShop()
  const { id } = shop.cart('all-available')
  const present = shop.presentCart([['hero', 0, 2]])
  const code = await shop.checkoutCodeOf('all-available')
  const before = shop.lines(id)
  const { body } = await shop.adopt({ code, presentCartId: present.id })
  assert.deepEqual(body, { platform: 'bigcommerce', cartId: present.id, channelId: '1' })
  assert.deepEqual(shop.lines(id), before)
  const other = await shop.checkoutCodeOf('coupon')
  assert.equal((await shop.adopt({ code: other })).body.cartId, shop.cart('coupon').id, 'which has none takes the cart')
})

test('a cart that was copied for its checkout is the copy from then on', async () => {
  const shop = openAdoptShop()
  shop.sandbox.readings.set({ redirectUrls: 'api-carts-only' })
  const code = await shop.checkoutCodeOf('storefront')
  const { body } = await shop.adopt({ code })
  assert.notEqual(body.cartId, shop.cart('storefront').id)
  assert.deepEqual(shop.lines(body.cartId), shop.lines(shop.cart('storefront').id))
})

test('every kind of line comes along, and what does not is named', async () => {
  const shop = openAdoptShop()
  const kinds = Array.from({ length: 8 }, (_, index): [string, number, number] => ['every-kind', index, 1])
  const present = shop.presentCart([...kinds, ['every-kind', 2, 1], ['hero', 3, 1]])
  const code = await shop.codeOf('all-available')
  const { status, body } = await shop.adopt({ code, presentCartId: present.id })
  assert.equal(status, 200)
  const merged = new Set(shop.lines(shop.cart('all-available').id).map(([name]) => name))
  const missing = body.notMerged?.map(({ name }) => name) ?? []
  for (const name of ['Linen shirt S Sage', 'Sunday bread, the book', 'Oak cutting board Luca’s kitchen'])
    assert.ok(merged.has(name), `${name}: ${[...merged]}`)
  // Sold out, and the second of two equal gift certificates.
  assert.deepEqual(missing.sort(), ['Cashmere scarf', shop.lines(present.id)[2]?.[0]].sort())
  assert.ok(!JSON.stringify(body).includes('@'), 'no address of a gift certificate')
})

const refusals: [string, (shop: AdoptShop) => Promise<unknown>, number, ProblemCode][] = [
  ['an ordered cart', (shop) => after(shop, 'converted'), 410, 'cart-gone'],
  ['an expired cart', (shop) => after(shop, 'deleted'), 410, 'cart-gone'],
  ['a made-up code', async () => ({ code: 'cra1_made-up' }), 422, 'adopt-code-invalid'],
  [
    'a cart handle for a code',
    async (shop) => ({ code: (await shop.recover('hero')).cartHandle }),
    422,
    'adopt-code-invalid',
  ],
  [
    'a code of another store',
    async () => ({ code: await openAdoptShop({ store: 'other' }).codeOf('hero') }),
    422,
    'adopt-code-invalid',
  ],
  [
    'a present cart of another channel',
    async (shop) => withPresent(shop, { channelId: '3' }),
    409,
    'present-cart-refused',
  ],
  [
    'a present cart of a customer',
    async (shop) => withPresent(shop, { customerId: 4711 }),
    409,
    'present-cart-refused',
  ],
  ['no code', async () => ({}), 400, 'invalid-request'],
  [
    'a key that is not known',
    async (shop) => ({ code: await shop.codeOf('hero'), cartId: 'x' }),
    400,
    'invalid-request',
  ],
  [
    'an id that is no id',
    async (shop) => ({ code: await shop.codeOf('hero'), presentCartId: '../customers 1' }),
    400,
    'invalid-request',
  ],
]
for (const [name, make, status, code] of refusals) {
  test(`${name} is refused as ${code}, and nothing is written`, async () => {
    const shop = openAdoptShop()
    const body = await make(shop)
    shop.newCalls()
    const answer = await shop.adopt(body)
    assert.deepEqual([answer.status, answer.body.code], [status, code], answer.body.detail)
    assert.deepEqual(
      shop.newCalls().filter(({ write }) => write),
      [],
    )
  })
}

async function after(shop: AdoptShop, status: 'converted' | 'deleted') {
  const code = await shop.codeOf('hero')
  const cart = shop.sandbox.world.carts.find(({ key }) => key === 'hero')
  assert.ok(cart)
  cart.status = status
  return { code }
}

async function withPresent(shop: AdoptShop, changes: Parameters<AdoptShop['presentCart']>[1]) {
  return { code: await shop.codeOf('hero'), presentCartId: shop.presentCart([['coupon', 0, 1]], changes).id }
}

test('a present cart that is gone, or is the recovered one itself, changes nothing', async () => {
  const shop = openAdoptShop()
  const { id } = shop.cart('all-available')
  for (const presentCartId of [crypto.randomUUID(), id, shop.cart('expired')?.id]) {
    const code = await shop.codeOf('all-available')
    shop.newCalls()
    const { status, body } = await shop.adopt({ code, presentCartId })
    assert.deepEqual([status, body.cartId], [200, id])
    assert.deepEqual(
      shop.newCalls().filter(({ write }) => write),
      [],
    )
  }
})

test('a merge that breaks off is not repeated as done: the same code goes on', async () => {
  const shop = openAdoptShop()
  const present = shop.presentCart([
    ['hero', 0, 2],
    ['coupon', 0, 1],
  ])
  const code = await shop.codeOf('all-available')
  shop.sandbox.faults.set({
    platform: 'bigcommerce',
    fault: '429',
    method: 'POST',
    after: 1,
    times: 1,
    delayMs: 1,
  })
  const broken = await shop.adopt({ code, presentCartId: present.id })
  assert.equal(broken.status, 429)
  const { status, body } = await shop.adopt({ code, presentCartId: present.id })
  assert.deepEqual([status, body.notMerged], [200, undefined])
  assert.equal(shop.lines(shop.cart('all-available').id).length, 6)
})

test('where the lines went into the shopper’s own cart there is no code', async () => {
  const shop = openTextShop({ adopt: true, serverKey })
  const { cartHandle } = await shop.recover('vesuviopay-hero')
  const { status, body } = await shop.restore({ cartHandle, lineItems: [] })
  assert.deepEqual([status, body.code], [401, 'sign-in-needed'])
})

/** The shop's platform, with other ways to adopt its carts. */
function withWays(ways: Pick<CartPort, 'merge' | 'claim'>) {
  const sandbox = createSandbox()
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const platform = bigcommerce({ storeHash, accessToken, fetch: sandbox.fetch })
  assert.ok(platform.cart)
  const { apply } = platform.cart
  const platforms = [{ ...platform, cart: { apply, ...ways } }]
  return openShop('demo', { serverKey, adopt: true, platforms }, sandbox)
}

test('a platform whose carts are claimed gives a code for that, once, and merges by itself', async () => {
  let claims = 0
  const shop = openAdoptShop({}, 'demo', withWays({ claim: async ({ id }) => `${++claims}. claim of ${id}` }))
  const present = shop.presentCart([['hero', 0, 2]])
  const code = await shop.codeOf('all-available')
  const expected = { platform: 'bigcommerce', claimCode: `1. claim of ${shop.cart('all-available').id}` }
  for (let n = 0; n < 2; n++)
    assert.deepEqual((await shop.adopt({ code, presentCartId: present.id })).body as unknown, expected)
  assert.equal(claims, 1)
})

test('a claim after a tap on Check out says so, because nothing may come along then', async () => {
  const ways = withWays({ claim: async (_cart, { atCheckout }) => `at the checkout: ${atCheckout}` })
  const shop = openAdoptShop({}, 'demo', ways)
  const claimed = async (code: string) => (await shop.adopt({ code })).body as unknown
  const answer = (atCheckout: boolean) => ({ platform: 'bigcommerce', claimCode: `at the checkout: ${atCheckout}` })
  assert.deepEqual(await claimed(await shop.codeOf('all-available')), answer(false))
  assert.deepEqual(await claimed(await shop.checkoutCodeOf('coupon')), answer(true))
})

test('a platform whose carts cannot be adopted gives no code', async () => {
  const shop = withWays({})
  const { cartHandle } = await shop.recover('all-available')
  const { status, body } = await shop.restore({ cartHandle, lineItems: [] })
  assert.deepEqual([status, body.adoptCode], [200, undefined])
})

for (const [whose, customerId, status] of [
  ['a guest’s present cart goes', 0, 200],
  ['their own present cart goes', 4711, 200],
  ['another customer’s present cart does not go', 4712, 409],
] as const) {
  test(`${whose} into the cart of a customer for whom the shop vouched`, async () => {
    const plain = openShop()
    const [[id, channel] = []] = Object.entries(plain.config.channels)
    assert.ok(id && channel)
    const shop = openAdoptShop({ channels: { [id]: { ...channel, accountCarts: true } } })
    const shopperToken = await sealCustomer({
      key: testKey,
      store: 'shop',
      customerId: 4711,
      clock: shop.sandbox.clock,
    })
    const opened = await shop.post<RecoverAnswer>('/recover', { token: shop.cart('account').token, shopperToken })
    const { cartHandle } = opened.body
    const { adoptCode: code } = (await shop.restore({ cartHandle, lineItems: [] })).body
    const present = shop.presentCart([['coupon', 0, 1]], { customerId })
    const answer = await shop.adopt({ code, presentCartId: present.id })
    assert.equal(answer.status, status, answer.body.code)
    assert.equal(shop.lines(shop.cart('account').id).length, status === 200 ? 3 : 2)
  })
}
