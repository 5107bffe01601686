import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createShopperClient } from './shopper-client.ts'

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const problem = { type: 'about:blank', title: 'x', status: 422, code: 'code-wrong', supportCode: 'A1' }

function clientWith(answer: () => Response | Promise<Response>) {
  const asked: { path: string; body: unknown; key: string | null }[] = []
  const client = createShopperClient({
    endpoint: '/cart-recovery',
    isOnline: () => true,
    fetch: async (url, init = {}) => {
      const key = new Headers(init.headers).get('Idempotency-Key')
      asked.push({ path: String(url), body: JSON.parse(String(init.body)), key })
      return answer()
    },
  })
  return { client, asked }
}

test('asks for a code, and is told where it went', async () => {
  const { client, asked } = clientWith(() => json({ sentTo: '+49 ••• ••42', retryAfterSeconds: 30 }, 202))
  const result = await client.signInCode({ cartHandle: 'h', phone: '+49 151' })
  assert.deepEqual(result, { ok: true, value: { sentTo: '+49 ••• ••42', retryAfterSeconds: 30 } })
  assert.equal(asked[0]?.path, '/cart-recovery/sign-in/code')
  assert.deepEqual(asked[0]?.body, { cartHandle: 'h', phone: '+49 151' })
  assert.ok(asked[0]?.key)
})

test('signs in with an answer that has no body', async () => {
  const { client, asked } = clientWith(() => new Response(null, { status: 204 }))
  const byCode = await client.signIn({ cartHandle: 'h', phone: '+49 151', code: '123456' })
  assert.deepEqual(byCode, { ok: true, value: undefined })
  assert.equal((await client.signIn({ cartHandle: 'h', shopperToken: 't' })).ok, true)
  assert.notEqual(asked[0]?.key, asked[1]?.key)
})

test('does not take any body for signed in', async () => {
  const { client } = clientWith(() => json({ signedIn: true }))
  const result = await client.signIn({ cartHandle: 'h', phone: '+49 151', code: '123456' })
  assert.equal(!result.ok && result.problem.code, 'unconfirmed')
})

test('says what was wrong', async () => {
  const { client } = clientWith(() => json(problem, 422))
  const result = await client.signIn({ cartHandle: 'h', phone: '+49 151', code: '1' })
  assert.deepEqual(result, { ok: false, problem })
})

test('says which lines are on the list', async () => {
  const lineItems = [{ id: 'a', subscribed: true, availability: { status: 'out-of-stock' } }]
  const { client, asked } = clientWith(() => json({ lineItems }))
  const result = await client.backInStock({ cartHandle: 'h', lineItemIds: ['a'], subscribed: true })
  assert.deepEqual(result, { ok: true, value: { lineItems } })
  assert.deepEqual(asked[0]?.body, { cartHandle: 'h', lineItemIds: ['a'], subscribed: true })
})

test('a wish that got no answer is unconfirmed', async () => {
  const { client } = clientWith(() => Promise.reject(new TypeError('network')))
  const result = await client.backInStock({ cartHandle: 'h', lineItemIds: ['a'], subscribed: true })
  assert.equal(!result.ok && result.problem.code, 'unconfirmed')
})
