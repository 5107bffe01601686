import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import * as z from 'zod'
import { UpstreamError } from '../upstream-error.ts'
import type { AnswerHeaders } from './platform-fetch.ts'
import { createUpstream, type UpstreamOptions } from './upstream.ts'

const Answer = z.object({ value: z.number() })
type Handler = (response: ServerResponse, call: number, request: IncomingMessage) => void

/** A platform on real HTTP that answers as told, and counts. */
async function platform(t: TestContext, handler: Handler, options: Partial<UpstreamOptions> = {}) {
  let calls = 0
  const server = createServer((request, response) => handler(response, ++calls, request))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3/`
  const upstream = createUpstream({
    name: 'platform',
    base,
    headers: { 'x-auth-token': 'secret' },
    attemptMs: 300,
    ...options,
  })
  const call = { path: 'things', route: '/things', answer: Answer, signal: AbortSignal.timeout(5000) }
  return {
    upstream,
    calls: () => calls,
    get: () => upstream.read(call),
    send: () => upstream.write({ ...call, method: 'POST', body: { a: 1 } }),
    getPath: (path: string) => upstream.read({ ...call, path }),
  }
}

const good = (response: ServerResponse) =>
  response.setHeader('content-type', 'application/json').end('{"value":1,"new":2}')
const refuse = (response: ServerResponse, status: number, headers: Record<string, string> = {}) =>
  response.writeHead(status, headers).end('{"title":"somebody@example.com"}')

for (const status of [429, 500, 502, 503, 504]) {
  test(`a read survives one ${status}`, async (t) => {
    const p = await platform(t, (response, call) => (call === 1 ? refuse(response, status) : good(response)))
    assert.deepEqual(await p.get(), { value: 1 })
    assert.equal(p.calls(), 2)
  })
}

for (const status of [400, 401, 403, 404, 409, 422]) {
  test(`a ${status} is not repeated`, async (t) => {
    const p = await platform(t, (response) => refuse(response, status))
    await assert.rejects(p.get(), { failure: 'status', status })
    assert.equal(p.calls(), 1)
  })
}

test('a read is tried three times and no more', async (t) => {
  const p = await platform(t, (response) => refuse(response, 503))
  await assert.rejects(p.get(), { failure: 'status', status: 503 })
  assert.equal(p.calls(), 3)
})

test('a write is sent once, whatever happens to it', async (t) => {
  const p = await platform(t, (response) => refuse(response, 503))
  await assert.rejects(p.send(), { status: 503, isUncertain: true })
  const cut = await platform(t, (response) => response.destroy())
  await assert.rejects(cut.send(), { failure: 'unreachable', isUncertain: true })
  assert.equal(p.calls() + cut.calls(), 2)
})

test('a page where JSON was promised, and a shape that is not as documented, are failures', async (t) => {
  const page = await platform(t, (response) => response.end('<!doctype html><title>Log in</title>'))
  await assert.rejects(page.get(), { failure: 'not-json' })
  const other = await platform(t, (response) => response.end('{"value":"one"}'))
  await assert.rejects(other.get(), { failure: 'unexpected-shape', message: /value is not as documented/ })
})

test("the platform's own wish to wait is honoured, and too long a wait is passed on at once", async (t) => {
  const retryAfter = (headers: AnswerHeaders) => Number(headers.get('x-retry-after')) * 1000
  const timers = t.mock.method(globalThis, 'setTimeout')
  const short = await platform(
    t,
    (response, call) => (call === 1 ? refuse(response, 429, { 'x-retry-after': '1' }) : good(response)),
    { retryAfter },
  )
  await short.get()
  const delays = timers.mock.calls.map(({ arguments: [, delayMs = 0] }) => delayMs)
  assert.equal(delays.filter((delayMs) => delayMs >= 1000 && delayMs <= 2000).length, 1, `waited ${delays}`)
  const long = await platform(t, (response) => refuse(response, 429, { 'x-retry-after': '20' }), { retryAfter })
  await assert.rejects(long.get(), { status: 429, retryAfterMs: 20_000 })
  assert.equal(long.calls(), 1)
})

test('a platform that keeps failing is left alone for a while', async (t) => {
  const p = await platform(t, (response) => refuse(response, 503))
  for (let read = 0; read < 4; read++) await assert.rejects(p.get())
  const before = p.calls()
  await assert.rejects(p.get(), { failure: 'circuit-open' })
  assert.equal(p.calls(), before)
})

test('refusals for being busy do not count as an outage', async (t) => {
  const p = await platform(t, (response) => refuse(response, 429, { 'x-retry-after': '9' }), { retryAfter: () => 9000 })
  for (let read = 0; read < 12; read++) await assert.rejects(p.get(), { status: 429 })
  assert.equal(p.calls(), 12)
})

test('three tenths of the quota are left to other apps', async (t) => {
  const quota = () => ({ left: 45, limit: 150, resetMs: 20_000 })
  const p = await platform(t, (response) => good(response), { quota })
  await p.get()
  await assert.rejects(p.get(), { failure: 'quota-reserved' })
  assert.equal(p.calls(), 1)
})

test('a platform whose quota ends in years is asked again after a minute', async (t) => {
  const p = await platform(t, (response) => good(response), { quota: () => ({ left: 0, limit: 150, resetMs: 1e15 }) })
  await p.get()
  const error = await p.get().catch((thrown: unknown) => thrown)
  assert.ok(error instanceof UpstreamError && (error.retryAfterMs ?? Number.NaN) <= 60_000)
})

test('the whole quota is used where nothing of it is reserved', async (t) => {
  const quota = () => ({ left: 45, limit: 150, resetMs: 20_000 })
  const p = await platform(t, (response) => good(response), { quota, reservedQuota: 0 })
  await p.get()
  await p.get()
  assert.equal(p.calls(), 2)
})

test('no path leaves the base', async (t) => {
  const p = await platform(t, (response) => good(response))
  for (const path of ['..', '../x', '%2e%2e/x', '//evil.example', 'http://evil.example/', '\\\\evil.example']) {
    await assert.rejects(p.getPath(path), /leaves/)
  }
  assert.equal(p.calls(), 0)
})

test('neither a message nor a cause quotes the answer', async (t) => {
  const p = await platform(t, (response) => refuse(response, 404))
  await assert.rejects(
    p.get(),
    (error: Error) => !JSON.stringify([error.message, String(error.cause)]).includes('somebody'),
  )
})

test('a refusal that comes with 200 has the status it stands for, and its wait', async (t) => {
  const options = {
    retryAfter: (headers: AnswerHeaders) => Number(headers.get('retry-after')) * 1000,
    refusalStatus: (body: unknown) => (JSON.stringify(body).includes('limit') ? 429 : undefined),
  }
  const limited = (response: ServerResponse) => response.writeHead(200, { 'retry-after': '7' }).end('{"code":"limit"}')
  const p = await platform(t, limited, options)
  await assert.rejects(p.send(), { failure: 'status', status: 429, retryAfterMs: 7000, wasNotTaken: true })
  assert.equal(p.calls(), 1)
})

test('a refusal whose body tells more than its status is what the body says', async (t) => {
  const refusalStatus = (_body: unknown, status: number) => (status === 400 ? 429 : undefined)
  const p = await platform(t, (response) => refuse(response, 400), { refusalStatus })
  await assert.rejects(p.send(), { status: 429 })
  const other = await platform(t, (response) => refuse(response, 403), { refusalStatus })
  await assert.rejects(other.send(), { status: 403 })
})

test('the date of the latest answer is known, of refusals too', async (t) => {
  const dates = ['Sun, 01 Mar 2026 12:00:00 GMT', 'Sun, 01 Mar 2026 12:00:01 GMT']
  const answer = (response: ServerResponse, call: number) => {
    response.setHeader('date', dates[call - 1] ?? '')
    return call === 1 ? good(response) : refuse(response, 404)
  }
  const p = await platform(t, answer)
  assert.equal(p.upstream.lastDate, undefined)
  await p.get()
  assert.equal(p.upstream.lastDate, dates[0])
  await assert.rejects(p.get(), { status: 404 })
  assert.equal(p.upstream.lastDate, dates[1])
})
