import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSandbox } from '../../testing/api-client.ts'

const storefront = 'https://store-demo.mybigcommerce.com'

async function openCheckout(key: string, platformUrl = storefront) {
  const opened = openSandbox({ urls: { bigcommerce: platformUrl } })
  const { body } = await opened.call('POST', `/carts/${opened.cart(key).id}/redirect_urls`)
  const url: string = body.data.checkout_url
  const { origin } = new URL(platformUrl)
  const visit = (path: string, method = 'GET') => opened.sandbox.fetch(new URL(path, origin), { method })
  return { ...opened, url, visit }
}

test('a redirect URL leads to the checkout once', async () => {
  const { url, visit } = await openCheckout('hero')
  const first = await visit(url)
  assert.equal(first.status, 302)
  assert.match(first.headers.get('Location') ?? '', /^\/checkout\/[0-9a-f]{32}$/)
  const second = await visit(url)
  assert.equal(second.status, 410)
  assert.match(await second.text(), /already used/)
})

test('looking at a redirect URL does not use it up, guessing a token leads nowhere', async () => {
  const { url, visit } = await openCheckout('hero')
  await visit(url, 'HEAD')
  assert.equal((await visit(url.replace(/token=../, 'token=zz'))).status, 404)
  assert.equal((await visit(url)).status, 302)
})

test('the checkout shows the lines, placing the order makes one order and no cart', async () => {
  const { sandbox, url, visit, cart, call } = await openCheckout('hero')
  const checkout = (await visit(url)).headers.get('Location') ?? ''
  const page = await (await visit(checkout)).text()
  for (const text of ['Ceramic mug', 'Quantity 3', 'Size: M · Colour: Sand', '€419.00', 'Place order']) {
    assert.ok(page.includes(text), text)
  }
  assert.ok(!page.includes('<script'))
  assert.ok(!page.includes('@mail.example'))
  const placed = await visit(checkout, 'POST')
  assert.equal(placed.status, 303)
  assert.match(await (await visit(placed.headers.get('Location') ?? '')).text(), /Thank you/)
  await visit(checkout, 'POST')
  assert.equal(sandbox.world.orders.filter((order) => order.cartId === cart('hero').id).length, 1)
  assert.equal((await call('GET', `/carts/${cart('hero').id}`)).status, 404)
})

test('works below a path prefix', async () => {
  const { url, visit } = await openCheckout('hero', 'http://127.0.0.1:5001/bigcommerce')
  assert.match(url, /^http:\/\/127\.0\.0\.1:5001\/bigcommerce\/cart\.php\?/)
  const checkout = (await visit(url)).headers.get('Location') ?? ''
  assert.match(checkout, /^\/bigcommerce\/checkout\//)
  const page = await (await visit(checkout)).text()
  assert.match(page, /src="\/bigcommerce\/product-images\/mug-sage\.svg"/)
  assert.equal((await visit('/bigcommerce/product-images/mug-sage.svg')).headers.get('Content-Type'), 'image/svg+xml')
})

test('what a shopper typed is text, never markup', async () => {
  const { url, visit, line } = await openCheckout('storefront')
  const board = line('storefront', 'Oak cutting board')
  if ('options' in board && board.options[0]) board.options[0].value = '<img src=x onerror="alert(1)">'
  const page = await (await visit((await visit(url)).headers.get('Location') ?? '')).text()
  assert.ok(page.includes('&lt;img src=x'))
  assert.ok(!page.includes('<img src=x'))
})

test('a checkout whose cart is gone says so', async () => {
  const { url, visit, cart, call } = await openCheckout('hero')
  const checkout = (await visit(url)).headers.get('Location') ?? ''
  await call('DELETE', `/carts/${cart('hero').id}`)
  assert.equal((await visit(checkout)).status, 410)
  assert.equal((await visit('/checkout/nobody')).status, 404)
})

test('shoppers and pictures are no calls', async () => {
  const { sandbox, url, visit } = await openCheckout('hero')
  sandbox.calls.clear()
  await visit(url)
  await visit('/product-images/mug-sage.svg')
  assert.deepEqual(sandbox.calls.list(), [])
})

test('a coupon is put on a cart by its code, by an account that may', async () => {
  const { sandbox, call, cart } = openSandbox()
  const path = `/checkouts/${cart('hero').id}/coupons`
  const add = (coupon_code: string, more: object = {}) => call('POST', path, { coupon_code, ...more })
  const account = sandbox.world.accounts.bigcommerce
  const { scopes } = account
  account.scopes = scopes.filter((scope) => scope !== 'store_checkouts')
  assert.equal((await add('WELCOME10')).status, 403)
  account.scopes = scopes
  const { status, body } = await add('welcome10', { version: 1 })
  assert.deepEqual([status, body.data.coupons[0].code, body.data.grand_total], [200, 'WELCOME10', 377.1])
  assert.equal((await add('WELCOME10', { version: 1 })).status, 409)
  assert.equal((await add('NOTHING')).status, 422)
  assert.equal((await call('GET', `/carts/${cart('hero').id}`)).body.data.coupons[0].code, 'WELCOME10')
})

for (const [code, reason] of [
  ['NOTHING', 'invalid'],
  ['WINTER5', 'expired'],
  ['ONCE15', 'max_uses'],
  ['BIG25', 'min_purchase'],
] as const) {
  test(`a coupon is refused as ${reason}, and the cart stays as it is`, async () => {
    for (const [reading, expected] of [
      ['422', [422, undefined]],
      ['400-code', [400, reason]],
    ] as const) {
      const { sandbox, call, cart } = openSandbox()
      sandbox.readings.set({ couponRefusal: reading })
      const { status, body } = await call('POST', `/checkouts/${cart('hero').id}/coupons`, { coupon_code: code })
      assert.deepEqual([status, body.code], expected)
      assert.equal(cart('hero').coupon, null)
    }
  })
}

test('a second coupon takes the place of the first, or is refused', async () => {
  for (const [reading, status, kept] of [
    ['replaces', 200, 'FRIENDS20'],
    ['refused', 422, 'WELCOME10'],
  ] as const) {
    const { sandbox, call, cart } = openSandbox()
    sandbox.readings.set({ secondCoupon: reading })
    const answer = await call('POST', `/checkouts/${cart('coupon').id}/coupons`, { coupon_code: 'FRIENDS20' })
    assert.deepEqual([answer.status, cart('coupon').coupon?.code], [status, kept])
  }
})

test('tax comes on top of prices where the shop has it so', async () => {
  const { sandbox, call, cart } = openSandbox()
  sandbox.world.accounts.bigcommerce.addedTax = 19
  const { data } = (await call('GET', `/carts/${cart('hero').id}`)).body
  assert.deepEqual([data.tax_included, data.base_amount, data.cart_amount], [false, 419, 498.61])
  const checkout = (await call('GET', `/checkouts/${cart('hero').id}`)).body.data
  assert.deepEqual([checkout.subtotal_ex_tax, checkout.tax_total, checkout.grand_total], [419, 79.61, 498.61])
})
