import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { Cart, CheckoutAnswer, Problem, RecoverAnswer } from '../../src/contract/index.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { createCookieJar } from '../setup/cookie-jar.ts'
import { bigcommerceOf, openMerchantShop } from '../setup/merchant.ts'
import { type Answer, openShop, type Shop, shopOrigin } from '../setup/shop.ts'

// A code comes with the link or from the shopper. It is applied by a tap, and never stands in the way of the checkout.

const opened = async (shop: Shop, key: string, coupon?: string) => {
  const { status, body } = await shop.post<RecoverAnswer>('/recover', { token: shop.cart(key).token, coupon })
  assert.equal(status, 200)
  return body
}
const couponOf = (shop: Shop, key: string) => shop.sandbox.world.carts.find((cart) => cart.key === key)?.coupon?.code
const tries = (shop: Shop) => shop.newCalls().filter(({ path }) => path.endsWith('/coupons')).length
const rowsOf = (cart: Cart | null | undefined) => cart?.discounts?.map(({ label, amount }) => [label, amount.amount])

function assertLeaves({ status, body }: Answer<CheckoutAnswer & Problem>) {
  assert.equal(status, 200, body.code)
  assert.ok(body.checkoutUrl)
}

test('opening a link with a code changes nothing, and the tap on the checkout applies it', async () => {
  const shop = openShop()
  const { cart, cartHandle, abilities } = await opened(shop, 'all-available', 'welcome10')
  assert.deepEqual([cart?.offer, abilities.coupon], [{ status: 'at-checkout', label: 'welcome10' }, true])
  assert.deepEqual(
    shop.newCalls().filter(({ write }) => write),
    [],
  )
  const answer = await shop.checkout({ cartHandle })
  assertLeaves(answer)
  assert.deepEqual([answer.body.offer, answer.body.codesToEnter], [undefined, undefined])
  assert.equal(couponOf(shop, 'all-available'), 'WELCOME10')
  assert.equal(tries(shop), 1)

  const { body } = await shop.post<RecoverAnswer>('/availability', { cartHandle })
  assert.deepEqual(rowsOf(body.cart), [['10% off your first order', Math.round((cart?.total.amount ?? 0) / 10)]])
  assert.equal(body.cart?.offer?.status, 'applied')
  assertLeaves(await shop.checkout({ cartHandle }))
  assert.equal(tries(shop), 0, 'it is there already')
})

test('to keep shopping applies it, too', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await opened(shop, 'all-available', 'WELCOME10')
  const { body } = await shop.restore({ cartHandle, lineItems: [{ id: cart?.lineItems[0]?.id, quantity: 1 }] })
  assert.equal(rowsOf(body.cart)?.[0]?.[0], '10% off your first order')
  assert.equal(couponOf(shop, 'all-available'), 'WELCOME10')
})

for (const [code, status] of [
  ['WINTER5', 'expired'],
  ['ONCE15', 'expired'],
  ['NEVER-WAS', 'expired'],
  ['BIG25', 'not-applicable'],
] as const) {
  test(`${code} of the link is told as ${status}, and the checkout opens`, async () => {
    const shop = openShop()
    const { cartHandle } = await opened(shop, 'all-available', code)
    const answer = await shop.checkout({ cartHandle })
    assertLeaves(answer)
    assert.deepEqual(answer.body.offer, { status, label: code })
    const { body } = await shop.post<RecoverAnswer>('/availability', { cartHandle })
    assert.deepEqual(body.cart?.offer, { status, label: code }, 'and the page goes on saying so')
    assert.equal(tries(shop), 1)
    assert.deepEqual((await shop.checkout({ cartHandle })).body.offer, { status, label: code })
    assert.equal(tries(shop), status === 'expired' ? 0 : 1, 'a code that is over is not tried again')
  })
}

for (const secondCoupon of ['replaces', 'refused'] as const) {
  test(`a code that cannot be combined leaves the cart's own, where a second one is ${secondCoupon}`, async () => {
    const shop = openShop()
    shop.sandbox.readings.set({ secondCoupon })
    const { cart, cartHandle } = await opened(shop, 'coupon', 'FRIENDS20')
    const answer = await shop.checkout({ cartHandle })
    assertLeaves(answer)
    assert.deepEqual(answer.body.offer, { status: 'not-combinable', label: 'FRIENDS20' })
    assert.equal(couponOf(shop, 'coupon'), 'WELCOME10')
    const { body } = await shop.post<RecoverAnswer>('/availability', { cartHandle })
    assert.deepEqual(body.cart?.total, cart?.total)
  })
}

