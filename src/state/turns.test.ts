import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient, createShopperClient } from '../client/index.ts'
import {
  abilitiesByPhone,
  cartOf,
  type FakeAnswers,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../client/testing/fake-proxy.ts'
import type { Availability } from '../contract/browser.ts'
import { createRecoveryStore, type RecoveryStore } from './recovery-store.ts'
import { createShopper } from './shopper/shopper.ts'
import { createSubstitutes } from './substitutes/substitutes.ts'

const soldOut: Availability = { status: 'out-of-stock' }
const checking: Availability = { status: 'unknown', checking: true }
/** A cart that is known by its quantity. */
const cartWith = (quantity: number, availability: Availability = { status: 'available' }, other = soldOut) =>
  cartOf(lineItem('a', { quantity, availability }), lineItem('b', { availability: other }))
const read = (...cart: Parameters<typeof cartWith>) => json({ cart: cartWith(...cart), abilities: abilitiesByPhone })
const listed = (status: Availability['status']) =>
  json({ lineItems: [{ id: 'b', subscribed: true, availability: { status } }] })

/** An answer that comes when the test says so. */
function late() {
  let come = (_: Response) => {}
  const answer = new Promise<Response>((resolve) => {
    come = resolve
  })
  return { answer: () => answer, come: (response: Response) => come(response) }
}

const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
}

async function open(answers: FakeAnswers, first = cartWith(1), more = (_: RecoveryStore): unknown => undefined) {
  const { fetch, paths } = fakeProxy({
    '/recover': () => json({ cartHandle: 'h', cart: first, abilities: abilitiesByPhone }),
    '/availability': () => read(1),
    '/restore': () => json({ cart: cartWith(3), outcomes: [], undo: 'u1' }),
    '/back-in-stock': () => listed('out-of-stock'),
    ...answers,
  })
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }))
  const shopper = createShopper(store, createShopperClient({ endpoint: '', fetch, isOnline: () => true }))
  more(store)
  const recovering = store.recover('t')
  await settle()
  const line = (id: string) => store.$lines.get().find(({ lineItem: { id: own } }) => own === id)
  return { store, shopper, recovering, paths, line, quantity: () => line('a')?.lineItem.quantity }
}

test('an answer about stock that a restore overtook leaves the cart that was restored', async () => {
  const slow = late()
  const { store, shopper, quantity, line } = await open({
    '/back-in-stock': () => listed('available'),
    '/availability': slow.answer,
  })
  const subscribing = shopper.setSubscribed(['b'], true)
  await settle()
  await store.restore()
  assert.equal(quantity(), 3)
  slow.come(read(1))
  await subscribing
  assert.equal(store.$recovery.get().status, 'restored')
  assert.equal(quantity(), 3)
  assert.equal(line('b')?.lineItem.subscribed, true, 'the subscription counts all the same')
})

test('a subscription during a restore neither waits for it nor hides its cart', async () => {
  const writing = late()
  const { store, shopper, quantity, line, paths } = await open({
    '/restore': writing.answer,
    '/back-in-stock': () => listed('available'),
  })
  const restoring = store.restore()
  await settle()
  await shopper.setSubscribed(['b'], true)
  assert.equal(line('b')?.lineItem.subscribed, true)
  assert.equal(store.$recovery.get().status, 'restoring')
  writing.come(json({ cart: cartWith(3), outcomes: [], undo: 'u1' }))
  await restoring
  assert.deepEqual([quantity(), line('b')?.lineItem.subscribed], [3, true])
  assert.deepEqual(paths(), ['/recover', '/restore', '/back-in-stock'], 'no cart is read while it is written')
})

test('a subscription does not keep back what is still being read, and outlives it', async () => {
  const second = late()
  const { shopper, recovering, quantity, line } = await open({ '/availability': second.answer }, cartWith(1, checking))
  await shopper.setSubscribed(['b'], true)
  assert.deepEqual([line('a')?.checking, line('b')?.lineItem.subscribed], [true, true])
  second.come(read(2))
  await recovering
  assert.deepEqual([quantity(), line('a')?.checking, line('b')?.lineItem.subscribed], [2, false, true])
})

test('a line that came back is on the page without another reading, and one that is under way is waited for', async () => {
  const second = late()
  const lineItems = [{ id: 'b', availability: { status: 'available' } }]
  const { shopper, recovering, paths, quantity, line } = await open(
    { '/availability': second.answer, '/back-in-stock': () => json({ lineItems, revision: 'with b' }) },
    cartWith(1, checking),
  )
  await shopper.setSubscribed(['b'], true)
  assert.deepEqual([line('b')?.buyable, line('a')?.checking], [1, true])
  second.come(read(2))
  await recovering
  assert.deepEqual([quantity(), line('a')?.checking], [2, false])
  assert.deepEqual(paths(), ['/recover', '/availability', '/back-in-stock'])
})

test('lines are still checked after a tap that only asked for a sign-in', async () => {
  const second = late()
  const { shopper, recovering, line } = await open(
    { '/availability': second.answer, '/checkout': () => problem('sign-in-needed') },
    cartWith(1, checking),
  )
  await shopper.checkout()
  assert.equal(line('a')?.checking, true)
  second.come(read(1))
  await recovering
  assert.equal(line('a')?.checking, false)
})

test('a reading that a failed checkout overtook is the newest there is', async () => {
  const reading = late()
  const { store, quantity } = await open({ '/availability': reading.answer, '/checkout': () => problem('busy') })
  const revalidating = store.revalidate()
  await store.checkout()
  assert.equal(store.$recovery.get().status, 'failed')
  reading.come(read(5))
  await revalidating
  assert.deepEqual([store.$recovery.get().status, quantity()], ['failed', 5])
})

test('an end of the cart that a newer link overtook ends nothing', async () => {
  const slow = late()
  const { store, shopper, quantity } = await open({ '/back-in-stock': slow.answer })
  const subscribing = shopper.setSubscribed(['b'], true)
  await store.recover('another')
  slow.come(problem('cart-gone'))
  await subscribing
  assert.deepEqual([store.$recovery.get().status, quantity()], ['ready', 1])
})

test('a row keeps its place in later answers, and an answer with a new one brings its own order', async () => {
  const cartOfIds = (ids: string, availability?: Availability) =>
    cartOf(...[...ids].map((id) => lineItem(id, availability && { availability })))
  const answers = {
    '/availability': () => json({ cart: cartOfIds('cba'), abilities: abilitiesByPhone }),
    '/restore': () => json({ cart: cartOfIds('cbad'), outcomes: [], undo: 'u1' }),
  }
  const { store } = await open(answers, cartOfIds('abc', checking), createSubstitutes)
  const ids = () => store.$lines.get().map(({ lineItem }) => lineItem.id)
  await settle()
  assert.equal(store.$lines.get()[0]?.lineItem.availability.status, 'available')
  assert.deepEqual(ids(), ['a', 'b', 'c'])
  await store.restore()
  assert.deepEqual(ids(), ['c', 'b', 'a', 'd'])
})
