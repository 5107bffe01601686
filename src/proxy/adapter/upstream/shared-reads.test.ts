import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'

import { createSharedReads } from './shared-reads.ts'

/** A read that answers when told, and counts. */
function reading() {
  const reads = createSharedReads<number>()
  const started: { answer: (value: number) => void; fail: (error: Error) => void; signal: AbortSignal }[] = []
  const ask = (maxAgeMs: number, signal = AbortSignal.timeout(5000)) =>
    reads.read({ key: 'cart', maxAgeMs, signal }, (limit) => {
      const { promise, resolve, reject } = Promise.withResolvers<number>()
      started.push({ answer: resolve, fail: reject, signal: limit })
      return promise
    })
  return { reads, started, ask }
}

function clock(t: TestContext) {
  let passed = 0
  const now = performance.now.bind(performance)
  t.mock.method(performance, 'now', () => now() + passed)
  return (ms: number) => {
    passed += ms
  }
}

test('fifty callers at the same time, and one within seconds, share one read', async () => {
  const { started, ask } = reading()
  const all = Array.from({ length: 50 }, () => ask(5000))
  started[0]?.answer(7)
  assert.deepEqual(await Promise.all(all), Array(50).fill(7))
  assert.equal(await ask(5000), 7)
  assert.equal(started.length, 1)
})

test('a caller who accepts no age reads anew, and one whose age has passed too', async (t) => {
  const pass = clock(t)
  const { started, ask } = reading()
  const first = ask(5000)
  const anew = ask(0)
  started[0]?.answer(1)
  started[1]?.answer(2)
  assert.deepEqual([await first, await anew, await ask(5000)], [1, 2, 2])
  pass(5001)
  const late = ask(5000)
  started[2]?.answer(3)
  assert.equal(await late, 3)
})

test('a caller who leaves ends no read that another one waits for', async () => {
  const { started, ask } = reading()
  const leaving = new AbortController()
  const [one, other] = [ask(5000, leaving.signal), ask(5000)]
  leaving.abort()
  await assert.rejects(one, { failure: 'given-up' })
  assert.equal(started[0]?.signal.aborted, false)
  started[0]?.answer(7)
  assert.equal(await other, 7)
})

test('once all have left, the read ends, and the next caller has one of its own', async () => {
  const { started, ask } = reading()
  const leaving = new AbortController()
  const both = [ask(5000, leaving.signal), ask(5000, leaving.signal)]
  leaving.abort()
  await Promise.all(both.map((one) => assert.rejects(one, { failure: 'given-up' })))
  assert.equal(started[0]?.signal.aborted, true)
  const next = ask(5000)
  started[1]?.answer(8)
  assert.equal(await next, 8)
})

test('a failure is told to those who wait, and to no other', async () => {
  const { started, ask } = reading()
  const both = [ask(5000), ask(5000)]
  started[0]?.fail(new Error('down'))
  await Promise.all(both.map((one) => assert.rejects(one, { message: 'down' })))
  const next = ask(5000)
  started[1]?.answer(8)
  assert.equal(await next, 8)
})

test('what was forgotten while it was read is not shared', async () => {
  const { reads, started, ask } = reading()
  const first = ask(5000)
  reads.forget('cart')
  const second = ask(5000)
  started[0]?.answer(1)
  started[1]?.answer(2)
  assert.deepEqual([await first, await second, await ask(5000)], [1, 2, 2])
})

test('answers are kept for a bounded number of keys', async () => {
  const reads = createSharedReads<string>()
  let count = 0
  const ask = (key: string) =>
    reads.read({ key, maxAgeMs: 5000, signal: AbortSignal.timeout(5000) }, async () => {
      count++
      return key
    })
  for (let index = 0; index <= 600; index++) await ask(`cart ${index}`)
  await ask('cart 600')
  assert.equal(count, 601)
  await ask('cart 0')
  assert.equal(count, 602)
})
