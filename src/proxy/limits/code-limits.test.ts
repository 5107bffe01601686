import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createMemoryStore } from '../stores/memory.ts'
import type { StateStore } from '../stores/state-store.ts'
import { createCodeLimits } from './code-limits.ts'
import { createCounters } from './counters.ts'
import type { LimitName } from './limit-table.ts'

function setUp(figures: Partial<Record<LimitName, number>> = {}) {
  let now = 1_000_000
  const clock = () => now
  const keys: string[] = []
  const memory = createMemoryStore({ clock })
  const stateStore: StateStore = {
    ...memory,
    increment: (...args) => {
      keys.push(args[0])
      return memory.increment(...args)
    },
  }
  const create = () =>
    createCodeLimits(createCounters({ stateStore, store: 'shop', key: 'key', clock, figures }), stateStore, clock)
  // Two instances of the store.
  const [one, other] = [create(), create()]
  let requests = 0
  const request = (changes: Partial<{ phone: string; handle: string; address: string; cartId: string }> = {}) => {
    requests++
    const { phone = `phone-${requests}`, handle = `handle-${requests}`, cartId = `cart-${requests}` } = changes
    const { address = `address-${requests}` } = changes
    return { phone, handle, address, cart: { platform: 'vesuviopay', cartId } }
  }
  const pass = (ms: number) => {
    now += ms
  }
  return { one, other, request, pass, keys }
}

/** Does it until it is refused: how many were done, and the seconds to wait. */
async function exhaust(act: (n: number) => Promise<void>): Promise<[number, number]> {
  for (let done = 0; done < 100; done++) {
    const refused = await act(done).then(
      () => undefined,
      (error) => error,
    )
    if (!refused) continue
    assert.equal(refused.code, 'too-many-codes')
    return [done, refused.retryAfterSeconds]
  }
  assert.fail('a hundred were done, and none was refused')
}

test('a number gets one code in 30 seconds and eight an hour, on all instances together', async () => {
  const { one, other, request, pass } = setUp()
  assert.deepEqual(await exhaust(() => one.send(request({ phone: 'hers' }))), [1, 30])
  const later = await exhaust((n) => {
    pass(30_000)
    return (n % 2 ? one : other).send(request({ phone: 'hers' }))
  })
  assert.deepEqual(later, [7, 3600 - 8 * 30])
})

test('a cart gets five an hour and twenty a day, whatever the numbers and handles', async () => {
  const { one, other, request, pass } = setUp()
  const send = (n: number) => (n % 2 ? one : other).send(request({ cartId: 'same' }))
  assert.deepEqual(await exhaust(send), [5, 3600])
  for (let hours = 1; hours < 4; hours++) {
    pass(3_600_000)
    assert.deepEqual(await exhaust(send), [5, 3600])
  }
  pass(3_600_000)
  assert.deepEqual(await exhaust(send), [0, 20 * 3600])
})

test('an address gets twenty an hour, whatever the carts', async () => {
  const { one, other, request } = setUp()
  assert.deepEqual(await exhaust((n) => (n % 2 ? one : other).send(request({ address: 'same' }))), [20, 3600])
})

test('a store gets as many a day as it allows, and what was refused takes nothing of it', async () => {
  const { one, other, request, pass } = setUp({ textsPerDay: 7 })
  assert.deepEqual(await exhaust((n) => (n % 2 ? one : other).send(request())), [7, 86_400])
  pass(86_400_000)
  await one.send(request({ phone: 'hers' }))
  for (let n = 0; n < 50; n++) await assert.rejects(one.send(request({ phone: 'hers' })), { code: 'too-many-codes' })
  assert.equal((await exhaust(() => one.send(request())))[0], 6)
})

test('a fifth of the day is kept for addresses that asked for nothing yet', async () => {
  const { one, request } = setUp({ textsPerDay: 10, textsPerAddress: 100 })
  const greedy = () => one.send(request({ address: 'greedy' }))
  assert.equal((await exhaust(greedy))[0], 8)
  for (let n = 0; n < 20; n++) await assert.rejects(greedy(), { code: 'too-many-codes' })
  await one.send(request())
  await one.send(request())
  await assert.rejects(one.send(request()), { code: 'too-many-codes' })
})

