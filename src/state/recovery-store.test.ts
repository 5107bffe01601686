import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient, type KeptHandle } from '../client/index.ts'
import {
  abilities,
  cartOf,
  type FakeAnswers,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../client/testing/fake-proxy.ts'
import type { LineItem } from '../contract/browser.ts'
import type { RecoveryStoreOptions } from './cart-session.ts'
import { createRecoveryStore } from './recovery-store.ts'

const line = (id: string, quantity: number, fields: Partial<LineItem> = {}) => lineItem(id, { quantity, ...fields })
const cart = cartOf(line('a', 2), line('b', 1))

function storeWith(answers: FakeAnswers, options: RecoveryStoreOptions = {}) {
  const { fetch, requests, paths } = fakeProxy(answers)
  const client = createRecoveryClient({ endpoint: '', fetch })
  const kept: KeptHandle[] = []
  let forgotten = 0
  const store = createRecoveryStore(client, {
    keep: (handle) => kept.push(handle),
    forget: () => {
      forgotten += 1
    },
    now: () => 5000,
    ...options,
  })
  return {
    store,
    requests,
    kept,
    paths,
    forgotten: () => forgotten,
    status: () => store.$recovery.get().status,
  }
}

const opened: FakeAnswers = {
  '/recover': () => json({ cartHandle: 'h', cart, abilities }),
  '/availability': () => json({ cart, abilities }),
  '/checkout': () => json({ checkoutUrl: 'https://shop.example/checkout' }),
}

test('goes from idle over recovering to ready, and keeps the handle but never the token', async () => {
  const { store, status, kept } = storeWith(opened)
  assert.equal(status(), 'idle')
  const recovering = store.recover('secret-token')
  assert.equal(status(), 'recovering')
  await recovering
  assert.equal(status(), 'ready')
  assert.deepEqual(kept, [{ cartHandle: 'h', choices: {}, keptAt: 5000 }])
  assert.equal(JSON.stringify([store.$recovery.get(), kept]).includes('secret-token'), false)
  assert.equal(JSON.stringify(store.$recovery.get()).includes('"h"'), false)
})

test('lines and summary go with every state a listener sees', async () => {
  const { store } = storeWith(opened)
  const seen: unknown[] = []
  store.$recovery.listen(({ status }) =>
    seen.push([status, store.$lines.get().length, store.$summary.get()?.total.amount]),
  )
  await store.recover('t')
  store.setQuantity('a', 3)
  assert.deepEqual(seen, [
    ['recovering', 0, undefined],
    ['ready', 2, 300],
    ['ready', 2, 400],
  ])
})

test('the newest link wins, whatever answers last', async () => {
  let release = (_: Response) => {}
  const slow = new Promise<Response>((resolve) => {
    release = resolve
  })
  const other = cartOf(line('z', 1))
  const { store } = storeWith({ '/recover': [() => slow, () => json({ cartHandle: 'h2', cart: other, abilities })] })
  const first = store.recover('one')
  await store.recover('two')
  release(json({ cartHandle: 'h1', cart, abilities }))
  await first
  assert.deepEqual(
    store.$lines.get().map(({ lineItem }) => lineItem.id),
    ['z'],
  )
})

test('asks once more about lines still under way, and no more than once', async () => {
  const checking = cartOf(line('a', 2, { availability: { status: 'unknown', checking: true } }))
  const { store, paths } = storeWith({
    ...opened,
    '/recover': () => json({ cartHandle: 'h', cart: checking, abilities }),
    '/availability': () => json({ cart: checking, abilities }),
  })
  await store.recover('t')
  assert.deepEqual(paths(), ['/recover', '/availability'])
  assert.equal(store.$lines.get()[0]?.checking, false)
})

test('keeps the cart where the second answer does not come', async () => {
  const checking = cartOf(line('a', 2, { availability: { status: 'unknown', checking: true } }))
  const { store, status } = storeWith({
    '/recover': () => json({ cartHandle: 'h', cart: checking, abilities }),
    '/availability': () => problem('busy'),
  })
  await store.recover('t')
  assert.equal(status(), 'ready')
  assert.equal(store.$lines.get()[0]?.checking, false)
})

test('choices outlive the second answer', async () => {
  const checking = cartOf(line('a', 2, { availability: { status: 'unknown', checking: true } }))
  let release = (_: Response) => {}
  const late = new Promise<Response>((resolve) => {
    release = resolve
  })
  const { store } = storeWith({
    '/recover': () => json({ cartHandle: 'h', cart: checking, abilities }),
    '/availability': () => late,
  })
  const recovering = store.recover('t')
  await new Promise((resolve) => setTimeout(resolve))
  store.setQuantity('a', 5)
  release(json({ cart, abilities }))
  await recovering
  assert.equal(store.$lines.get()[0]?.chosen, 5)
})

test('sends only the lines that were touched', async () => {
  const { store, requests } = storeWith(opened)
  await store.recover('t')
  store.setQuantity('b', 4)
  assert.equal(await store.checkout(), 'https://shop.example/checkout')
  const { path, body } = requests.at(-1) ?? {}
  const { revision } = cart
  assert.deepEqual([path, body], ['/checkout', { cartHandle: 'h', revision, lineItems: [{ id: 'b', quantity: 4 }] }])
})

test('a second checkout while one is under way is nothing', async () => {
  const { store, paths } = storeWith(opened)
  await store.recover('t')
  const results = await Promise.all([store.checkout(), store.checkout(), store.restore(), store.checkout()])
  assert.deepEqual(results.filter(Boolean).length, 1)
  assert.deepEqual(paths(), ['/recover', '/checkout'])
})

test('an address that is not accepted is not given away', async () => {
  const { store, status } = storeWith(opened, { acceptsCheckoutUrl: () => false })
  await store.recover('t')
  assert.equal(await store.checkout(), undefined)
  assert.equal(status(), 'failed')
})

test('the ends of a cart forget its handle, other failures keep it', async () => {
  for (const [code, ends] of [
    ['cart-gone', true],
    ['expired', true],
    ['link-needed', true],
    ['busy', false],
    ['account-cart', false],
    ['upstream-down', false],
  ] as const) {
    const { store, forgotten } = storeWith({ ...opened, '/checkout': () => problem(code) })
    await store.recover('t')
    await store.checkout()
    const recovery = store.$recovery.get()
    assert.equal(recovery.status, 'failed')
    assert.equal(forgotten(), ends ? 1 : 0, code)
    assert.equal('open' in recovery && recovery.open !== undefined, !ends, code)
  }
})

test('says until when trying again is pointless', async () => {
  const { store } = storeWith({ '/recover': () => problem('busy', { retryAfterSeconds: 3 }) })
  await store.recover('t')
  const recovery = store.$recovery.get()
  assert.equal(recovery.status === 'failed' && recovery.retryAt, 8000)
})

test('tries a link again with the same token, and a cart with its handle', async () => {
  const { store, requests, status } = storeWith({
    ...opened,
    '/recover': [() => problem('busy'), () => json({ cartHandle: 'h', cart, abilities })],
    '/availability': [() => problem('busy'), () => json({ cart, abilities })],
  })
  await store.recover('t')
  await store.retry()
  assert.equal(status(), 'ready')
  store.setQuantity('a', 1)
  await store.refresh()
  assert.equal(status(), 'failed')
  await store.retry()
  const { path, body } = requests.at(-1) ?? {}
  assert.deepEqual([path, body], ['/availability', { cartHandle: 'h' }])
  assert.equal(store.$lines.get()[0]?.chosen, 1, 'the choices are still there')
})

test('resumes with the choices for lines that are still there', async () => {
  const { store } = storeWith(opened)
  await store.resume({
    cartHandle: 'h',
    choices: { a: 1, gone: 3 },
    keptAt: 0,
  })
  const recovery = store.$recovery.get()
  assert.deepEqual(recovery.status === 'ready' && [...recovery.open.choices], [['a', 1]])
})

test('comes back from the checkout with a fresh cart, quietly', async () => {
  const { store, status } = storeWith(opened)
  await store.recover('t')
  await store.checkout()
  const states: string[] = []
  store.$recovery.listen((recovery) => states.push(recovery.status))
  await store.revalidate()
  assert.deepEqual(states, ['ready'])
  assert.equal(status(), 'ready')
})

test('a cart that was ordered is forgotten', async () => {
  const { store, forgotten } = storeWith({ ...opened, '/availability': () => problem('completed') })
  await store.recover('t')
  await store.revalidate()
  assert.equal(forgotten(), 1)
  assert.equal('open' in store.$recovery.get() && store.$lines.get().length, 0)
})

test('a checkout that is open elsewhere leaves the cart to look at', async () => {
  const { store } = storeWith({ ...opened, '/checkout': () => problem('checkout-open') })
  await store.recover('t')
  await store.checkout()
  const recovery = store.$recovery.get()
  assert.equal(recovery.status === 'failed' && recovery.problem.code, 'checkout-open')
  assert.equal(store.$lines.get().length, 2)
})

test('comes back to a cart that was ordered', async () => {
  const { store } = storeWith({ ...opened, '/availability': () => problem('cart-gone') })
  await store.recover('t')
  await store.checkout()
  await store.revalidate()
  const recovery = store.$recovery.get()
  assert.equal(recovery.status === 'failed' && recovery.problem.code, 'cart-gone')
})

test('restores as many calls as it takes, and undoes them in reverse', async () => {
  const outcome = (id: string, what: string) => ({ id, outcome: what, quantity: 1 })
  const { store, requests } = storeWith({
    ...opened,
    '/restore': [
      () => json({ cart, outcomes: [outcome('a', 'applied'), outcome('b', 'pending')], undo: 'one' }),
      () => json({ cart, outcomes: [outcome('a', 'unchanged'), outcome('b', 'reduced')], undo: 'two' }),
    ],
    '/undo': () => json({ cart, outcomes: [] }),
  })
  await store.recover('t')
  store.setQuantity('a', 1)
  await store.restore()
  const recovery = store.$recovery.get()
  assert.equal(recovery.status, 'restored')
  assert.deepEqual(recovery.status === 'restored' && [...recovery.outcomes.values()].map((found) => found.outcome), [
    'applied',
    'reduced',
  ])
  assert.deepEqual(
    requests
      .filter(({ path }) => path === '/restore')
      .map(({ body: { revision, lineItems } }) => [revision, lineItems]),
    Array(2).fill([cart.revision, [{ id: 'a', quantity: 1 }]]),
  )
  await store.undo()
  assert.deepEqual(
    requests.filter(({ path }) => path === '/undo').map(({ body }) => body.undo),
    ['two', 'one'],
  )
  assert.equal(store.$recovery.get().status, 'ready')
})

test('restoring ends where a call brings nothing further', async () => {
  const { store, paths } = storeWith({
    ...opened,
    '/restore': () => json({ cart, outcomes: [{ id: 'a', outcome: 'pending', quantity: 2 }], undo: null }),
  })
  await store.recover('t')
  await store.restore()
  assert.equal(paths().filter((path) => path === '/restore').length, 2)
})

test('with everything removed nothing is ever sent', async () => {
  const { store, paths } = storeWith(opened)
  await store.recover('t')
  store.remove('a')
  store.remove('b')
  await Promise.all([store.checkout(), store.restore()])
  assert.deepEqual(paths(), ['/recover'])
  store.restoreAllLines()
  assert.equal(store.$summary.get()?.itemCount, 3)
})

test('nothing is edited while something is under way', async () => {
  const { store } = storeWith({ ...opened, '/checkout': () => new Promise<Response>(() => {}) })
  await store.recover('t')
  store.checkout()
  store.setQuantity('a', 9)
  assert.equal(store.$lines.get()[0]?.chosen, 2)
})
