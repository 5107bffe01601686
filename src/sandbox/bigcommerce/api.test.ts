import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSandbox, start } from '../testing/api-client.ts'

test('refuses a wrong token, no token and another store with 401', async () => {
  const { sandbox, call, cart } = openSandbox()
  const path = `/carts/${cart('hero').id}`
  const wrong = await call('GET', path, undefined, { 'X-Auth-Token': 'wrong' })
  assert.equal(wrong.status, 401)
  assert.deepEqual(Object.keys(wrong.body).sort(), ['status', 'title', 'type'])
  const none = await sandbox.fetch(`https://api.bigcommerce.com/stores/demo1234/v3${path}`)
  assert.equal(none.status, 401)
  const { accessToken } = sandbox.credentials.bigcommerce
  const elsewhere = await sandbox.fetch(`https://api.bigcommerce.com/stores/other/v3${path}`, {
    headers: { 'X-Auth-Token': accessToken },
  })
  assert.equal(elsewhere.status, 401)
})

test('asks for the scope of each operation', async () => {
  const { sandbox, call, cart } = openSandbox()
  const { id, token } = cart('hero')
  const account = sandbox.world.accounts.bigcommerce
  const statuses = async () =>
    [
      await call('GET', `/carts/${id}`),
      await call('POST', `/carts/${id}/redirect_urls`),
      await call('GET', `/abandoned-carts/${token}`),
      await call('GET', '/catalog/products'),
      await call('GET', '/inventory/items'),
    ].map((answer) => answer.status)
  assert.deepEqual(await statuses(), [200, 201, 200, 200, 200])
  account.scopes = []
  assert.deepEqual(await statuses(), [403, 403, 403, 403, 403])
  account.scopes = ['store_cart_read_only', 'store_v2_information', 'store_v2_products', 'store_inventory']
  assert.deepEqual(await statuses(), [200, 403, 200, 200, 200])
})

test('counts requests against the quota and says when it is open again', async () => {
  let now = start
  const { sandbox, call } = openSandbox({ now: () => now })
  sandbox.world.accounts.bigcommerce.quota = { requests: 2, windowMs: 30_000 }
  const first = await call('GET', '/catalog/products')
  assert.equal(first.headers.get('X-Rate-Limit-Requests-Left'), '1')
  assert.equal(first.headers.get('X-Rate-Limit-Time-Window-Ms'), '30000')
  assert.equal(first.headers.get('X-Rate-Limit-Requests-Quota'), '2')
  await call('GET', '/catalog/products')
  now += 12_500
  const spent = await call('GET', '/catalog/products')
  assert.equal(spent.status, 429)
  assert.equal(spent.headers.get('X-Retry-After'), '18')
  assert.equal(spent.headers.get('X-Rate-Limit-Time-Reset-Ms'), '17500')
  assert.equal(spent.headers.get('X-Rate-Limit-Requests-Left'), '0')
  now += 17_500
  assert.equal((await call('GET', '/catalog/products')).status, 200)
})

test('the quota follows the clock of the world', async () => {
  const { sandbox, call } = openSandbox()
  sandbox.world.accounts.bigcommerce.quota.requests = 1
  await call('GET', '/catalog/products')
  assert.equal((await call('GET', '/catalog/products')).status, 429)
  sandbox.world.clockOffsetSeconds = 31
  assert.equal((await call('GET', '/catalog/products')).status, 200)
})

test('every request counts, refused ones too', async () => {
  const { call } = openSandbox()
  await call('GET', '/carts/nothing')
  const next = await call('GET', '/catalog/products')
  assert.equal(next.headers.get('X-Rate-Limit-Requests-Left'), '148')
})

test('refuses what is not documented, and records it', async () => {
  const { sandbox, call, cart } = openSandbox()
  const { id, lines } = cart('hero')
  assert.equal((await call('GET', '/baskets')).status, 404)
  assert.equal((await call('PUT', '/catalog/products', {})).status, 405)
  assert.equal((await call('GET', `/carts/${id}?includes=redirect_urls`)).status, 400)
  assert.equal((await call('GET', `/carts/${id}?include=everything`)).status, 400)
  assert.equal((await call('GET', '/catalog/variants?id:in=1,2')).status, 400)
  assert.equal((await call('POST', `/carts/${id}/redirect_urls`, { query: {} })).status, 422)
  const body = { line_item: { quantity: 1, coupon: 'X' } }
  const unknownKey = await call('PUT', `/carts/${id}/items/${lines[0]?.id}`, body)
  assert.deepEqual(unknownKey.body.errors, { 'line_item.coupon': 'error.undocumented' })
  assert.equal(sandbox.calls.list().length, 7)
  assert.ok(sandbox.calls.list().every((call) => !call.write && call.status >= 400))
})

test('refuses bodies that are not JSON, of another type, or where none belongs', async () => {
  const { call, cart } = openSandbox()
  const path = `/carts/${cart('hero').id}/items`
  assert.equal((await call('POST', path, '{"line_items":')).status, 400)
  assert.equal((await call('POST', path, '{}', { 'Content-Type': 'text/plain' })).status, 415)
  assert.equal((await call('POST', path, '[]')).status, 422)
  assert.equal((await call('POST', path, { line_items: [{ quantity: '1', product_id: 113 }] })).status, 422)
  assert.equal((await call('DELETE', `/carts/${cart('hero').id}`, { version: 1 })).status, 400)
})
