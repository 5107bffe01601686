import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Problem } from '../contract/index.ts'
import { RecoveryError } from './adapter/errors.ts'
import type { WebhookEvent } from './adapter/messaging-ports.ts'
import type { Platform } from './adapter/platform.ts'
import type { ProxyConfig } from './config.ts'
import { createProxy } from './create-proxy.ts'
import type { LogFields } from './log.ts'
import { createSqliteStore } from './stores/sqlite.ts'
import type { StateStore } from './stores/state-store.ts'

const shop = 'https://shop.example'
const base = `${shop}/cart-recovery`
const token = 'a'.repeat(32)
const merchantKey = 'merchant-key-of-this-test-xxxxxxxxxxxxxxxxx'

const abandoned: WebhookEvent = { id: 'event-1', type: 'abandoned', cartId: 'cart-1', at: Date.now() }

function setUp(platform: Partial<Platform>, changes: Partial<ProxyConfig> = {}) {
  const store = createSqliteStore({ path: ':memory:' })
  const lines: LogFields[] = []
  const log = (fields: LogFields) => void lines.push(fields)
  let rounds = 0
  const stateStore: StateStore = {
    ...store,
    // The worker's last step.
    setIfAbsent(key, ...entry) {
      if (key.startsWith('tidied:')) rounds++
      return store.setIfAbsent(key, ...entry)
    },
  }
  const proxy = createProxy({
    store: 'shop',
    publicUrl: base,
    keys: [Buffer.alloc(32, 1).toString('base64url')],
    platforms: [
      { name: 'fake', recovery: { read: () => Promise.reject(new RecoveryError('cart-gone')) }, ...platform },
    ],
    channels: { 1: { origins: [shop], recoveryPageUrl: `${shop}/cart`, shopUrl: `${shop}/`, checkoutOrigins: [shop] } },
    merchant: { keys: { console: merchantKey } },
    stateStore,
    volatileLedger: true,
    log: { info: log, warn: log, error: log },
    ...changes,
  })
  return { proxy, lines, rounds: () => rounds }
}

function request(method: string, path: string, body?: unknown): Request {
  const headers = { origin: shop, 'content-type': 'application/json', authorization: `Bearer ${merchantKey}` }
  return new Request(`${base}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
}

test('a webhook that was recorded starts the outbox, and the runtime is kept alive for it', async () => {
  const { proxy, rounds } = setUp({ webhooks: { receive: async () => abandoned } })
  const kept: Promise<unknown>[] = []
  const waitUntil = (work: Promise<unknown>) => void kept.push(work)
  assert.equal((await proxy.fetch(request('POST', '/webhooks/fake', {}), { waitUntil })).status, 204)
  await Promise.all(kept)
  assert.ok(rounds() > 0)
})

test('the runtime is kept alive for a request whose caller has left', async () => {
  const { promise: asked, resolve: answer } = Promise.withResolvers<undefined>()
  const { proxy } = setUp({ webhooks: { receive: () => asked } })
  const kept: Promise<unknown>[] = []
  const answering = proxy.fetch(request('POST', '/webhooks/fake', {}), { waitUntil: (work) => void kept.push(work) })
  assert.equal(kept.length, 1, 'before anything was waited for')
  answer(undefined)
  assert.equal((await answering).status, 204)
  await kept[0]
})

test('a webhook of no interest, and a refused one, start nothing', async () => {
  for (const receive of [
    async () => undefined,
    async () => {
      throw new RecoveryError('webhook-refused')
    },
  ]) {
    const { proxy, rounds } = setUp({ webhooks: { receive } })
    const kept: Promise<unknown>[] = []
    await proxy.fetch(request('POST', '/webhooks/fake', {}), { waitUntil: (work) => void kept.push(work) })
    await Promise.all(kept)
    assert.equal(rounds(), 0)
  }
})

test('whichever route fails, the answer is a problem and the log has its route', async () => {
  const fails = () => Promise.reject(new TypeError('broken'))
  const { proxy, lines } = setUp({
    recovery: { resolve: fails, read: fails },
    webhooks: { receive: fails },
    settings: { read: fails, write: fails, readChannel: fails, writeChannel: fails },
  })
  for (const [method, path, body, status, route] of [
    ['POST', '/recover', { token }, 500, '/recover'],
    ['GET', '/recover', undefined, 405, '/recover'],
    ['POST', '/availability', { cartHandle: 'changed' }, 401, '/availability'],
    ['POST', '/webhooks/fake', {}, 500, '/webhooks'],
    ['POST', '/webhooks/other', {}, 404, '/webhooks'],
    ['GET', '/merchant/settings', undefined, 500, '/merchant/settings'],
    ['GET', '/nowhere', undefined, 404, 'none'],
  ] as const) {
    lines.length = 0
    const response = await proxy.fetch(request(method, path, body))
    const problem = (await response.json()) as Problem
    assert.equal(response.status, status, path)
    assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8', path)
    assert.deepEqual([lines.at(-1)?.route, lines.at(-1)?.supportCode], [route, problem.supportCode], path)
  }
})

test('what an adapter throws that is no error is an internal error too', async () => {
  const { proxy, lines } = setUp({
    recovery: { resolve: () => Promise.reject('a text'), read: () => Promise.reject('a text') },
  })
  const response = await proxy.fetch(request('POST', '/recover', { token }))
  assert.equal(((await response.json()) as Problem).code, 'internal-error')
  assert.equal(lines.at(-1)?.route, '/recover')
  assert.doesNotMatch(JSON.stringify(lines), /a text/)
})

test('an address with a slash at its end is the same route', async () => {
  const { proxy } = setUp({})
  const headers = { origin: shop, 'content-type': 'application/json' }
  const ask = (path: string) =>
    proxy.fetch(new Request(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify({ token }) }))
  for (const path of ['/recover', '/recover/']) {
    const response = await ask(path)
    assert.equal(((await response.json()) as Problem).code, 'invalid-link', path)
    assert.equal(response.headers.get('access-control-allow-origin'), shop, path)
  }
  assert.equal((await proxy.fetch(new Request(`${base}/healthz/`))).status, 200)
  assert.equal((await proxy.fetch(new Request(`${base}/open/?t=${token}`))).status, 303)
})
