import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { Problem, RecoverAnswer } from '../../src/contract/index.ts'
import { createProxy } from '../../src/proxy/index.ts'
import { openShop, type Shop, shopOrigin } from '../setup/shop.ts'

const serverKey = Buffer.alloc(32, 7).toString('base64url')

function openServerShop() {
  const shop = openShop('demo', { serverKey })
  const [[id, channel] = []] = Object.entries(shop.config.channels)
  assert.ok(id && channel)
  return openShop('demo', { serverKey, channels: { [id]: { ...channel, accountCarts: true } } })
}

async function seal(shop: Shop, body: unknown, { headers = {}, method = 'POST' } = {}) {
  const request = new Request(`${shopOrigin}/cart-recovery/seal-customer`, {
    method,
    headers: { authorization: `Bearer ${serverKey}`, 'content-type': 'application/json', ...headers },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  })
  const response = await shop.fetch(request)
  const answer: Partial<Problem & { shopperToken: string }> = await response.json()
  return { status: response.status, headers: response.headers, body: answer }
}

test('the shop’s server gets a word for a customer, and it opens that customer’s cart', async () => {
  const shop = openServerShop()
  for (const customerId of ['4711', 4711]) {
    const { status, headers, body } = await seal(shop, { customerId })
    assert.equal(status, 200)
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(headers.get('access-control-allow-origin'), null, 'no page may read it')
    assert.deepEqual(Object.keys(body), ['shopperToken'])
    const { token } = shop.cart('account')
    const answer = await shop.post<RecoverAnswer>('/recover', { token, shopperToken: body.shopperToken })
    assert.equal(answer.body.cart?.lineItems.length, 2)
  }
})

test('a word is sealed for nobody who does not know the key', async () => {
  const shop = openServerShop()
  const headers = [
    `Bearer ${serverKey}x`,
    `Bearer ${serverKey.slice(0, -1)}`,
    `Bearer ${serverKey.toUpperCase()}`,
    'Bearer',
    `Basic ${serverKey}`,
    '',
  ]
  for (const authorization of headers) {
    const { status, body } = await seal(shop, { customerId: '4711' }, { headers: { authorization } })
    assert.deepEqual([status, body.code, body.shopperToken], [401, 'unauthorized', undefined], authorization)
  }
})

test('a page cannot ask for a word: there is no preflight to pass', async () => {
  const shop = openServerShop()
  const preflight = { origin: shopOrigin, 'access-control-request-method': 'POST' }
  const { status, headers } = await seal(shop, undefined, { method: 'OPTIONS', headers: preflight })
  assert.equal(status, 405)
  assert.equal(headers.get('access-control-allow-origin'), null)
})

const mistakes: [unknown, string][] = [
  [{}, 'customerId'],
  [{ customerId: '' }, 'customerId'],
  [{ customerId: 0 }, 'customerId'],
  [{ customerId: 1.5 }, 'customerId'],
  [{ customerId: null }, 'customerId'],
  [{ customerId: 'x'.repeat(65) }, 'customerId'],
  [{ customerId: 'a b' }, 'customerId'],
  [{ customerId: '1', cart: 'x' }, 'has a key'],
  [[], 'the body'],
]
for (const [body, part] of mistakes) {
  test(`the customer ${JSON.stringify(body).slice(0, 40)} is refused, and the field named`, async () => {
    const answer = await seal(openServerShop(), body)
    assert.deepEqual([answer.status, answer.body.code], [400, 'invalid-request'])
    assert.ok(answer.body.detail?.includes(part), answer.body.detail)
  })
}

test('without a server key there is no such route, and a short one is a mistake', async () => {
  assert.equal((await seal(openShop(), { customerId: '1' })).body.code, 'not-found')
  const { config } = openShop()
  assert.throws(
    () => createProxy({ ...config, serverKey: 'too-short' }),
    /^ConfigError: serverKey: must be 32 random bytes in base64url/,
  )
})
