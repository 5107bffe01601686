import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'

import { acquireLease } from './lease.ts'
import { createMemoryStore } from './memory.ts'
import { StoreDownError } from './store-down-error.ts'

const stepMs = 20_000

/** A state store and the timers of the process that works, which is killed where only the clock goes on. */
function openStore(t: TestContext) {
  t.mock.timers.enable({ apis: ['setInterval'] })
  let now = 0
  const stateStore = createMemoryStore({ clock: () => now })
  const acquire = () => acquireLease(stateStore, 'task', stepMs)
  return {
    stateStore,
    acquire,
    async pass(seconds: number, { isKilled = false } = {}) {
      for (let second = 0; second < seconds; second++) {
        now += 1000
        if (!isKilled) t.mock.timers.tick(1000)
        await new Promise(setImmediate)
      }
    },
    async isFree() {
      const lease = await acquire()
      await lease?.release()
      return lease !== undefined
    },
  }
}

test('a lease lasts as long as a step of the work, and is free within seconds of a kill', async (t) => {
  const { acquire, pass, isFree } = openStore(t)
  const lease = await acquire()
  for (let steps = 0; steps < 3; steps++) {
    await pass(15)
    assert.equal(await lease?.renew(), true)
    assert.equal(await isFree(), false)
  }
  await pass(3, { isKilled: true })
  assert.equal(await isFree(), true)
})

test('a lease ends where a step takes longer than any may', async (t) => {
  const { acquire, pass, isFree } = openStore(t)
  const lease = await acquire()
  await pass(25)
  assert.equal(await lease?.renew(), false)
  assert.equal(await isFree(), true)
})

test('a lease that was released or lost is renewed no more', async (t) => {
  const { stateStore, acquire, pass } = openStore(t)
  const renewals = t.mock.method(stateStore, 'replace')
  const first = await acquire()
  await first?.release()
  await pass(5)
  assert.equal(renewals.mock.callCount(), 0)
  await acquire()
  await stateStore.delete('lease:task')
  await pass(5)
  assert.equal(renewals.mock.callCount(), 1)
})

test('a renewal that the database does not take is tried again before the lease ends', async (t) => {
  const { stateStore, acquire, pass, isFree } = openStore(t)
  await acquire()
  t.mock.method(stateStore, 'replace', async () => Promise.reject(new StoreDownError('slow')), { times: 1 })
  await pass(6)
  assert.equal(await isFree(), false)
})
