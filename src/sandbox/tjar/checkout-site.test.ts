import assert from 'node:assert/strict'
import { test } from 'node:test'

import { control } from '../testing/api-client.ts'
import { openTjar } from '../testing/tjar-client.ts'

async function openCheckout(key = 'tjar-hero', readings: Parameters<typeof openTjar>[0] = {}, platformUrl?: string) {
  const opened = openTjar(readings, platformUrl)
  const { url }: { url: string } = await opened.read(key)
  const visit = async (address = url, method = 'GET') => {
    const response = await opened.sandbox.fetch(new URL(address, url), { method })
    // Amounts are written with spaces that do not break.
    const page = (await response.text()).replaceAll('\u00a0', ' ')
    return { status: response.status, page, location: response.headers.get('Location') ?? '' }
  }
  return { ...opened, url, visit }
}

test('a cart’s own link opens the checkout, with lines and total in riyals', async () => {
  const { visit, read, sandbox } = await openCheckout()
  const before = structuredClone(sandbox.world)
  const { status, page } = await visit()
  assert.equal(status, 200)
  const { cart_total: total } = await read('tjar-hero')
  for (const text of ['Ceramic mug', 'Colour: Sage', 'Wool throw', `SAR ${total}`, 'Place order']) {
    assert.ok(page.includes(text), text)
  }
  assert.ok(!page.includes('off</dt>') && !page.includes('layla.haddad'))
  assert.deepEqual(sandbox.world, before)
})

test('an offer is taken off: so many percent, or so many riyals', async () => {
  const percent = await openCheckout()
  await percent.remind('tjar-hero', { offer_discount: 15 })
  const { cart_total: total } = await percent.read('tjar-hero')
  const reduction = Math.round(total * 15) / 100
  const { page } = await percent.visit()
  for (const text of ['15 % off', `-SAR ${reduction.toFixed(2)}`, `SAR ${(total - reduction).toFixed(2)}`]) {
    assert.ok(page.includes(text), text)
  }
  const riyals = await openCheckout('tjar-hero', { tjarOfferUnit: 'riyals' })
  await riyals.remind('tjar-hero', { offer_discount: 15 })
  const other = (await riyals.visit()).page
  for (const text of ['SAR 15.00 off', `SAR ${(total - 15).toFixed(2)}`]) assert.ok(other.includes(text), text)
})

test('placing the order makes one order of this store, however often it is placed', async () => {
  const { visit, sandbox, cart, call, pathOf, list } = await openCheckout()
  const placed = await visit(undefined, 'POST')
  assert.equal(placed.status, 303)
  await visit(undefined, 'POST')
  const { body } = await control(sandbox, 'GET', '/world')
  const orders = body.orders.filter(({ cartId }: { cartId: string }) => cartId === cart('tjar-hero').identifier)
  assert.deepEqual(
    orders.map(({ store, lines }: { store: string; lines: { quantity: number }[] }) => [
      store,
      lines.map(({ quantity }) => quantity),
    ]),
    [['tjar', [3, 1, 2]]],
  )
  assert.match((await visit(placed.location)).page, /Thank you[\s\S]*Ceramic mug/)
  assert.equal((await visit()).location, placed.location)
  assert.equal((await call('GET', pathOf('tjar-hero'))).body.data.phase, 'converted')
  assert.equal((await list()).body.data.pagination.total, 6)
  sandbox.readings.set({ tjarOrderedCart: 'converted' })
  const { data } = (await call('GET', pathOf('tjar-hero'))).body
  assert.deepEqual([data.phase, String(data.order_id)], ['converted', orders[0].id])
})

test('a cart with nothing in it, and one the store forgot, cannot be ordered', async () => {
  const { visit, sandbox, cart } = await openCheckout('tjar-empty')
  const orders = sandbox.world.orders.length
  assert.deepEqual([(await visit()).status, (await visit(undefined, 'POST')).status], [410, 410])
  const hero = cart('tjar-hero')
  hero.status = 'expired'
  assert.equal((await visit(`/checkout/fromBasket/${hero.identifier}`, 'POST')).status, 410)
  assert.equal((await visit('/checkout/fromBasket/999')).status, 404)
  assert.equal((await visit('/checkout/fromBasket/999/thank-you')).status, 404)
  assert.equal(sandbox.world.orders.length, orders)
})

test('pages work below a path of their own, and their visits are no calls', async () => {
  const { visit, url, sandbox } = await openCheckout('tjar-hero', {}, 'http://127.0.0.1:5003/tjar')
  assert.equal(url, 'http://127.0.0.1:5003/tjar/checkout/fromBasket/2')
  sandbox.calls.clear()
  const { page } = await visit()
  assert.ok(page.includes('action="/tjar/checkout/fromBasket/2"'))
  assert.ok(page.includes('src="/tjar/product-images/mug-sage.svg"'))
  assert.equal((await visit((await visit(undefined, 'POST')).location)).status, 200)
  assert.deepEqual(sandbox.calls.list(), [])
})
