import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient, createShopperClient, type KeptHandle } from '../client/index.ts'
import {
  abilitiesByPhone,
  cartOf,
  type FakeAnswers,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../client/testing/fake-proxy.ts'
import { createRecoveryStore } from './recovery-store.ts'
import { createShopper, type ShopperOptions } from './shopper/shopper.ts'

// Carts that their platform shows to their shopper alone.

const cart = cartOf(lineItem('a', { availability: { status: 'out-of-stock' } }), lineItem('b'))

const shown = () => json({ cart, abilities: abilitiesByPhone })
const refused = () => problem('sign-in-needed')
const toRecover = (signIn = 'phone') => json({ cartHandle: 'h', cart: null, abilities: abilitiesByPhone, signIn })

function setUp(answers: FakeAnswers = {}, options?: ShopperOptions) {
  const { fetch, paths, requests } = fakeProxy({
    '/recover': () => toRecover(),
    '/availability': shown,
    '/sign-in/code': () => json({ sentTo: '+49 ••• ••42', retryAfterSeconds: 30 }, 202),
    '/sign-in': () => json({ cartHandle: 'own' }),
    ...answers,
  })
  const kept: KeptHandle[] = []
  let forgotten = 0
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }), {
    keep: (handle) => kept.push(handle),
    forget: () => {
      forgotten += 1
    },
    now: () => 1000,
  })
  const bodies = (path: string) => requests.filter((request) => request.path === path).map(({ body }) => body)
  const join = () => createShopper(store, createShopperClient({ endpoint: '', fetch, isOnline: () => true }), options)
  const status = () => store.$recovery.get().status
  const action = () => store.$pendingAction.get()
  return { store, join, paths, bodies, kept, status, action, forgotten: () => forgotten }
}

const settle = () => new Promise(setImmediate)

async function signIn(shopper: ReturnType<typeof createShopper>) {
  await shopper.sendCode('+49 151')
  await shopper.confirm('123456')
}

test('ask for the number at once, then open, and are a recovery for the shop', async () => {
  const { store, join, paths, status, action, kept } = setUp()
  const states: unknown[] = []
  store.$recovery.listen((recovery) => states.push([recovery.status, 'source' in recovery && recovery.source]))
  await store.recover('token')
  assert.equal(status(), 'signing-in')
  assert.deepEqual(kept, [{ cartHandle: 'h', choices: {}, keptAt: 1000 }], 'a reload finds the cart again')
  const shopper = join()
  await settle()
  assert.deepEqual(action(), { status: 'phone', action: { kind: 'open-cart' } })
  await signIn(shopper)
  assert.equal(status(), 'ready')
  assert.equal(action().status, 'idle')
  assert.deepEqual(paths(), ['/recover', '/sign-in/code', '/sign-in', '/availability'])
  assert.deepEqual(states, [
    ['recovering', 'link'],
    ['signing-in', 'link'],
    ['recovering', 'link'],
    ['ready', false],
  ])
  assert.equal(store.$lines.get().length, 2)
})

test('are for signing in at the shop where there is no sign-in by phone', async () => {
  const { store, join, paths } = setUp({ '/recover': () => toRecover('shop') })
  await store.recover('token')
  join()
  await settle()
  assert.deepEqual(paths(), ['/recover'])
  const recovery = store.$recovery.get()
  assert.equal(recovery.status === 'failed' && recovery.problem.code, 'account-cart')
})

test('say so too where only the proxy’s refusal of a number tells', async () => {
  const { store, join } = setUp({ '/availability': refused, '/sign-in/code': () => problem('not-supported') })
  const shopper = join()
  await store.resume({ cartHandle: 'h', choices: {}, keptAt: 0 })
  await settle()
  await shopper.sendCode('+49 151')
  const recovery = store.$recovery.get()
  assert.equal(recovery.status === 'failed' && recovery.problem.code, 'account-cart')
})

test('open again after a reload, and ask only if the session is over', async () => {
  const alive = setUp()
  alive.join()
  await alive.store.resume({ cartHandle: 'h', choices: { b: 2 }, keptAt: 0 })
  assert.equal(alive.status(), 'ready')

  const over = setUp({ '/availability': [refused, shown] })
  const shopper = over.join()
  await over.store.resume({ cartHandle: 'h', choices: { b: 2 }, keptAt: 0 })
  assert.equal(over.status(), 'signing-in')
  assert.deepEqual(over.kept.at(-1), { cartHandle: 'h', choices: { b: 2 }, keptAt: 1000 })
  await settle()
  await signIn(shopper)
  assert.equal(over.status(), 'ready')
  assert.equal(over.store.$lines.get()[1]?.chosen, 2, 'what the shopper chose is still chosen')
})