test('a code that the shopper enters is applied by itself, and shown with its amount', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await opened(shop, 'all-available')
  const chosen = [{ id: cart?.lineItems[0]?.id, quantity: 0 }]
  const before = shop.held('all-available')
  const { status, body } = await shop.restore({ cartHandle, lineItems: [], coupon: ' WELCOME10 ' })
  assert.deepEqual([status, body.outcomes, body.undo, body.adoptCode], [200, [], null, undefined])
  assert.equal(rowsOf(body.cart)?.[0]?.[0], '10% off your first order')
  assert.deepEqual(shop.held('all-available'), before)
  assertLeaves(await shop.checkout({ cartHandle, lineItems: chosen }))
})

for (const reading of ['400-code', '422'] as const) {
  test(`a code that was and one that never was get one answer, whatever they are called (${reading})`, async () => {
    const shop = openShop()
    shop.sandbox.readings.set({ couponRefusal: reading })
    const { coupons } = shop.sandbox.world.bigcommerce
    coupons.push({ code: 'COMBINED-MIN_PURCHASE', title: 'Over', percent: 5, endsAt: 0 })
    const { cartHandle } = await opened(shop, 'all-available')
    shop.newCalls()
    const answers: unknown[] = []
    for (const coupon of ['WINTER5', 'NEVER-5', 'COMBINED-MIN_PURCHASE', 'COMBINED-NOT_APPLICABLE', 'ONCE15']) {
      const { status, headers, body } = await shop.restore({ cartHandle, lineItems: [], coupon })
      assert.deepEqual(body.cart?.offer, { status: 'expired', label: coupon })
      const same = { ...body, cart: { ...body.cart, revision: '', offer: '' } }
      const calls = shop.newCalls().map(({ method, path, status: answered }) => [method, path, answered])
      answers.push(JSON.stringify([status, [...headers.keys()], same, calls]))
    }
    assert.equal(new Set(answers).size, 1)
  })
}

for (const route of ['/restore', '/checkout'] as const) {
  test(`a cart has five tries in an hour; the sixth of ${route} reaches no platform`, async () => {
    const shop = openShop()
    const { cartHandle } = await opened(shop, 'all-available')
    const enter = (coupon: string) => {
      const body = { cartHandle, lineItems: [], coupon }
      return shop.post<CheckoutAnswer & Problem>(route, body, { 'idempotency-key': crypto.randomUUID() })
    }
    for (const coupon of ['A', 'B', 'C', 'D', 'E']) assert.equal((await enter(coupon)).status, 200)
    assert.equal(tries(shop), 5)
    // Another opening of the link is the same cart.
    const { cartHandle: again } = await opened(shop, 'all-available')
    shop.newCalls()
    const { status, body } = await shop.post(
      '/checkout',
      { cartHandle: again, coupon: 'WELCOME10' },
      {
        'idempotency-key': crypto.randomUUID(),
      },
    )
    assert.deepEqual([status, body.code], [429, 'too-many-coupons'])
    assert.ok((body.retryAfterSeconds ?? 0) > 3000)
    assert.deepEqual(
      shop.newCalls().filter(({ write }) => write),
      [],
    )
    assertLeaves(await shop.checkout({ cartHandle }))
  })
}

test('a link whose code was tried too often still opens the checkout, and the code is to be entered there', async () => {
  const shop = openShop()
  const { cartHandle } = await opened(shop, 'all-available', 'BIG25')
  for (let tap = 0; tap < 5; tap++) assertLeaves(await shop.checkout({ cartHandle }))
  assert.equal(tries(shop), 5)
  const answer = await shop.checkout({ cartHandle })
  assertLeaves(answer)
  assert.deepEqual([answer.body.codesToEnter, tries(shop)], [['BIG25'], 0])
})

for (const fault of ['500', 'reset'] as const) {
  test(`a platform that fails at the coupon (${fault}) does not hold up the checkout`, async () => {
    const shop = openShop()
    const { cartHandle } = await opened(shop, 'all-available', 'WELCOME10')
    shop.sandbox.faults.set({ platform: 'bigcommerce', fault, method: 'POST', path: '/coupons', times: 1 })
    const answer = await shop.checkout({ cartHandle })
    assertLeaves(answer)
    assert.deepEqual(answer.body.codesToEnter, ['WELCOME10'])
  })
}

