import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'

import { createRecoveryClient } from '../client/index.ts'
import {
  abilities,
  cartOf,
  type FakeAnswers,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../client/testing/fake-proxy.ts'
import { createReadAgain } from './read-again.ts'
import { createRecoveryStore } from './recovery-store.ts'

const cart = cartOf(lineItem('a'))
const opened = () => json({ cartHandle: 'h', cart, abilities })
const busy = () => problem('busy', { status: 429, retryAfterSeconds: 20 })
const down = () => Promise.reject(new TypeError('no network'))

/** A page whose clock and timers are the test's own. */
function open(t: TestContext, answers: FakeAnswers) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  const { fetch, paths } = fakeProxy(answers)
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }))
  const again = createReadAgain(store, { random: () => 0.5 })
  return {
    store,
    paths,
    online: again.online,
    status: () => store.$recovery.get().status,
    async pass(ms: number) {
      t.mock.timers.tick(ms)
      await setImmediate()
      await setImmediate()
    },
  }
}

test('a read that found no network is repeated once the browser is online, not at once and not twice', async (t) => {
  const { store, online, pass, paths, status } = open(t, { '/recover': [down, opened] })
  await store.recover('token')
  assert.equal(status(), 'failed')
  await pass(60_000)
  assert.equal(paths().length, 1, 'nothing is asked while the browser says nothing')
  online()
  online()
  assert.equal(paths().length, 1)
  await pass(1000)
  assert.deepEqual([paths(), status()], [['/recover', '/recover'], 'ready'])
  online()
  await pass(60_000)
  assert.equal(paths().length, 2, 'a cart that is open is left alone')
})

test('a read that was asked to wait is repeated after that, with its link', async (t) => {
  const { store, pass, paths, status } = open(t, { '/recover': [busy, opened] })
  await store.recover('token')
  await pass(20_999)
  assert.equal(paths().length, 1)
  await pass(1)
  assert.deepEqual([paths(), status()], [['/recover', '/recover'], 'ready'])
})

test('a shopper who taps first is not overtaken', async (t) => {
  const { store, pass, paths } = open(t, { '/recover': [busy, opened] })
  await store.recover('token')
  await pass(20_500)
  await store.retry()
  await pass(60_000)
  assert.equal(paths().length, 2)
})

test('after three tries in a row it waits for a tap, which begins anew', async (t) => {
  const { store, pass, paths, online } = open(t, { '/recover': busy })
  await store.recover('token')
  for (let times = 0; times < 9; times++) await pass(21_000)
  assert.equal(paths().length, 4)
  online()
  await pass(21_000)
  assert.equal(paths().length, 4)
  await store.retry()
  await pass(21_000)
  assert.equal(paths().length, 6)
})

test('what failed while it wrote is never repeated by itself', async (t) => {
  const { store, pass, paths, online, status } = open(t, {
    '/recover': opened,
    '/checkout': busy,
    '/restore': down,
    '/availability': down,
  })
  await store.recover('token')
  for (const write of [store.checkout, store.restore]) {
    await write()
    assert.equal(status(), 'failed')
    online()
    await pass(60_000)
  }
  assert.deepEqual(paths(), ['/recover', '/checkout', '/restore'])
})

test('a link that is over is not asked again', async (t) => {
  const { store, pass, paths, online } = open(t, { '/recover': () => problem('cart-gone') })
  await store.recover('token')
  online()
  await pass(60_000)
  assert.equal(paths().length, 1)
})
