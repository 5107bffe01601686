import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ProblemCode } from '../contract/browser.ts'
import type { RecoveryClientOptions } from './ask.ts'
import { createRecoveryClient } from './recovery-client.ts'
import { abilities, cartOf, type FakeRequest, fakeProxy, json, problem } from './testing/fake-proxy.ts'

const cart = cartOf()

function clientWith(answer: Parameters<typeof fakeProxy>[0], options: Partial<RecoveryClientOptions> = {}) {
  const { fetch, requests } = fakeProxy(answer)
  const client = createRecoveryClient({ endpoint: '/cart-recovery/', isOnline: () => true, fetch, ...options })
  return { client, requests }
}

test('reads with a body and nothing that names the shopper', async () => {
  const { client, requests } = clientWith(() => json({ cartHandle: 'h', cart, abilities }))
  assert.deepEqual(await client.recover('token'), { ok: true, value: { cartHandle: 'h', cart, abilities } })
  const [{ path, init }] = requests as [FakeRequest]
  assert.equal(path, '/cart-recovery/recover')
  assert.deepEqual(init.headers, { 'Content-Type': 'application/json' })
  assert.equal(init.body, '{"token":"token"}')
  assert.deepEqual([init.credentials, init.referrerPolicy, init.cache], ['same-origin', 'no-referrer', 'no-store'])
})

test('takes over a request that is already under way', async () => {
  const { client, requests } = clientWith(() => json({}))
  const running = Promise.resolve(json({ cartHandle: 'h', cart: null, abilities }))
  assert.equal((await client.recover('token', running)).ok, true)
  assert.equal(requests.length, 0)
})

test('gives every write a key of its own, or the caller’s', async () => {
  const { client, requests } = clientWith(() => json({ checkoutUrl: 'https://shop.example' }))
  await client.checkout({ cartHandle: 'h' })
  await client.checkout({ cartHandle: 'h' })
  await client.checkout({ cartHandle: 'h' }, { idempotencyKey: 'mine' })
  const keys = requests.map(({ headers }) => headers.get('Idempotency-Key'))
  assert.match(keys[0] ?? '', /^[0-9a-f-]{36}$/)
  assert.notEqual(keys[0], keys[1])
  assert.equal(keys[2], 'mine')
})

test('makes keys where the page is not a secure one', async () => {
  const { randomUUID } = crypto
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true })
  try {
    const { client, requests } = clientWith(() => json({ checkoutUrl: 'https://shop.example' }))
    await client.checkout({ cartHandle: 'h' })
    await client.checkout({ cartHandle: 'h' })
    const keys = requests.map(({ headers }) => headers.get('Idempotency-Key') ?? '')
    assert.match(keys[0] ?? '', /^\d+(-\d+){3}$/)
    assert.notEqual(keys[0], keys[1])
  } finally {
    Object.defineProperty(crypto, 'randomUUID', { value: randomUUID, configurable: true })
  }
})

const answers: [string, () => Response | Promise<Response>, string, string][] = [
  ['a problem', () => problem('cart-gone'), 'cart-gone', 'cart-gone'],
  ['a problem of tomorrow', () => problem('brand-new' as ProblemCode), 'brand-new', 'brand-new'],
  ['a page', () => new Response('<html>'), 'upstream-down', 'unconfirmed'],
  ['an error page', () => new Response('<html>', { status: 502 }), 'upstream-down', 'unconfirmed'],
  ['another shape', () => json({ cart: {} }), 'upstream-down', 'unconfirmed'],
  ['nothing', () => new Response(null, { status: 204 }), 'upstream-down', 'unconfirmed'],
  ['half an answer', () => new Response('{"cart":'), 'upstream-down', 'unconfirmed'],
  ['no network', () => Promise.reject(new TypeError('failed')), 'offline', 'unconfirmed'],
]
for (const [what, answer, read, write] of answers) {
  test(`${what} is ${read} for a read and ${write} for a write`, async () => {
    const { client } = clientWith(answer)
    const results = [
      await client.recover('t'),
      await client.availability('h'),
      await client.checkout({ cartHandle: 'h' }),
    ]
    const codes = results.map((result) => (result.ok ? 'ok' : result.problem.code))
    assert.deepEqual(codes, [read, read, write])
  })
}

test('a write without a network is offline where the browser knows it', async () => {
  const { client } = clientWith(() => Promise.reject(new TypeError('failed')), { isOnline: () => false })
  const result = await client.undo({ cartHandle: 'h', undo: 'u' })
  assert.equal(!result.ok && result.problem.code, 'offline')
})

test('waits no longer than its own limit', async () => {
  const hang = ({ init: { signal } }: FakeRequest) =>
    new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
  const { client } = clientWith(hang, { timeoutMs: 20 })
  // A pending timeout signal alone keeps no process alive.
  const alive = setInterval(() => {}, 5)
  const [read, write] = await Promise.all([client.recover('t'), client.restore({ cartHandle: 'h', lineItems: [] })])
  clearInterval(alive)
  assert.equal(!read.ok && read.problem.code, 'upstream-down')
  assert.equal(!write.ok && write.problem.code, 'unconfirmed')
})

test('a problem made in the browser has no support code', async () => {
  const { client } = clientWith(() => new Response('<html>'))
  const result = await client.recover('t')
  assert.equal(!result.ok && result.problem.supportCode, '')
})
