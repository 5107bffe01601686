import assert from 'node:assert/strict'
import { test } from 'node:test'

import { RecoveryError } from '../adapter/errors.ts'
import { createMemoryStore } from '../stores/memory.ts'
import type { StateStore } from '../stores/state-store.ts'
import { StoreDownError } from '../stores/store-down-error.ts'
import { createCounters } from './counters.ts'
import { createUnknownLinks } from './unknown-links.ts'

function setUp(changes: (memory: StateStore) => Partial<StateStore> = () => ({})) {
  let now = 1_000_000
  const clock = () => now
  const memory = createMemoryStore({ clock })
  const stateStore = { ...memory, ...changes(memory) }
  const create = () =>
    createUnknownLinks(createCounters({ stateStore, store: 'shop', key: 'key', clock }), stateStore, clock)
  const [one, other] = [create(), create()]
  let calls = 0
  const leadsNowhere = async () => {
    calls++
    throw new RecoveryError('invalid-link')
  }
  const pass = (ms: number) => {
    now += ms
  }
  return { one, other, leadsNowhere, pass, calls: () => calls }
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'opened',
    (error) => error.code ?? error,
  )

test('twenty guesses a minute from one address reach the platform, on all instances together', async () => {
  const { one, other, leadsNowhere, pass, calls } = setUp()
  const codes = []
  for (let n = 0; n < 60; n++)
    codes.push(await codeOf((n % 2 ? one : other).resolve(`token-${n}`, '203.0.113.1', leadsNowhere)))
  assert.equal(calls(), 20)
  assert.deepEqual([codes[19], codes[20]], ['invalid-link', 'busy'])
  assert.equal(await codeOf(one.resolve('token', '203.0.113.2', async () => 'cart')), 'opened')
  pass(60_000)
  assert.equal(await codeOf(one.resolve('good', '203.0.113.1', async () => 'cart')), 'opened')
})

test('guesses that are sent all at once are few, too', async () => {
  const { one, leadsNowhere, calls } = setUp()
  await Promise.all(
    Array.from({ length: 500 }, (_, n) => codeOf(one.resolve(`token-${n}`, '203.0.113.1', leadsNowhere))),
  )
  assert.ok(calls() <= 60, `${calls()} calls`)
})

test('a mail scanner may open any number of links that lead somewhere', async () => {
  const { one } = setUp()
  for (let n = 0; n < 200; n++)
    assert.equal(await codeOf(one.resolve(`token-${n}`, '203.0.113.1', async () => 'cart')), 'opened')
})

test('a link that leads nowhere is asked about once in half a minute, whoever asks', async () => {
  const { one, leadsNowhere, pass, calls } = setUp()
  for (let n = 0; n < 50; n++)
    assert.equal(await codeOf(one.resolve('dead', n % 2 ? undefined : '203.0.113.1', leadsNowhere)), 'invalid-link')
  assert.equal(calls(), 1)
  pass(30_000)
  assert.equal(await codeOf(one.resolve('dead', undefined, async () => 'cart')), 'opened')
})

test('a failure of the platform is no guess', async () => {
  const { one } = setUp()
  const fail = async () => {
    throw new RecoveryError('upstream-down')
  }
  for (let n = 0; n < 40; n++) assert.equal(await codeOf(one.resolve('token', '203.0.113.1', fail)), 'upstream-down')
})

test('links open while the state store is down', async () => {
  const down = async () => {
    throw new StoreDownError('away')
  }
  const { one, leadsNowhere } = setUp(() => ({ get: down, increment: down }))
  assert.equal(await codeOf(one.resolve('good', '203.0.113.1', async () => 'cart')), 'opened')
  assert.equal(await codeOf(one.resolve('bad', '203.0.113.1', leadsNowhere)), 'invalid-link')
})

test('a refusal says why, and how long to wait', async () => {
  const { one, leadsNowhere } = setUp()
  for (let n = 0; n < 20; n++) await codeOf(one.resolve(`token-${n}`, '203.0.113.1', leadsNowhere))
  await assert.rejects(one.resolve('token', '203.0.113.1', leadsNowhere), {
    ...{ code: 'busy', retryAfterSeconds: 60, detail: 'too many links of this address open no cart' },
  })
})

test('sixty links of an address are asked about at a time, and each that ends makes room for one', async () => {
  const { one } = setUp()
  const open = () => codeOf(one.resolve(crypto.randomUUID(), '203.0.113.1', async () => 'cart'))
  // Whatever ended before takes no room.
  for (let n = 0; n < 50; n++) assert.deepEqual(await Promise.all([open(), open()]), ['opened', 'opened'])
  const asked: PromiseWithResolvers<string>[] = []
  const ask = () => {
    const answer = Promise.withResolvers<string>()
    asked.push(answer)
    return answer.promise
  }
  const started: Promise<unknown>[] = []
  const start = async () => {
    started.push(codeOf(one.resolve(crypto.randomUUID(), '203.0.113.1', ask)))
    // Until the platform is asked.
    await new Promise((resolve) => setImmediate(resolve))
  }
  for (let n = 0; n < 60; n++) await start()
  assert.equal(await open(), 'busy')
  assert.equal(asked.length, 60)
  for (const answer of asked.splice(0, 2)) answer.resolve('cart')
  assert.deepEqual(await Promise.all(started.splice(0, 2)), ['opened', 'opened'])
  for (let n = 0; n < 2; n++) await start()
  assert.equal(asked.length, 60)
  assert.equal(await open(), 'busy')
  for (const answer of asked) answer.resolve('cart')
  await Promise.all(started)
  assert.equal(await open(), 'opened')
})

test('a thousand dead links are remembered, the ones that were heard of last', async () => {
  const { one, leadsNowhere, pass, calls } = setUp()
  const ask = (n: number) => codeOf(one.resolve(`dead-${n}`, undefined, leadsNowhere))
  const isRemembered = async (n: number) => {
    const before = calls()
    await ask(n)
    return calls() === before
  }
  for (let n = 0; n < 1000; n++) await ask(n)
  assert.equal(await isRemembered(0), true)
  pass(30_000)
  for (const n of [0, 1000]) await ask(n)
  assert.equal(await isRemembered(0), true, 'it was heard of again')
  pass(-30_000)
  assert.deepEqual([await isRemembered(2), await isRemembered(1)], [true, false])
})

test('a defect of the state store is no outage, and is told', async () => {
  const fail = async () => Promise.reject(new RangeError('a defect'))
  const { one, leadsNowhere } = setUp(() => ({ get: fail }))
  await assert.rejects(one.resolve('token', '203.0.113.1', leadsNowhere), RangeError)
})