test('know after a reload too which countries are texted', async () => {
  const phoneCountries = { DE: '49' }
  const answer = { cartHandle: 'h', cart: null, abilities: abilitiesByPhone, signIn: 'phone', phoneCountries }
  const { store, join, kept } = setUp({ '/recover': () => json(answer) })
  await store.recover('token')
  assert.deepEqual(join().phoneCountries, phoneCountries)
  const [last] = kept.slice(-1)
  assert.ok(last)
  const reloaded = setUp({ '/availability': refused })
  await reloaded.store.resume(last)
  assert.deepEqual(reloaded.join().phoneCountries, phoneCountries)
})

test('do not ask a shopper whom the shop already knows', async () => {
  const { store, join, paths, status } = setUp({}, { consumeToken: () => 'the-shops-own' })
  await store.recover('token')
  join()
  await settle()
  assert.equal(status(), 'ready')
  assert.deepEqual(paths(), ['/recover', '/sign-in', '/availability'])
})

test('ask after all where the shop’s own sign-in is not accepted', async () => {
  const tokens = ['stale']
  const { store, join, action } = setUp(
    { '/sign-in': () => problem('sign-in-needed') },
    { consumeToken: () => tokens.pop() },
  )
  await store.recover('token')
  join()
  await settle()
  assert.equal(action().status, 'phone')
})

test('of another shopper can be tried with another number', async () => {
  const { store, join, status, action } = setUp({ '/availability': [() => problem('account-cart'), shown] })
  await store.recover('token')
  const shopper = join()
  await settle()
  assert.equal(shopper.canSwitchNumber, false)
  await signIn(shopper)
  assert.equal(status(), 'failed')
  assert.equal(shopper.canSwitchNumber, true)
  shopper.switchNumber()
  await settle()
  assert.deepEqual([status(), action().status], ['signing-in', 'phone'])
  await signIn(shopper)
  assert.equal(status(), 'ready')
  assert.equal(shopper.canSwitchNumber, false)
})

test('that a link to another cart follows are no reason to offer another number', async () => {
  const { store, join } = setUp({ '/recover': [() => toRecover(), () => problem('account-cart')] })
  await store.recover('token')
  const shopper = join()
  await settle()
  await store.recover('another')
  assert.equal(shopper.canSwitchNumber, false)
})

test('hide again when the session ends while they are open', async () => {
  const { store, join, status } = setUp({ '/availability': [shown, refused] })
  join()
  await store.resume({ cartHandle: 'h', choices: {}, keptAt: 0 })
  assert.equal(status(), 'ready')
  await store.revalidate()
  assert.equal(status(), 'signing-in')
  assert.equal(store.$lines.get().length, 0)
})

test('ask again where only the checkout finds out that the session is over', async () => {
  const { store, join, status } = setUp({ '/checkout': refused })
  const shopper = join()
  await store.resume({ cartHandle: 'h', choices: {}, keptAt: 0 })
  await store.checkout()
  assert.equal(status(), 'signing-in')
  await settle()
  await signIn(shopper)
  assert.equal(status(), 'ready')
})

test('abilities come with every answer, so after a reload a cart can do by phone what it could before', async () => {
  const { store } = setUp()
  await store.resume({ cartHandle: 'h', choices: {}, keptAt: 0 })
  assert.equal(store.$lines.get()[0]?.notifiable, true)
  const recovery = store.$recovery.get()
  assert.deepEqual(recovery.status === 'ready' && recovery.open.abilities, abilitiesByPhone)
})

test('that were ordered open again only after a tap, by the link or by the handle that is left', async () => {
  const ordered = () => problem('completed', { again: true })
  const reopened = () => json({ cartHandle: 'h2', cart, abilities: abilitiesByPhone })
  const byLink = setUp({ '/recover': [ordered, ordered, reopened] })
  await byLink.store.recover('token')
  assert.equal(byLink.status(), 'failed')
  await byLink.store.retry()
  await byLink.join().orderAgain()
  assert.equal(byLink.status(), 'ready')
  assert.deepEqual(byLink.bodies('/recover').at(-1), { token: 'token', again: true })

  const byHandle = setUp({ '/recover': reopened, '/checkout': ordered })
  await byHandle.store.resume({ cartHandle: 'h', choices: {}, keptAt: 0 })
  await byHandle.store.checkout()
  assert.equal(byHandle.forgotten(), 1, 'a reload does not come back to an ordered cart')
  await byHandle.join().orderAgain()
  assert.equal(byHandle.status(), 'ready')
  assert.deepEqual(byHandle.bodies('/recover'), [{ cartHandle: 'h', again: true }])
})

test('that were ordered and are gone do not open again', async () => {
  const { store, join, paths } = setUp({ '/recover': () => problem('completed') })
  await store.recover('token')
  await join().orderAgain()
  assert.deepEqual(paths(), ['/recover'])
})
