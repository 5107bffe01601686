import assert from 'node:assert/strict'
import { channel } from 'node:diagnostics_channel'
import { type TestContext, test } from 'node:test'

import type { AnswerObservation, DatabaseObservation, RecoveryObservation } from '../../src/proxy/index.ts'
import { openShop, shopOrigin } from '../setup/shop.ts'

/** What is published on a channel while the test runs. */
function listen<Message>(t: TestContext, name: string): Message[] {
  const heard: Message[] = []
  const keep = (message: unknown) => void heard.push(message as Message)
  channel(`cart-recovery:${name}`).subscribe(keep)
  t.after(() => channel(`cart-recovery:${name}`).unsubscribe(keep))
  return heard
}

test('every answer is published by route, status and code, and nothing of the request is', async (t) => {
  const heard = listen<AnswerObservation>(t, 'answer')
  const shop = openShop()
  const { cartHandle } = await shop.recover('hero')
  await shop.post('/recover', { token: 'nothing-like-a-token' })
  await shop.post('/nowhere-7', {})
  await shop.fetch(
    new Request(`${shopOrigin}/cart-recovery/recover`, { method: 'OPTIONS', headers: { origin: shopOrigin } }),
  )
  await shop.fetch(new Request(`${shopOrigin}/cart-recovery/healthz`))
  await shop.checkout({ cartHandle })
  assert.deepEqual(
    heard.map(({ durationMs, ...rest }) => [typeof durationMs, rest]),
    [
      { store: 'shop', route: '/recover', status: 200 },
      { store: 'shop', route: '/recover', status: 404, code: 'invalid-link' },
      { store: 'shop', route: 'none', status: 404, code: 'not-found' },
      { store: 'shop', route: '/healthz', status: 200 },
      { store: 'shop', route: '/checkout', status: 200 },
    ].map((rest) => ['number', rest]),
  )
})

test('how far a shopper came is published once for each tap, and so is what failed', async (t) => {
  const heard = listen<RecoveryObservation>(t, 'recovery')
  const shop = openShop()
  const { cartHandle, cart } = await shop.recover('hero')
  const [line] = cart?.lineItems ?? []
  const chosen = { cartHandle, lineItems: [{ id: line?.id, quantity: 1 }] }
  assert.equal((await shop.restore(chosen)).status, 200)
  const tap = crypto.randomUUID()
  await shop.checkout({ cartHandle }, tap)
  await shop.checkout({ cartHandle }, tap)
  await shop.recover('converted').catch(() => undefined)
  await shop.post('/availability', { cartHandle: 'none' })
  assert.deepEqual(heard, [
    { store: 'shop', end: 'opened' },
    { store: 'shop', end: 'restored' },
    { store: 'shop', end: 'checked-out' },
    { store: 'shop', end: 'failed', code: 'cart-gone' },
  ])
})

test('a link that is opened first needs two reads and one batch', async (t) => {
  const shop = openShop()
  const { token } = shop.cart('hero')
  const heard = listen<DatabaseObservation>(t, 'database')
  const recorded = async () => {
    while (!heard.some(({ operation }) => operation.startsWith('batch'))) await new Promise((end) => setTimeout(end, 5))
    return heard.splice(0).map(({ operation }) => operation)
  }
  // Whether the account takes coupons an instance reads once a minute.
  await shop.recover('all-available')
  await recorded()
  await shop.post('/recover', { token })
  const operations = await recorded()
  assert.deepEqual(operations.toSorted(), ['batch carts', 'select carts', 'select state'])
})
