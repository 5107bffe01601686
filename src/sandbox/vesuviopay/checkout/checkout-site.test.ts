import assert from 'node:assert/strict'
import { test } from 'node:test'

import { control } from '../../testing/api-client.ts'
import { goods, openVesuvioPay, phones, refusalOf } from '../../testing/vesuviopay-client.ts'

async function openCheckout(platformUrl?: string) {
  const opened = openVesuvioPay({}, platformUrl)
  const shopper = await opened.signIn(phones.oneLine)
  const url: string = (await shopper.finish()).body.data.checkoutUrl
  const visit = (path: string, method = 'GET') => opened.sandbox.fetch(new URL(path, url), { method })
  return { ...opened, shopper, url, visit }
}

test('the checkout shows the lines, as often as it is opened', async () => {
  const { visit, url, sandbox } = await openCheckout()
  for (let times = 0; times < 2; times++) {
    const response = await visit(url)
    const page = await response.text()
    assert.equal(response.status, 200)
    for (const text of ['Linen cushion', 'Colour: Sage', 'Leather belt', '€94.00', 'Place order']) {
      assert.ok(page.includes(text), text)
    }
    assert.ok(!page.includes('<script'))
    assert.ok(!page.includes(phones.oneLine))
  }
  assert.deepEqual(
    sandbox.world.orders.filter(({ store }) => store === 'vesuviopay'),
    [],
  )
})

test('placing the order makes one order of that store, and an empty cart that is open again', async () => {
  const { visit, url, sandbox, findCart, shopper } = await openCheckout()
  const placed = await visit(url, 'POST')
  assert.equal(placed.status, 303)
  const thanks = await visit(placed.headers.get('Location') ?? '')
  assert.match(await thanks.text(), /Thank you[\s\S]*Linen cushion/)
  await visit(url, 'POST')
  assert.equal((await visit(url)).headers.get('Location'), placed.headers.get('Location'))
  const { body } = await control(sandbox, 'GET', '/world')
  const orders = body.orders.filter((order: { store: string }) => order.store === 'vesuviopay')
  assert.deepEqual(
    orders.map((order: { cartId: string; lines: { variantId: string; quantity: number }[] }) => [
      order.cartId,
      order.lines.map(({ variantId, quantity }) => [variantId, quantity]),
    ]),
    [
      [
        findCart(phones.oneLine)?.id,
        [
          ['11601', 1],
          ['11001', 1],
        ],
      ],
    ],
  )
  assert.deepEqual((await shopper.read()).body.data.items, [])
  assert.deepEqual(refusalOf(await shopper.finish()), [400, 'EMPTY_CART'])
  assert.equal((await shopper.add(goods.plenty, 1)).status, 200)
})

test('a link that has expired says so, a guessed one leads nowhere', async () => {
  const { visit, url, wait, sandbox } = await openCheckout()
  const orders = sandbox.world.orders.length
  assert.equal((await visit('/checkout/0000')).status, 404)
  wait(3600)
  assert.equal((await visit(url)).status, 410)
  assert.equal((await visit(url, 'POST')).status, 410)
  assert.equal(sandbox.world.orders.length, orders)
})

test('works below a path prefix, beside the other platform on one host', async () => {
  const { visit, url, sandbox, storeId, publishableKey } = await openCheckout('http://127.0.0.1:5001/vesuviopay')
  sandbox.setUrl('bigcommerce', 'http://127.0.0.1:5001')
  assert.match(url, /^http:\/\/127\.0\.0\.1:5001\/vesuviopay\/checkout\//)
  const page = await (await visit(url)).text()
  assert.match(page, /src="\/vesuviopay\/product-images\/cushion-sage\.svg"/)
  assert.match(page, /action="\/vesuviopay\/checkout\//)
  assert.equal((await visit('/vesuviopay/product-images/cushion-sage.svg')).status, 200)
  assert.match((await visit(url, 'POST')).headers.get('Location') ?? '', /^\/vesuviopay\/checkout\/\w+\/thank-you$/)
  const settings = `/api/v1/sdk/store/${storeId}/checkout-settings`
  const headers = { 'X-API-Key': publishableKey }
  assert.equal((await sandbox.fetch(`http://127.0.0.1:5001/vesuviopay${settings}`, { headers })).status, 200)
  const { vesuviopay } = sandbox.platforms
  assert.equal((await vesuviopay.fetch(new Request(`http://localhost:1${settings}`, { headers }))).status, 200)
  assert.equal((await sandbox.fetch('http://127.0.0.1:5001/product-images/mug-sage.svg')).status, 200)
})

test('shoppers at the checkout are no calls', async () => {
  const { visit, url, sandbox } = await openCheckout()
  sandbox.calls.clear()
  sandbox.faults.set({ platform: 'vesuviopay', fault: '503' })
  assert.equal((await visit(url)).status, 200)
  assert.deepEqual(sandbox.calls.list(), [])
})
