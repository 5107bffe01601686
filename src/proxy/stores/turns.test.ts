import assert from 'node:assert/strict'
import { test } from 'node:test'

import { withLock } from './lock.ts'
import { createMemoryStore } from './memory.ts'

/** A store that counts who asks it for a lock. */
function setUp() {
  const store = createMemoryStore()
  const asked = new Set<string>()
  const counting = {
    ...store,
    setIfAbsent(key: string, value: string, lifetimeMs: number) {
      asked.add(value)
      return store.setIfAbsent(key, value, lifetimeMs)
    },
  }
  return { store: counting, asked }
}

/** Holds a lock until it is told to let go. */
async function hold(store: ReturnType<typeof setUp>['store'], name = 'cart') {
  const [entered, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const held = withLock(store, name, AbortSignal.timeout(30_000), () => {
    entered.resolve()
    return released.promise
  })
  await entered.promise
  return async () => {
    released.resolve()
    await held
  }
}

test('of 400 that want a lock fifty wait, one of these asks the store, and the others are busy at once', async () => {
  const { store, asked } = setUp()
  const release = await hold(store)
  const leave = new AbortController()
  const ends: string[] = []
  const waiting = Array.from({ length: 400 }, () =>
    withLock(store, 'cart', leave.signal, async () => 'done').then(
      (end) => ends.push(end),
      ({ code, retryAfterSeconds }) => ends.push(`${code} ${retryAfterSeconds}`),
    ),
  )
  while (ends.length < 350) await new Promise((resolve) => setTimeout(resolve, 5))
  assert.equal(asked.size, 2, 'the one who holds it, and the first who waits')
  await release()
  await Promise.all(waiting)
  assert.deepEqual([...new Set(ends)], ['busy 2', 'done'])
  assert.equal(ends.filter((end) => end === 'done').length, 50)
})

test('those who wait are let in as they came, and one who left holds none up', async () => {
  const { store } = setUp()
  const release = await hold(store)
  const leave = new AbortController()
  const order: number[] = []
  const wait = (n: number, signal = AbortSignal.timeout(30_000)) =>
    withLock(store, 'cart', signal, async () => void order.push(n))
  const waiting = [wait(1), wait(2, leave.signal), wait(3)]
  leave.abort()
  await assert.rejects(waiting[1] ?? Promise.resolve(), { code: 'busy' })
  await release()
  await Promise.all([waiting[0], waiting[2]])
  assert.deepEqual(order, [1, 3])
})

test('another name, and another store, wait for no one', async () => {
  const { store } = setUp()
  const release = await hold(store)
  const signal = AbortSignal.timeout(30_000)
  assert.equal(await withLock(store, 'other', signal, async () => 'in'), 'in')
  assert.equal(await withLock(setUp().store, 'cart', signal, async () => 'in'), 'in')
  await release()
})
