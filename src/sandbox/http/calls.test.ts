import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSandbox } from '../testing/api-client.ts'
import type { Exchange } from './call.ts'

test('the ledger tells what was asked, answered and written, oldest first', async () => {
  const { sandbox, call, cart, line } = openSandbox()
  const { id } = cart('hero')
  const item = line('hero', 'Ceramic mug').id
  await call('GET', `/carts/${id}`)
  await call('PUT', `/carts/${id}/items/${item}`, { line_item: { quantity: 1 } })
  await call('PUT', `/carts/${id}/items/${item}`, { line_item: { quantity: 0 } })
  await call('POST', `/carts/${id}/redirect_urls`)
  const base = `/stores/demo1234/v3/carts/${id}`
  assert.deepEqual(sandbox.calls.list(), [
    { platform: 'bigcommerce', method: 'GET', path: base, status: 200, write: false },
    {
      platform: 'bigcommerce',
      method: 'PUT',
      path: `${base}/items/${item}`,
      body: { line_item: { quantity: 1 } },
      status: 200,
      write: true,
    },
    {
      platform: 'bigcommerce',
      method: 'PUT',
      path: `${base}/items/${item}`,
      body: { line_item: { quantity: 0 } },
      status: 422,
      write: false,
    },
    { platform: 'bigcommerce', method: 'POST', path: `${base}/redirect_urls`, status: 201, write: true },
  ])
  sandbox.calls.clear()
  assert.deepEqual(sandbox.calls.list(), [])
})

test('no token, key or e-mail address is in the ledger', async () => {
  const { sandbox, call, cart } = openSandbox()
  const { token } = cart('hero')
  await call('GET', `/abandoned-carts/${token}`)
  await call('GET', `/abandoned-carts/${token}?t=${token}`)
  await call('GET', '/abandoned-carts/settings')
  await call('POST', '/carts', {
    gift_certificates: [
      {
        name: 'For luca@mail.example',
        theme: 'General',
        amount: 5,
        quantity: 1,
        sender: { name: 'A', email: 'ana@mail.example' },
        recipient: { name: 'B', email: 'luca@mail.example' },
        message: 'a'.repeat(64),
      },
    ],
  })
  const ledger = JSON.stringify(sandbox.calls.list())
  for (const secret of [token ?? '', sandbox.credentials.bigcommerce.accessToken, '@', 'a'.repeat(64)]) {
    assert.ok(!ledger.includes(secret), secret)
  }
  assert.deepEqual(
    sandbox.calls.list().map(({ path }) => path.replace('/stores/demo1234/v3', '')),
    ['/abandoned-carts/[token]', '/abandoned-carts/[token]?t=[token]', '/abandoned-carts/settings', '/carts'],
  )
})

test('listeners get the exchange itself, until they stop listening', async () => {
  const { sandbox, call, cart } = openSandbox()
  const exchanges: Exchange[] = []
  const stop = sandbox.calls.onCall((exchange) => exchanges.push(exchange))
  await call('POST', `/carts/${cart('hero').id}/redirect_urls`, { query_params: { a: 'b' } })
  stop()
  await call('GET', `/carts/${cart('hero').id}`)
  assert.equal(exchanges.length, 1)
  const [exchange] = exchanges
  assert.equal(exchange?.request.method, 'POST')
  assert.equal(exchange?.requestBody, '{"query_params":{"a":"b"}}')
  assert.match((await exchange?.response.text()) ?? '', /checkout_url/)
})

test('what the ledger gives out is a copy', async () => {
  const { sandbox, call } = openSandbox()
  await call('GET', '/catalog/products')
  sandbox.calls.list().pop()
  assert.equal(sandbox.calls.list().length, 1)
})

test('what a webhook is known by, and addresses in a query, are in the ledger as masks', async () => {
  const { sandbox, call } = openSandbox()
  const headers = { authorization: 'known to us two' }
  await call('POST', '/hooks', { scope: 'store/cart/abandoned', destination: 'https://shop.example/h', headers })
  await call('GET', '/customers?email:in=sofia.marin%40mail.example')
  const [hook, customers] = sandbox.calls.list()
  assert.deepEqual(hook?.body, {
    scope: 'store/cart/abandoned',
    destination: 'https://shop.example/h',
    headers: '[headers]',
  })
  assert.match(customers?.path ?? '', /email:in=\[email\]$/)
})
