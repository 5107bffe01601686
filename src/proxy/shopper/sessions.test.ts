import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createSealer } from '../sealing/sealer.ts'
import { createMemoryStore } from '../stores/memory.ts'
import { createSessions } from './sessions.ts'

const hour = 3_600_000
const second = 1000
const cart = { platform: 'vesuviopay', cartId: 'cart-1', salt: 'salt' }
const signedIn = { ...cart, sessionId: 'session' }
const session = { token: 'jwt', expiresAt: 9e15, shopperId: 'shopper', maskedPhone: '+49 … 67' }

function setUp() {
  let now = Date.UTC(2026, 0, 1)
  const clock = () => now
  const stateStore = createMemoryStore({ clock })
  const sealer = createSealer('shop', [Buffer.alloc(32, 1).toString('base64url')], clock)
  const pass = (ms: number) => {
    now += ms
  }
  return { stateStore, pass, sessions: createSessions(stateStore, sealer) }
}

test('a session is the handle’s own, for a day', async () => {
  const { sessions, pass } = setUp()
  await sessions.save(signedIn, session)
  assert.deepEqual(await sessions.require(signedIn), session)
  for (const other of [cart, { ...cart, sessionId: 'other' }]) {
    assert.equal(await sessions.load(other), undefined)
    await assert.rejects(sessions.require(other), { code: 'sign-in-needed' })
  }
  pass(24 * hour - second)
  assert.deepEqual(await sessions.load(signedIn), session)
  pass(second)
  assert.equal(await sessions.load(signedIn), undefined)
})

test('a session that the platform does not accept any more is forgotten, and no other', async () => {
  const { sessions } = setUp()
  await sessions.save(cart, session)
  await sessions.save(signedIn, session)
  await sessions.end(signedIn)
  assert.equal(await sessions.load(signedIn), undefined)
  assert.deepEqual(await sessions.load(cart), session)
})

test('a customer of the shop is known for an hour, which each token begins again', async () => {
  const { sessions, pass } = setUp()
  await sessions.saveCustomer(signedIn, '7')
  assert.equal(await sessions.loadCustomer(signedIn), '7')
  assert.equal(await sessions.loadCustomer(cart), undefined)
  assert.equal(await sessions.load(signedIn), undefined, 'it is no session at the platform')
  pass(hour - second)
  await sessions.saveCustomer(signedIn, '7')
  pass(hour - second)
  assert.equal(await sessions.loadCustomer(signedIn), '7')
  pass(second)
  assert.equal(await sessions.loadCustomer(signedIn), undefined)
})

test('what moves to another handle is gone from the first, and stands behind what is there', async () => {
  const { sessions, pass } = setUp()
  await sessions.save(cart, session)
  await sessions.saveCustomer(cart, '7')
  const newer = { ...session, token: 'newer' }
  await sessions.save(signedIn, newer)
  pass(hour / 2)
  await sessions.move(cart, signedIn)
  assert.deepEqual([await sessions.load(cart), await sessions.loadCustomer(cart)], [undefined, undefined])
  assert.deepEqual([await sessions.load(signedIn), await sessions.loadCustomer(signedIn)], [newer, '7'])
  pass(hour / 2)
  assert.equal(await sessions.loadCustomer(signedIn), undefined, 'it ends when it would have')
})

test('the state store holds nothing of it in clear', async () => {
  const { sessions, stateStore } = setUp()
  await sessions.save(signedIn, session)
  await sessions.saveCustomer(signedIn, 'customer-7')
  const kept = [await stateStore.get('session:session'), await stateStore.get('customer:session')].join()
  assert.ok(kept.length > 100)
  assert.doesNotMatch(kept, /jwt|shopper|customer-7|\+49/)
})
