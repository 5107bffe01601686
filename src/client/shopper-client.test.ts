import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createShopperClient } from './shopper-client.ts'
import { fakeProxy, json, problem } from './testing/fake-proxy.ts'

function clientWith(answer: Parameters<typeof fakeProxy>[0]) {
  const { fetch, requests } = fakeProxy(answer)
  return { client: createShopperClient({ endpoint: '/cart-recovery', isOnline: () => true, fetch }), requests }
}

test('asks for a code, and learns where it went', async () => {
  const { client, requests } = clientWith(() => json({ sentTo: '+49 ••• ••42', retryAfterSeconds: 30 }, 202))
  const result = await client.signInCode({ cartHandle: 'h', phone: '+49 151' })
  assert.deepEqual(result, { ok: true, value: { sentTo: '+49 ••• ••42', retryAfterSeconds: 30 } })
  assert.equal(requests[0]?.path, '/cart-recovery/sign-in/code')
  assert.deepEqual(requests[0]?.body, { cartHandle: 'h', phone: '+49 151' })
  assert.ok(requests[0]?.headers.get('Idempotency-Key'))
})

test('signs in, and answers the handle to go on with', async () => {
  const { client, requests } = clientWith(() => json({ cartHandle: 'own' }))
  const byCode = await client.signIn({ cartHandle: 'h', phone: '+49 151', code: '123456' })
  assert.deepEqual(byCode, { ok: true, value: { cartHandle: 'own' } })
  assert.equal((await client.signIn({ cartHandle: 'h', shopperToken: 't' })).ok, true)
  const [first, second] = requests.map(({ headers }) => headers.get('Idempotency-Key'))
  assert.notEqual(first, second)
})

test('does not take any body for signed in', async () => {
  const { client } = clientWith(() => json({ signedIn: true }))
  const result = await client.signIn({ cartHandle: 'h', phone: '+49 151', code: '123456' })
  assert.equal(!result.ok && result.problem.code, 'unconfirmed')
})

test('says what was wrong', async () => {
  const answer = problem('code-wrong', { status: 422 })
  const { client } = clientWith(() => answer)
  const result = await client.signIn({ cartHandle: 'h', phone: '+49 151', code: '1' })
  assert.deepEqual(result, { ok: false, problem: await answer.json() })
})

test('says which lines are on the list', async () => {
  const lineItems = [{ id: 'a', subscribed: true, availability: { status: 'out-of-stock' } }]
  const { client, requests } = clientWith(() => json({ lineItems }))
  const result = await client.backInStock({ cartHandle: 'h', lineItemIds: ['a'], subscribed: true })
  assert.deepEqual(result, { ok: true, value: { lineItems } })
  assert.deepEqual(requests[0]?.body, { cartHandle: 'h', lineItemIds: ['a'], subscribed: true })
})

test('a subscription that got no answer is unconfirmed', async () => {
  const { client } = clientWith(() => Promise.reject(new TypeError('network')))
  const result = await client.backInStock({ cartHandle: 'h', lineItemIds: ['a'], subscribed: true })
  assert.equal(!result.ok && result.problem.code, 'unconfirmed')
})

test('makes a link to copy, under a key that a repetition may name', async () => {
  const value = { link: 'https://shop.example/cart?t=cr1_x', linkEndsAt: '2026-01-02T00:00:00.000Z' }
  const { client, requests } = clientWith(() => json(value))
  assert.deepEqual(await client.share({ cartHandle: 'h' }, { idempotencyKey: 'key' }), { ok: true, value })
  const { path, body, headers } = requests[0] ?? assert.fail()
  assert.deepEqual([path, body, headers.get('Idempotency-Key')], ['/cart-recovery/share', { cartHandle: 'h' }, 'key'])
})
