import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient, type RecoveryClient } from '../client/index.ts'
import {
  abilities,
  cartOf,
  type FakeAnswers,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../client/testing/fake-proxy.ts'
import { createDeferredActions, type LoadDeferred } from './deferred.ts'
import { createStore, type RecoveryStore } from './recovery-store.ts'

// What follows a tap is loaded after the cart: it may come late, or never.

const cart = cartOf(lineItem('a', { quantity: 2 }), lineItem('b'))

async function open(
  load: (store: RecoveryStore, client: RecoveryClient) => ReturnType<LoadDeferred>,
  answers: FakeAnswers = {},
) {
  const { fetch, paths } = fakeProxy({
    '/recover': () => json({ cartHandle: 'h', cart, abilities }),
    '/availability': () => json({ cart, abilities }),
    '/restore': () => json({ cart, outcomes: [], undo: 'u1' }),
    '/checkout': () => json({ checkoutUrl: 'https://shop.example/checkout' }),
    ...answers,
  })
  const client = createRecoveryClient({ endpoint: '', fetch })
  const store: RecoveryStore = createStore(client, {}, () => load(store, client))
  await store.recover('t')
  return { store, paths, recovery: () => store.$recovery.get() }
}

const isLost = () => Promise.resolve(undefined)

test('a tap that comes first waits for it, and is sent once', async () => {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const { store, paths, recovery } = await open((...each) => arrived.then(() => createDeferredActions(...each)))
  const taps = [store.restore(), store.restore(), store.checkout()]
  assert.equal(recovery().status, 'restoring')
  assert.deepEqual(paths(), ['/recover'])
  arrive()
  await Promise.all(taps)
  assert.equal(recovery().status, 'restored')
  assert.deepEqual(paths(), ['/recover', '/restore'])
})

test('a cart that was left while it came is not written', async () => {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const { store, paths } = await open((...each) => arrived.then(() => createDeferredActions(...each)))
  const tap = store.restore()
  await store.refresh()
  arrive()
  assert.equal(await tap, false)
  assert.deepEqual(paths(), ['/recover', '/availability'])
})

test('without it a cart goes to the checkout', async () => {
  const { store } = await open(isLost)
  store.setQuantity('a', 3)
  assert.equal(await store.checkout(), 'https://shop.example/checkout')
})

test('without it a checkout that fails says why', async () => {
  const { store, recovery } = await open(isLost, { '/checkout': () => problem('busy') })
  await store.checkout()
  const state = recovery()
  assert.deepEqual(state.status === 'failed' && [state.problem.code, state.attempt], ['busy', 'checkout'])
})

test('without it a cart that was to be kept is not written, and a later tap tries again', async () => {
  let isBack = false
  const { store, paths, recovery } = await open(async (...each) =>
    isBack ? createDeferredActions(...each) : undefined,
  )
  assert.equal(await store.restore(), false)
  const state = recovery()
  assert.deepEqual(state.status === 'failed' && [state.problem.code, state.attempt], ['upstream-down', 'restore'])
  assert.deepEqual(paths(), ['/recover'])
  isBack = true
  await store.restore()
  assert.equal(recovery().status, 'restored')
})
