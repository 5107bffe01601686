import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { StoreDownError } from '../../src/proxy/stores/store-down-error.ts'
import { createSeed, openPage, type Said } from '../platforms/vesuviopay-seed.ts'
import { watchStore } from '../setup/watched-store.ts'

/** The shopper's own cart at VesuvioPay, signed in, before "Check out by text". */
async function open(finish: Said) {
  const seed = createSeed({ finish })
  const page = await openPage([seed.platform()], { cartId: 'own-cart', platform: 'vesuviopay' })
  assert.equal((await page.signIn()).status, 200)
  assert.equal((await page.post('/availability')).status, 200)
  const tap = () => page.post('/checkout', { via: 'text' })
  return { seed, tap, texts: () => seed.times(/finish$/) }
}

for (const [what, answer] of Object.entries<Said>({
  'only says so': { success: true, message: 'SMS sent' },
  'is empty': () => new Response(''),
  'is 204': () => new Response(null, { status: 204 }),
  'leads to an origin that is not listed': { data: { checkoutUrl: 'https://elsewhere.example/1' } },
  'has no checkout but an address': { data: { termsUrl: 'https://checkout.example/terms' } },
})) {
  test(`a finish that ${what} is a link that was texted, once for all taps`, async () => {
    const { tap, texts } = await open(answer)
    for (let taps = 0; taps < 4; taps++) {
      const { status, body } = await tap()
      assert.deepEqual([status, body.checkoutUrl, body.sentTo], [200, null, undefined])
    }
    assert.equal(texts(), 1)
  })
}

const unconfirmed = [502, 'unconfirmed']
for (const [what, answer] of Object.entries<Said>({
  'is a page': () => new Response('<h1>Maintenance</h1>'),
  // Until the time for the call is over: its status came, and nothing more.
  'never ends': () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })),
})) {
  test(`a finish whose answer ${what} is unconfirmed, and no tap sends another text`, async () => {
    const { tap, texts } = await open(answer)
    for (let taps = 0; taps < 3; taps++) {
      const { status, body } = await tap()
      assert.deepEqual([status, body.code], unconfirmed)
    }
    assert.equal(texts(), 1)
  })
}

test('of several addresses the one on a listed origin is taken', async () => {
  const { tap } = await open({
    data: { url: 'https://shop.elsewhere/orders', paymentUrl: 'https://checkout.example/2' },
  })
  assert.equal((await tap()).body.checkoutUrl, 'https://checkout.example/2')
  const other = await open({ data: { paymentUrl: 'https://elsewhere.example/2', link: 'https://checkout.example/3' } })
  assert.equal((await other.tap()).body.checkoutUrl, 'https://checkout.example/3')
})

test('a link whose order could not be joined to the cart is not sent again, and joined at the next tap', async () => {
  let [isFailing, joined] = [false, 0]
  const store = watchStore(createSqliteStore({ path: ':memory:' }), ({ sql }) => {
    if (!sql.startsWith('insert into "transfers"')) return
    if (isFailing) throw new Error('the database is down')
    joined++
  })
  const seed = createSeed({ finish: { data: { checkoutUrl: 'https://checkout.example/1', cartId: 'vesuvio-cart' } } })
  const page = await openPage([seed.platform()], { cartId: 'own-cart', platform: 'vesuviopay' }, store)
  await page.signIn()
  await page.post('/availability')
  isFailing = true
  assert.notEqual((await page.post('/checkout', { via: 'text' })).status, 200)
  isFailing = false
  for (let taps = 0; taps < 2; taps++) {
    assert.equal((await page.post('/checkout', { via: 'text' })).body.checkoutUrl, 'https://checkout.example/1')
  }
  assert.equal(seed.times(/finish$/), 1)
  assert.equal(joined, 1)
})

test('a finish that was refused in a success sent nothing, and can be tapped again', async () => {
  const { seed, tap, texts } = await open({ success: false, errorCode: 'PHONE_NOT_VERIFIED' })
  assert.equal((await tap()).body.code, 'sign-in-needed')
  seed.answers.finish = { success: true, data: 'https://checkout.example/1' }
  assert.equal((await tap()).body.checkoutUrl, 'https://checkout.example/1')
  assert.equal(texts(), 2)
})

test('a refusal is said although the store is away by then, and no later tap says that a text was sent', async () => {
  const store = createSqliteStore({ path: ':memory:' })
  let isAway = false
  const failing: typeof store = {
    ...store,
    async delete(key, expected) {
      if (isAway && key.startsWith('finish:')) throw new StoreDownError('away')
      return store.delete(key, expected)
    },
  }
  const seed = createSeed({ finish: { success: false, errorCode: 'CART_LOCKED' } })
  const page = await openPage([seed.platform()], { cartId: 'own-cart', platform: 'vesuviopay' }, failing)
  await page.signIn()
  await page.post('/availability')
  isAway = true
  assert.equal((await page.post('/checkout', { via: 'text' })).body.code, 'checkout-open')
  isAway = false
  for (let taps = 0; taps < 2; taps++) {
    const { status, body } = await page.post('/checkout', { via: 'text' })
    assert.deepEqual([status, body.code], unconfirmed)
  }
  assert.equal(seed.times(/finish$/), 1)
})
