import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient, createShopperClient, type KeptHandle } from '../../client/index.ts'
import {
  abilitiesByPhone,
  cartOf,
  type FakeAnswers,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../../client/testing/fake-proxy.ts'
import { createRecoveryStore } from '../recovery-store.ts'
import { createShopper } from './shopper.ts'

// Carts of a customer account, which open once the shop has said who its shopper is.

const closed = () => problem('account-cart', { status: 403 })
const shown = () => json({ cart: cartOf(lineItem('a'), lineItem('b')), abilities: abilitiesByPhone })
const toRecover = () => json({ cartHandle: 'h', cart: null, signIn: 'shop', abilities: abilitiesByPhone })

function setUp(answers: FakeAnswers = {}, ...tokens: string[]) {
  const { fetch, paths, requests } = fakeProxy({
    '/recover': toRecover,
    '/availability': shown,
    '/sign-in': () => json({ cartHandle: 'own' }),
    ...answers,
  })
  const kept: KeptHandle[] = []
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }), {
    keep: (handle) => kept.push(handle),
    now: () => 1000,
  })
  const client = createShopperClient({ endpoint: '', fetch, isOnline: () => true })
  const join = () => createShopper(store, client, { consumeToken: () => tokens.shift() })
  const state = () => {
    const recovery = store.$recovery.get()
    return recovery.status === 'failed' ? recovery.problem.code : recovery.status
  }
  return { store, join, paths, requests, kept, state, tokens, phone: () => store.$pendingAction.get().status }
}

const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
}

test('lead to the shop’s sign-in, and never ask for a phone number', async () => {
  const { store, join, state, paths, phone, kept } = setUp()
  await store.recover('token')
  assert.equal(state(), 'signing-in')
  const shopper = join()
  await settle()
  assert.deepEqual([state(), phone()], ['account-cart', 'idle'])
  assert.deepEqual(paths(), ['/recover'])
  assert.equal(shopper.canSwitchNumber, false)
  assert.deepEqual(kept.at(-1), { cartHandle: 'h', choices: {}, keptAt: 1000, signIn: 'shop' })
})

test('open at once where the shop knows its shopper', async () => {
  const { store, join, state, requests } = setUp({}, 'word')
  await store.recover('token')
  join()
  await settle()
  assert.equal(state(), 'ready')
  assert.deepEqual(
    requests.slice(1).map(({ path, body }) => [path, body]),
    [
      ['/sign-in', { cartHandle: 'h', shopperToken: 'word' }],
      ['/availability', { cartHandle: 'own' }],
    ],
  )
})

test('open as a recovery as soon as the shop says who its shopper is', async () => {
  const { store, join, state, tokens } = setUp()
  const sources: unknown[] = []
  store.$recovery.listen((recovery) => recovery.status === 'recovering' && sources.push(recovery.source))
  await store.recover('token')
  const shopper = join()
  await settle()
  tokens.push('word')
  await shopper.openByToken()
  assert.equal(state(), 'ready')
  assert.deepEqual(sources, ['link', 'link'])
})

test('come back after the shop’s sign-in page, without a look at the refusal', async () => {
  const { store, join, state } = setUp({}, 'word')
  const states: string[] = []
  store.$recovery.listen(({ status }) => states.push(status))
  await store.resume({ cartHandle: 'h', choices: { a: 2 }, keptAt: 0, signIn: 'shop' })
  join()
  await settle()
  assert.equal(state(), 'ready')
  assert.ok(!states.includes('failed'))
  assert.equal(store.$lines.get()[0]?.chosen, 2)
})

test('open after a reload while the proxy still has the shop’s word, and ask again after that', async () => {
  const { store, join, state, paths } = setUp({ '/availability': [shown, closed] })
  await store.resume({ cartHandle: 'h', choices: {}, keptAt: 0, signIn: 'shop' })
  join()
  await settle()
  assert.equal(state(), 'ready')
  await store.refresh()
  assert.equal(state(), 'account-cart')
  assert.deepEqual(paths(), ['/availability', '/availability'])
})

test('stay closed where the shop’s word is for somebody else, and each word is tried once', async () => {
  const { store, join, state, paths } = setUp({ '/availability': closed }, 'word')
  await store.recover('token')
  join()
  await settle()
  assert.equal(state(), 'account-cart')
  assert.deepEqual(paths(), ['/recover', '/sign-in', '/availability'])
})

test('that became an account’s while they were open, open with the shop’s word', async () => {
  const open = () => json({ cartHandle: 'h', cart: cartOf(lineItem('a')), abilities: abilitiesByPhone })
  const { store, join, state, tokens } = setUp({ '/recover': open, '/checkout': closed })
  await store.recover('token')
  join()
  await store.checkout()
  assert.equal(state(), 'account-cart')
  tokens.push('word')
  await store.checkout()
  await settle()
  assert.equal(state(), 'ready')
})

test('go on with the handle that the sign-in answers, also after a reload', async () => {
  const { store, join, requests, kept } = setUp({}, 'word')
  await store.recover('token')
  join()
  await settle()
  await store.refresh()
  assert.deepEqual(
    requests.slice(1).map(({ path, body }) => [path, body.cartHandle]),
    [
      ['/sign-in', 'h'],
      ['/availability', 'own'],
      ['/availability', 'own'],
    ],
  )
  assert.equal(kept.at(-1)?.cartHandle, 'own')
})

test('keep the new handle even where the shopper dismissed the question meanwhile', async () => {
  let answer = (_: Response) => {}
  const slow = new Promise<Response>((resolve) => {
    answer = resolve
  })
  const { store, join, kept } = setUp({ '/sign-in': () => slow }, 'word')
  await store.recover('token')
  const shopper = join()
  await settle()
  shopper.dismiss()
  answer(json({ cartHandle: 'own' }))
  await settle()
  assert.equal(kept.at(-1)?.cartHandle, 'own')
})

test('whose sign-in ends after another link was opened leave that link’s handle alone', async () => {
  let answer = (_: Response) => {}
  const slow = new Promise<Response>((resolve) => {
    answer = resolve
  })
  const other = () => json({ cartHandle: 'other', cart: cartOf(lineItem('z')), abilities: abilitiesByPhone })
  const { store, join, kept } = setUp({ '/recover': [toRecover, other], '/sign-in': () => slow }, 'word')
  await store.recover('token')
  join()
  await settle()
  await store.recover('another')
  answer(json({ cartHandle: 'own' }))
  await settle()
  assert.equal(kept.at(-1)?.cartHandle, 'other')
})
