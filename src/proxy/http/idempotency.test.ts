import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSealer } from '../sealing/sealer.ts'
import { withLock } from '../stores/lock.ts'
import { createMemoryStore } from '../stores/memory.ts'
import type { StateStore } from '../stores/state-store.ts'
import { StoreDownError } from '../stores/store-down-error.ts'
import { runOnce } from './idempotency.ts'

const key = Buffer.alloc(32, 7).toString('base64url')

function setUp() {
  let time = Date.UTC(2026, 0, 1)
  const clock = () => time
  const store = createMemoryStore({ clock })
  const sealer = createSealer('shop', [key], clock)
  const call = (scope = 'tap-1', request = '{}') => ({ scope, request, signal: AbortSignal.timeout(2000) })
  return {
    store,
    sealer,
    call,
    pass: (ms: number) => {
      time += ms
    },
  }
}

test('fifty of the same tap at once do the work once, and all get its answer', async () => {
  const { store, sealer, call } = setUp()
  let done = 0
  const work = async () => {
    done++
    await new Promise((resolve) => setTimeout(resolve, 30))
    return { url: `https://shop.example/${done}` }
  }
  const answers = await Promise.all(Array.from({ length: 50 }, () => runOnce(store, sealer, call(), work)))
  assert.equal(done, 1)
  assert.equal(new Set(answers.map(({ url }) => url)).size, 1)
})

test('another tap does its own work', async () => {
  const { store, sealer, call } = setUp()
  let done = 0
  const work = async () => ++done
  await runOnce(store, sealer, call('tap-1'), work)
  await runOnce(store, sealer, call('tap-2'), work)
  assert.equal(done, 2)
})

test('one key does not serve two requests', async () => {
  const { store, sealer, call } = setUp()
  await runOnce(store, sealer, call('tap-1', '{"quantity":1}'), async () => 1)
  await assert.rejects(
    runOnce(store, sealer, call('tap-1', '{"quantity":2}'), async () => 2),
    { code: 'idempotency-key-reused' },
  )
})

test('after a failure the same tap may be tried again', async () => {
  const { store, sealer, call } = setUp()
  await assert.rejects(
    runOnce(store, sealer, call(), async () => {
      throw new Error('down')
    }),
  )
  assert.equal(await runOnce(store, sealer, call(), async () => 'up'), 'up')
})

test('a kept answer is encrypted', async () => {
  const { store, sealer, call } = setUp()
  const values: string[] = []
  const watched: StateStore = {
    ...store,
    async replace(_key, _expected, value) {
      values.push(value)
      return true
    },
  }
  await runOnce(watched, sealer, call(), async () => 'https://shop.example/secret')
  assert.ok(values.length > 0 && !values.join().includes('secret'))
})

/** A tap whose process stood still until after its mark had ended, while a successor runs the same tap. */
async function overtake() {
  const { store, sealer, call, pass } = setUp()
  const begin = () => {
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>()
    const { promise, resolve: succeed, reject: fail } = Promise.withResolvers<string>()
    const answer = runOnce(store, sealer, call(), () => {
      enter()
      return promise
    })
    return { entered, succeed, fail, answer }
  }
  const late = begin()
  await late.entered
  pass(15_000)
  const successor = begin()
  await successor.entered
  let repeated = 0
  const repeat = () => runOnce(store, sealer, call(), async () => `repeated ${++repeated}`)
  return { late, successor, repeat }
}

test('a late failure does not end the mark of its successor', async () => {
  const { late, successor, repeat } = await overtake()
  late.fail(new Error('late'))
  await assert.rejects(late.answer)
  const repetition = repeat()
  successor.succeed('of the successor')
  assert.deepEqual(await Promise.all([successor.answer, repetition]), ['of the successor', 'of the successor'])
})

test('a late answer is given, and is not kept over the mark of its successor', async () => {
  const { late, successor, repeat } = await overtake()
  late.succeed('late')
  assert.equal(await late.answer, 'late')
  successor.succeed('of the successor')
  await successor.answer
  assert.equal(await repeat(), 'of the successor')
})

test('nothing is begun while the store is down, and what went well is answered though it cannot be kept', async () => {
  const { store, sealer, call } = setUp()
  const down = async () => Promise.reject(new StoreDownError('away'))
  let done = 0
  const work = async () => ++done
  await assert.rejects(runOnce({ ...store, setIfAbsent: down }, sealer, call(), work), {
    code: 'busy',
    retryAfterSeconds: 5,
  })
  assert.equal(done, 0)
  assert.equal(await runOnce({ ...store, replace: down }, sealer, call(), work), 1)
})

test('a lock lets one in at a time, and is free again after a failure', async () => {
  const { store } = setUp()
  let inside = 0
  let max = 0
  const work = async () => {
    max = Math.max(max, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 5))
    inside--
    if (max === 1) throw new Error('broken')
  }
  const signal = AbortSignal.timeout(5000)
  await Promise.allSettled(Array.from({ length: 10 }, () => withLock(store, 'cart', signal, work)))
  assert.equal(max, 1)
})

test('a lock that stays taken is busy', async () => {
  const { store } = setUp()
  const forever = withLock(
    store,
    'cart',
    AbortSignal.timeout(500),
    () => new Promise((resolve) => setTimeout(resolve, 200)),
  )
  await assert.rejects(
    withLock(store, 'cart', AbortSignal.timeout(60), async () => 1),
    { code: 'busy' },
  )
  await forever
})

test("a lock whose owner is gone opens by itself, and the late owner does not open its successor's", async () => {
  const { store, pass } = setUp()
  const signal = AbortSignal.timeout(2000)
  const hold = () => {
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const done = withLock(store, 'cart', signal, async () => {
      enter()
      await released
    })
    return { entered, release, done }
  }
  const tryLock = () => withLock(store, 'cart', AbortSignal.timeout(60), async () => 'free')

  const late = hold()
  await late.entered
  await assert.rejects(tryLock(), { code: 'busy' }, 'held by the first')
  pass(20_000)
  const successor = hold()
  await successor.entered
  late.release()
  await assert.rejects(late.done, { code: 'unconfirmed' }, 'the successor may have written since')
  await assert.rejects(tryLock(), { code: 'busy' }, 'held by the successor, although the first is done')
  successor.release()
  await successor.done
  assert.equal(await tryLock(), 'free')
})
