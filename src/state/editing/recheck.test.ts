import assert from 'node:assert/strict'
import { mock, test } from 'node:test'

import { createRecoveryClient } from '../../client/index.ts'
import {
  abilities,
  cartOf,
  type FakeAnswers,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../../client/testing/fake-proxy.ts'
import type { Availability } from '../../contract/browser.ts'
import { createRecoveryStore } from '../recovery-store.ts'

// A raised quantity is checked before it is promised.

const cartWith = (availability: Availability = { status: 'available' }) =>
  cartOf(lineItem('a', { quantity: 2, availability }), lineItem('b'))
const found = (availability?: Availability) => () => json({ cart: cartWith(availability), abilities })

const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
}

async function open(context: { after(end: () => void): void }, answers: FakeAnswers = {}, first?: Availability) {
  mock.timers.enable({ apis: ['setTimeout'] })
  context.after(() => mock.timers.reset())
  const { fetch, requests } = fakeProxy({
    '/recover': () => json({ cartHandle: 'h', cart: cartWith(first), abilities }),
    '/availability': found(),
    ...answers,
  })
  await import('../deferred.ts')
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }))
  await store.recover('t')
  const asked = () => requests.filter(({ path }) => path === '/availability').map(({ body }) => body.lineItems)
  const line = () => store.$lines.get().find(({ lineItem: { id } }) => id === 'a')
  const pass = async () => {
    mock.timers.tick(300)
    await settle()
  }
  return { store, asked, line, pass }
}

test('more than the cart had is asked about once, with the last choice', async (t) => {
  const { store, asked, line, pass } = await open(t, { '/availability': found({ status: 'available', quantity: 24 }) })
  store.setQuantity('a', 3)
  store.setQuantity('a', 37)
  await settle()
  assert.equal(line()?.checking, true)
  assert.deepEqual(asked(), [])
  await pass()
  assert.deepEqual(asked(), [[{ id: 'a', quantity: 37 }]])
  assert.deepEqual([line()?.checking, line()?.buyable], [false, 24])
})

test('fewer, as many, or a line with a known limit needs no question', async (t) => {
  const { store, asked, line, pass } = await open(t, {}, { status: 'low-stock', quantity: 5 })
  store.setQuantity('a', 1)
  store.setQuantity('b', 0)
  store.setQuantity('a', 4)
  await settle()
  assert.equal(line()?.checking, false)
  await pass()
  assert.deepEqual(asked(), [])
})

test('a question without an answer leaves the line unknown, and the choice as it is', async (t) => {
  const { store, line, pass } = await open(t, { '/availability': () => problem('upstream-down') })
  store.setQuantity('a', 9)
  await settle()
  await pass()
  assert.equal(store.$recovery.get().status, 'ready')
  assert.deepEqual([line()?.lineItem.availability.status, line()?.buyable, line()?.checking], ['unknown', 9, false])
})

test('an answer about fewer than are chosen by now is passed over', async (t) => {
  const answers = [found(), found({ status: 'available', quantity: 7 })]
  const { store, asked, line, pass } = await open(t, { '/availability': answers })
  store.setQuantity('a', 3)
  await settle()
  mock.timers.tick(300)
  store.setQuantity('a', 9)
  await settle()
  assert.equal(line()?.checking, true)
  await pass()
  assert.equal(asked().length, 2)
  assert.deepEqual([line()?.checking, line()?.buyable], [false, 7])
})

test('a tap on the checkout does not wait, and the row stops checking', async (t) => {
  const { store, asked, line, pass } = await open(t, { '/checkout': () => problem('busy') })
  store.setQuantity('a', 3)
  await store.checkout()
  await pass()
  assert.deepEqual([asked(), line()?.checking], [[], false])
})
