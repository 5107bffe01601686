import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSandbox } from '../testing/api-client.ts'
import type { FaultKind } from './faults.ts'

/** A sandbox with one fault, and a raw request for the hero's cart. */
function faulty(fault: FaultKind, delayMs = 20) {
  const opened = openSandbox()
  const { sandbox, cart } = opened
  sandbox.faults.set({ platform: 'bigcommerce', fault, delayMs })
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const address = `https://api.bigcommerce.com/stores/${storeHash}/v3/carts/${cart('hero').id}`
  const headers = { 'X-Auth-Token': accessToken, 'Content-Type': 'application/json' }
  return { ...opened, get: (init: RequestInit = {}) => sandbox.fetch(address, { headers, ...init }), address, headers }
}

test('error statuses come as the platform words them, and nothing is done', async () => {
  for (const status of ['429', '500', '502', '503', '504'] as const) {
    const { call, cart, line } = faulty(status)
    const path = `/carts/${cart('hero').id}/items/${line('hero', 'Ceramic mug').id}`
    const answer = await call('PUT', path, { line_item: { quantity: 1 } })
    assert.equal(answer.status, Number(status))
    assert.equal(answer.body.status, Number(status))
    assert.equal(cart('hero').version, 1)
  }
})

test('slow answers late and correctly', async (t) => {
  const { get } = faulty('slow', 60)
  const timers = t.mock.method(globalThis, 'setTimeout')
  const response = await get()
  assert.deepEqual(
    timers.mock.calls.map(({ arguments: [, delayMs] }) => delayMs),
    [60],
  )
  assert.equal(response.status, 200)
})

test('slow and hang end when the caller gives up', async () => {
  for (const fault of ['slow', 'hang'] as const) {
    const { get } = faulty(fault, 60_000)
    await assert.rejects(get({ signal: AbortSignal.timeout(30) }), { name: 'TimeoutError' }, fault)
  }
})

test('reset fails like a broken connection, before anything was done', async () => {
  const { sandbox, get } = faulty('reset')
  await assert.rejects(get(), new TypeError('fetch failed'))
  assert.deepEqual(
    sandbox.calls.list().map(({ status, write }) => [status, write]),
    [[0, false]],
  )
})

test('a lost answer fails the same way, but the write is done', async () => {
  const { sandbox, cart, line, address, headers } = faulty('lost-answer')
  const url = `${address}/items/${line('hero', 'Ceramic mug').id}`
  const body = JSON.stringify({ line_item: { quantity: 1 } })
  await assert.rejects(sandbox.fetch(url, { method: 'PUT', headers, body }), new TypeError('fetch failed'))
  assert.equal(line('hero', 'Ceramic mug').quantity, 1)
  assert.equal(cart('hero').version, 2)
  assert.deepEqual(
    sandbox.calls.list().map(({ status, write }) => [status, write]),
    [[200, true]],
  )
})

test('truncated breaks off in the middle of the body', async () => {
  const { get } = faulty('truncated')
  const response = await get()
  assert.equal(response.status, 200)
  await assert.rejects(response.text(), TypeError)
})

test('not-json, login-page and error-200 are successes that are none', async () => {
  const notJson = await faulty('not-json').get()
  assert.equal(notJson.status, 200)
  await assert.rejects(notJson.json(), SyntaxError)
  const loginPage = await faulty('login-page').get()
  assert.match(loginPage.headers.get('Content-Type') ?? '', /text\/html/)
  assert.deepEqual((await (await faulty('error-200').get()).json()).status, 'error')
})

test('missing-field takes away what the caller came for', async () => {
  const { call, cart } = faulty('missing-field')
  const { id, token } = cart('hero')
  assert.ok(!('line_items' in (await call('GET', `/carts/${id}`)).body.data))
  assert.deepEqual((await call('GET', `/abandoned-carts/${token}`)).body.data, {})
  assert.ok(!('checkout_url' in (await call('POST', `/carts/${id}/redirect_urls`)).body.data))
  assert.ok(!('id' in (await call('GET', '/catalog/products?id:in=101')).body.data[0]))
})

test('huge goes on for sixteen megabytes, unless the caller stops reading', async () => {
  const { get } = faulty('huge')
  assert.ok((await (await get()).text()).length > 16_000_000)
  const reader = (await get()).body?.getReader()
  await reader?.read()
  await reader?.cancel()
})