test('a coupon that may have taken the place of the cart’s own leads nobody to a checkout that costs more', async () => {
  const shop = openShop()
  shop.sandbox.world.bigcommerce.coupons.push({ code: 'TINY1', title: 'One percent', percent: 1 })
  const { cart, cartHandle } = await opened(shop, 'coupon', 'TINY1')
  const fail = { platform: 'bigcommerce', fault: '500', method: 'GET', path: '/carts/' } as const
  // The cart is read, changed, and then cannot be read any more.
  shop.sandbox.faults.set({ ...fail, after: 1 })
  const first = await shop.checkout({ cartHandle })
  assert.deepEqual([first.status, first.body.checkoutUrl], [503, undefined])
  assert.equal(couponOf(shop, 'coupon'), 'TINY1')
  shop.sandbox.faults.clear()
  const second = await shop.checkout({ cartHandle })
  assert.deepEqual([second.status, second.body.code], [409, 'stock-moved'])
  assert.ok((second.body.cart?.total.amount ?? 0) > (cart?.total.amount ?? 0))
})

test('an account that may apply no coupons is found out once, and the code left to the checkout', async () => {
  const shop = openShop()
  shop.sandbox.world.accounts.bigcommerce.scopes = shop.sandbox.world.accounts.bigcommerce.scopes.filter(
    (scope) => scope !== 'store_checkouts',
  )
  const { cartHandle } = await opened(shop, 'all-available', 'WELCOME10')
  assert.deepEqual((await shop.checkout({ cartHandle })).body.codesToEnter, ['WELCOME10'])
  assert.equal(tries(shop), 1)

  const { abilities, cart } = await opened(shop, 'hero', 'WELCOME10')
  assert.deepEqual([abilities.coupon, cart?.offer], [undefined, undefined], 'no field, and no promise')
  assert.deepEqual((await shop.checkout({ cartHandle })).body.codesToEnter, ['WELCOME10'])
  assert.equal((await shop.restore({ cartHandle, lineItems: [], coupon: 'FRIENDS20' })).body.code, 'not-supported')
  assert.equal(tries(shop), 0, 'the platform is not asked in vain')
})

test('where the store outlives the process, it is found out before a shopper asks, and so is a scope given later', async () => {
  const clock = (): number => shop.sandbox.clock()
  const stateStore = { ...createSqliteStore({ path: ':memory:', clock }), durable: true }
  const shop = openMerchantShop({ stateStore, platforms: (sandbox) => [bigcommerceOf(sandbox)] })
  const account = shop.sandbox.world.accounts.bigcommerce
  const { scopes } = account
  const offered = async () => {
    const { token } = shop.cart('all-available')
    return (await shop.shopper<RecoverAnswer>('POST', '/recover', { token })).body.abilities.coupon
  }
  account.scopes = scopes.filter((scope) => scope !== 'store_checkouts')
  await shop.proxy.work()
  assert.equal(await offered(), undefined)
  account.scopes = scopes
  shop.pass(61 * 60_000)
  await shop.proxy.work()
  assert.equal(await offered(), true)
})

test('what cannot be a code opens its cart all the same', async () => {
  for (const coupon of ['', ' ', 'x'.repeat(51), 'x'.repeat(9000)]) {
    const shop = openShop()
    const { cart } = await opened(shop, 'all-available', coupon)
    assert.equal(cart?.offer, undefined)
  }
})

test('the code of a message travels with its token, and not in the address of the page', async () => {
  const shop = openShop()
  const jar = createCookieJar()
  const { token } = shop.cart('all-available')
  const url = `${shopOrigin}/cart-recovery/open?utm_source=mail&coupon=WELCOME10&t=${token}`
  const response = await shop.fetch(new Request(url))
  jar.take(response)
  const location = new URL(response.headers.get('location') ?? '')
  assert.equal(location.searchParams.get('utm_source'), 'mail')
  assert.equal(location.searchParams.get('coupon'), null)
  const mark = location.searchParams.get('cr-open')
  const { body } = await shop.post<RecoverAnswer>('/recover', { opened: mark }, { cookie: jar.header() })
  assert.deepEqual(body.cart?.offer, { status: 'at-checkout', label: 'WELCOME10' })
})

test("without a token, `coupon` is a parameter of the shop's own", async () => {
  const shop = openShop()
  const response = await shop.fetch(new Request(`${shopOrigin}/cart-recovery/open?coupon=WELCOME10`))
  assert.equal(new URL(response.headers.get('location') ?? '').search, '?coupon=WELCOME10')
})