test('what was used up by one cart takes nothing from the number that it names', async () => {
  const { one, request } = setUp()
  await exhaust(() => one.send(request({ cartId: 'greedy' })))
  await assert.rejects(one.send(request({ cartId: 'greedy', phone: 'hers' })), { code: 'too-many-codes' })
  await one.send(request({ phone: 'hers' }))
})

test("no cart alone uses up what is a number's: neither its messages nor its tries", async () => {
  const { one, request, pass } = setUp()
  for (let n = 0; n < 20; n++) {
    const stranger = request({ cartId: 'stranger', phone: 'hers' })
    await one.send(stranger).catch(() => {})
    for (let tries = 0; tries < 6; tries++) await one.tryCode(stranger).catch(() => {})
    pass(30_000)
  }
  const hers = request({ phone: 'hers' })
  await one.send(hers)
  await one.tryCode(hers)
})

test('a code is tried with the handle that it was sent for alone, for an hour', async () => {
  const { one, other, request, pass } = setUp()
  const hers = request({ phone: 'hers', handle: 'hers' })
  await assert.rejects(one.tryCode(hers), { code: 'code-wrong' })
  await one.send(hers)
  await other.tryCode(hers)
  for (const stranger of [request({ phone: 'hers' }), request({ handle: 'hers' })])
    await assert.rejects(one.tryCode(stranger), { code: 'code-wrong' })
  pass(3_600_000)
  await assert.rejects(one.tryCode(hers), { code: 'code-wrong' })
})

test('a code may be tried five times in ten minutes, on all instances together', async () => {
  const { one, other, request, pass } = setUp()
  const hers = request()
  await one.send(hers)
  assert.deepEqual(await exhaust((n) => (n % 2 ? one : other).tryCode(hers)), [5, 600])
  pass(600_000)
  await one.tryCode(hers)
})

test('a number has ten tries an hour, whatever the carts and addresses', async () => {
  const { one, request, pass } = setUp()
  const all = await exhaust(async () => {
    const stranger = request({ phone: 'hers' })
    await one.send({ ...stranger, kind: 'code' }).catch(() => {})
    pass(30_000)
    for (let tries = 0; tries < 2; tries++) await one.tryCode(stranger)
  })
  assert.equal(all[0], 5)
})

test('no address, number and cart stands in a key', async () => {
  const { one, request, keys } = setUp()
  const hers = request({ address: '192.0.2.1', phone: 'phone', handle: 'handle', cartId: 'cart' })
  await one.send(hers)
  await one.tryCode(hers)
  assert.equal(keys.length, 11)
  assert.ok(!/192\.0\.2\.1|phone|handle|cart|vesuviopay/.test(keys.join()))
})

test('kept answers, however many, make a store in memory forget no count', async () => {
  const stateStore = createMemoryStore({ maxSize: 10_000 })
  const clock = Date.now
  const limits = createCodeLimits(createCounters({ stateStore, store: 'shop', key: 'key', clock }), stateStore, clock)
  const cart = { platform: 'vesuviopay', cartId: 'cart-1' }
  const send = (handle: string) => limits.send({ kind: 'checkout', phone: 'hers', cart, handle })
  for (let n = 0; n < 5; n++) await send(`handle-${n}`)
  for (let n = 0; n < 100; n++) await stateStore.set(`once:${n}`, 'x'.repeat(1000), 86_400_000)
  await assert.rejects(send('another'), { code: 'too-many-codes' })
})

test('a checkout’s link is no code: nothing can be tried after it', async () => {
  const { one, request } = setUp()
  const hers = request()
  await one.send({ ...hers, kind: 'checkout' })
  await assert.rejects(one.tryCode(hers), { code: 'code-wrong' })
})
