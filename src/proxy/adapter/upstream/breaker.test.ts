import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import * as z from 'zod'

import { createUpstream } from './upstream.ts'

const Answer = z.object({ value: z.number() })
const good = () => Response.json({ value: 1 })
const down = () => new Response(null, { status: 503 })

type Answering = (signal: AbortSignal) => Response | Promise<Response>

/** A platform that answers with what is set, and counts. */
function platform(answer: Answering) {
  const seen = { answer, calls: 0 }
  const upstream = createUpstream({
    name: 'platform',
    base: 'https://platform.example/',
    headers: {},
    limitBytes: 1000,
    fetch: async (_url, { signal }) => {
      seen.calls++
      return seen.answer(signal)
    },
  })
  const send = (signal = AbortSignal.timeout(5000), headers = {}) =>
    upstream.write({ method: 'POST', path: 'things', route: '/things', answer: Answer, signal, headers })
  const get = (signal = AbortSignal.timeout(5000), headers = {}) =>
    upstream.read({ path: 'things', route: '/things', answer: Answer, signal, headers })
  return { seen, send, get }
}

const never: Answering = (signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

async function leave<Value>(call: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const caller = new AbortController()
  const result = call(caller.signal)
  setTimeout(() => caller.abort(), 5)
  return result
}

/** Lets so much time pass at once for the breaker. */
function clock(t: TestContext) {
  let passed = 0
  const now = performance.now.bind(performance)
  t.mock.method(performance, 'now', () => now() + passed)
  return (ms: number) => {
    passed += ms
  }
}

test('callers who leave switch a platform off for nobody', async () => {
  const { seen, get, send } = platform(never)
  for (let call = 0; call < 12; call++) {
    await assert.rejects(leave(get), { failure: 'given-up', isOutage: false, isUncertain: false })
    await assert.rejects(leave(send), { failure: 'given-up', isUncertain: true })
  }
  assert.equal(seen.calls, 24)
  seen.answer = good
  assert.deepEqual(await get(), { value: 1 })
})

test('a call given up before it was sent is not sent, and certain', async () => {
  const { seen, get, send } = platform(good)
  const gone = AbortSignal.abort()
  await assert.rejects(send(gone), { failure: 'given-up', wasNotSent: true, isUncertain: false, wasNotTaken: true })
  await assert.rejects(get(gone), { failure: 'given-up', wasNotSent: true })
  assert.equal(seen.calls, 0)
})

test('a header that cannot be sent is no outage, and is not sent', async () => {
  const { seen, get } = platform(good)
  const bad = { authorization: 'Bearer x\ny' }
  for (let call = 0; call < 12; call++)
    await assert.rejects(get(undefined, bad), { failure: 'not-sendable', wasNotSent: true, isOutage: false })
  assert.equal(seen.calls, 0)
  assert.deepEqual(await get(), { value: 1 })
})

for (const [what, failure, answer] of [
  ['too large', 'too-large', () => new Response('x'.repeat(1001))],
  ['not as documented', 'unexpected-shape', () => Response.json({ value: 'one' })],
  ['no UTF-8', 'unexpected-shape', () => new Response(new Uint8Array([0x22, 0xff, 0x22]))],
  ['a refusal', 'status', () => new Response(null, { status: 404 })],
] as const) {
  test(`an answer that is ${what}, about one cart, switches off no other`, async () => {
    const { seen, get } = platform(answer)
    for (let call = 0; call < 12; call++) await assert.rejects(get(), { failure, isOutage: false })
    assert.equal(seen.calls, 12, 'none of them is asked for again')
    seen.answer = good
    assert.deepEqual(await get(), { value: 1 })
  })
}

test('ten failures count only in a row: a refusal between them shows that the platform works', async () => {
  const { seen, send } = platform(down)
  for (let call = 0; call < 24; call++) {
    seen.answer = call % 8 === 7 ? () => new Response(null, { status: 404 }) : down
    await assert.rejects(send(), { failure: 'status' })
  }
})

test('after five seconds one call is tried, and the others wait for what it shows', async (t) => {
  const pass = clock(t)
  const { seen, send } = platform(down)
  for (let call = 0; call < 10; call++) await assert.rejects(send(), { status: 503 })
  await assert.rejects(send(), { failure: 'circuit-open' })
  pass(5001)
  const before = seen.calls
  const ends = await Promise.allSettled([send(), send(), send()])
  assert.deepEqual(
    ends.map((end) => end.status === 'rejected' && end.reason.failure),
    ['status', 'circuit-open', 'circuit-open'],
  )
  assert.equal(seen.calls, before + 1)
  pass(5001)
  seen.answer = good
  assert.deepEqual(await Promise.all([send(), send(), send()]), Array(3).fill({ value: 1 }))
})

test('a trial that its caller gives up leaves the next one to try', async (t) => {
  const pass = clock(t)
  const { seen, send } = platform(down)
  for (let call = 0; call < 10; call++) await assert.rejects(send(), { status: 503 })
  pass(5001)
  seen.answer = never
  await assert.rejects(leave(send), { failure: 'given-up' })
  seen.answer = down
  await assert.rejects(send(), { status: 503 })
  await assert.rejects(send(), { failure: 'circuit-open' })
})

/** Node's own shape of a network failure: `fetch failed`, with the system's error as its cause. */
const broken = (cause: Error) => () => {
  throw new TypeError('fetch failed', { cause })
}
const system = (syscall: string, code: string) => Object.assign(new Error(`${syscall} ${code}`), { syscall, code })

for (const code of ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']) {
  test(`${code} says that nothing was sent only where it ended connecting`, async () => {
    const refused = system('connect', code)
    await assert.rejects(platform(broken(refused)).send(), { wasNotSent: true, isUncertain: false })
    const every = Object.assign(new AggregateError([refused, system('connect', 'ENETUNREACH')]), { code })
    await assert.rejects(platform(broken(every)).send(), { wasNotSent: true })
    await assert.rejects(platform(broken(system('read', code))).send(), { wasNotSent: false, isUncertain: true })
    await assert.rejects(platform(broken(system('write', code))).send(), { wasNotSent: false, isUncertain: true })
  })
}
