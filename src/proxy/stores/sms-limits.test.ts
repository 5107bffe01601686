import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createMemoryStore } from './memory.ts'
import { createSmsLimits } from './sms-limits.ts'

function setUp(perDay?: number) {
  let now = 1_000_000
  const clock = () => now
  const keys: string[] = []
  const memory = createMemoryStore({ clock })
  const stateStore = {
    ...memory,
    increment: (...args: Parameters<typeof memory.increment>) => {
      keys.push(args[0])
      return memory.increment(...args)
    },
  }
  // Two instances of the store.
  const [one, other] = [0, 1].map(() => createSmsLimits({ stateStore, store: 'shop', key: 'key', clock, perDay }))
  assert.ok(one && other)
  let requests = 0
  const request = (changes: Partial<{ phone: string; handle: string; address: string }> = {}) => {
    requests++
    return { phone: `phone-${requests}`, handle: `handle-${requests}`, address: `address-${requests}`, ...changes }
  }
  const pass = (ms: number) => {
    now += ms
  }
  return { one, other, request, pass, keys }
}

/** Sends until it is refused: how many went out, and the seconds to wait. */
async function exhaust(send: (n: number) => Promise<void>): Promise<[number, number]> {
  for (let sent = 0; sent < 100; sent++) {
    const refused = await send(sent).then(
      () => undefined,
      (error) => error,
    )
    if (!refused) continue
    assert.equal(refused.code, 'too-many-codes')
    return [sent, refused.retryAfterSeconds]
  }
  assert.fail('a hundred were sent, and none was refused')
}

test('a number gets one message in 30 seconds and five an hour, on all instances together', async () => {
  const { one, other, request, pass } = setUp()
  assert.deepEqual(await exhaust(() => one.send(request({ phone: 'hers' }))), [1, 30])
  const later = await exhaust((n) => {
    pass(30_000)
    return (n % 2 ? one : other).send(request({ phone: 'hers' }))
  })
  assert.deepEqual(later, [4, 3600 - 5 * 30])
})

test('a cart handle gets five an hour, whatever the numbers', async () => {
  const { one, other, request } = setUp()
  assert.deepEqual(await exhaust((n) => (n % 2 ? one : other).send(request({ handle: 'same' }))), [5, 3600])
})

test('an address gets twenty an hour, whatever the handles', async () => {
  const { one, other, request } = setUp()
  assert.deepEqual(await exhaust((n) => (n % 2 ? one : other).send(request({ address: 'same' }))), [20, 3600])
})

test('a store gets as many a day as it allows', async () => {
  const { one, other, request } = setUp(7)
  assert.deepEqual(await exhaust((n) => (n % 2 ? one : other).send(request())), [7, 86_400])
})

test('who has used up what is theirs takes nothing from the number that they name', async () => {
  const { one, request } = setUp()
  await exhaust(() => one.send(request({ handle: 'greedy' })))
  await assert.rejects(one.send(request({ handle: 'greedy', phone: 'hers' })), { code: 'too-many-codes' })
  await one.send(request({ phone: 'hers' }))
})

test('a code may be tried five times in ten minutes, on all instances together', async () => {
  const { one, other, request, pass } = setUp()
  const hers = request()
  assert.deepEqual(await exhaust((n) => (n % 2 ? one : other).tryCode(hers)), [5, 600])
  pass(600_000)
  await one.tryCode(hers)
})

test('no address and no number stands in a key', async () => {
  const { one, request, keys } = setUp()
  await one.send(request({ address: '192.0.2.1', phone: 'phone', handle: 'handle' }))
  assert.equal(keys.length, 5)
  assert.ok(!/192\.0\.2\.1|phone|handle/.test(keys.join()))
})

test('kept answers, however many, make a store in memory forget no count', async () => {
  const stateStore = createMemoryStore({ maxSize: 10_000 })
  const limits = createSmsLimits({ stateStore, store: 'shop', key: 'key', clock: Date.now })
  const send = (handle: string) => limits.send({ kind: 'checkout', phone: 'hers', handle })
  for (let n = 0; n < 5; n++) await send(`handle-${n}`)
  for (let n = 0; n < 100; n++) await stateStore.set(`once:${n}`, 'x'.repeat(1000), 86_400_000)
  await assert.rejects(send('another'), { code: 'too-many-codes' })
})
