import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient, type KeptHandle } from '../../client/index.ts'
import {
  abilities,
  cartOf,
  type FakeAnswers,
  fakeProxy,
  json,
  lineItem,
  problem,
} from '../../client/testing/fake-proxy.ts'
import type { Cart, LineItem } from '../../contract/browser.ts'
import { createRecoveryStore } from '../recovery-store.ts'
import { createSubstitutes } from './substitutes.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const size = (value: string) => [{ name: 'Size', value }]
const offer = (value: string, amount = 300) => ({
  variantId: value,
  name: 'Jumper',
  options: size(value),
  price: euros(amount),
})

/** A jumper of which size M is sold out. */
const jumper = (fields: Partial<LineItem> = {}) =>
  lineItem('jumper', {
    ...{ name: 'Jumper', sku: 'J-M', variantId: 'M', quantity: 2, price: euros(200), options: size('M') },
    availability: { status: 'out-of-stock', quantity: 0 },
    substitutes: [offer('S', 200), offer('L')],
    ...fields,
  })
const mug = () => lineItem('mug')

async function open(answers: FakeAnswers = {}, first: Cart = cartOf(jumper(), mug())) {
  const { fetch, requests } = fakeProxy({
    '/recover': () => json({ cartHandle: 'h', cart: first, abilities }),
    '/checkout': () => json({ checkoutUrl: 'https://shop.example/checkout' }),
    ...answers,
  })
  const all: KeptHandle[] = []
  const keep = (handle: KeptHandle) => void all.push(handle)
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }), { keep })
  const substitutes = createSubstitutes(store)
  await store.recover('0123456789abcdef0123456789abcdef')
  const rowOf = (id: string) => store.$lines.get().find((line) => line.lineItem.id === id) ?? assert.fail(id)
  const summary = () => store.$summary.get() ?? assert.fail()
  const kept = () => all.at(-1)?.choices
  return {
    store,
    substitutes,
    rowOf,
    summary,
    kept,
    lastKept: () => all.at(-1),
    sent: () => requests.at(-1)?.body.lineItems,
  }
}

test('a substitute is displayed in the place of its line, at its price, and the total follows', async () => {
  const { substitutes, rowOf, summary, kept } = await open()
  assert.deepEqual([summary().itemCount, summary().total.amount], [1, 100])
  substitutes.choose('jumper', 'L')
  const { lineItem: shown, buyable, editing } = rowOf('jumper')
  assert.deepEqual([shown.variantId, shown.options, shown.price, shown.sku], ['L', size('L'), euros(300), undefined])
  assert.deepEqual([buyable, editing, shown.availability.status], [2, 'quantity', 'available'])
  assert.deepEqual([summary().itemCount, summary().total.amount, summary().soldOutCount], [3, 700, 0])
  assert.equal(substitutes.insteadOf('jumper')?.variantId, 'M')
  assert.deepEqual(kept(), { jumper: 2 })
})

test('undo puts the line back, without a request', async () => {
  const { substitutes, rowOf, summary, kept, sent } = await open()
  const before = [rowOf('jumper').lineItem, summary()]
  substitutes.choose('jumper', 'S')
  substitutes.choose('jumper', 'L')
  substitutes.undo('jumper')
  assert.deepEqual([rowOf('jumper').lineItem, summary()], before)
  assert.deepEqual([substitutes.insteadOf('jumper'), kept(), sent()], [undefined, {}, undefined])
})

test('a checkout and a restore send the variant, and what was not offered is never sent', async () => {
  const { store, substitutes, sent } = await open({ '/restore': () => problem('busy') })
  substitutes.choose('jumper', 'XXL')
  substitutes.choose('mug', 'L')
  await store.checkout()
  assert.equal(sent(), undefined)
  const again = await open({ '/restore': () => problem('busy') })
  again.substitutes.choose('jumper', 'L')
  again.store.setQuantity('jumper', 1)
  await again.store.restore()
  assert.deepEqual(again.sent(), [{ id: 'jumper', quantity: 1, variantId: 'L' }])
  assert.equal(again.rowOf('jumper').lineItem.variantId, 'L')
})

for (const isEarly of [true, false])
  test(`a reload brings the substitute back, ${isEarly ? 'before' : 'after'} its cart is on the page`, async () => {
    const { fetch, requests } = fakeProxy({
      '/availability': () => json({ cart: cartOf(jumper(), mug()), abilities }),
      '/checkout': () => json({ checkoutUrl: 'https://shop.example/checkout' }),
    })
    const left = await open()
    left.substitutes.choose('jumper', 'L')
    const kept = JSON.parse(JSON.stringify(left.lastKept()))
    const store = createRecoveryStore(createRecoveryClient({ endpoint: '', fetch }))
    if (!isEarly) await store.resume(kept)
    const substitutes = createSubstitutes(store)
    if (isEarly) await store.resume(kept)
    assert.equal(substitutes.insteadOf('jumper')?.variantId, 'M')
    assert.equal(store.$summary.get()?.total.amount, 700)
    await store.checkout()
    assert.deepEqual(requests.at(-1)?.body.lineItems, [{ id: 'jumper', quantity: 2, variantId: 'L' }])
  })

test('a substitute of another cart is not kept', async () => {
  const { store, substitutes, lastKept } = await open()
  substitutes.choose('jumper', 'L')
  await store.recover('another-token-of-32-characters-00')
  assert.equal(lastKept()?.swaps, undefined)
})

test('a quantity is not raised beyond what is known to be there', async () => {
  const { store, substitutes, rowOf } = await open()
  substitutes.choose('jumper', 'L')
  store.setQuantity('jumper', 5)
  assert.equal(rowOf('jumper').chosen, 2)
})

test('where the cart changed, a substitute that is still offered stays, at its price now', async () => {
  const now = cartOf(jumper({ substitutes: [offer('L', 350)] }), mug())
  const { store, substitutes, rowOf, summary } = await open({
    '/checkout': () => problem('stock-moved', { cart: now }),
  })
  substitutes.choose('jumper', 'L')
  await store.checkout()
  assert.deepEqual([rowOf('jumper').lineItem.price, summary().total.amount], [euros(350), 800])
})

test('where it is not offered any more, the line is displayed as it is, and nothing is chosen for it', async () => {
  const now = cartOf(jumper({ substitutes: [offer('S')] }), mug())
  const moved = { '/checkout': [problem('stock-moved', { cart: now }), json({ checkoutUrl: 'https://shop.example/' })] }
  const { store, substitutes, rowOf, sent } = await open(moved)
  substitutes.choose('jumper', 'L')
  await store.checkout()
  assert.deepEqual([rowOf('jumper').lineItem.variantId, substitutes.insteadOf('jumper')], ['M', undefined])
  await store.checkout()
  assert.equal(sent(), undefined)
})

test('where a tap that broke off has added it already, the line is left to go', async () => {
  const added = lineItem('new', { variantId: 'L', price: euros(300), quantity: 2 })
  const half = cartOf(jumper({ substitutes: [offer('S')] }), mug(), added)
  const { store, substitutes, rowOf, sent } = await open({
    '/checkout': [
      problem('busy', { cart: half, undo: 'u', outcomes: [] }),
      json({ checkoutUrl: 'https://shop.example/' }),
    ],
  })
  substitutes.choose('jumper', 'L')
  await store.checkout()
  assert.equal(rowOf('jumper').removed, true)
  await store.checkout()
  assert.deepEqual(sent(), [{ id: 'jumper', quantity: 0 }])
})

test('an undo of which a line is refused does not claim that the cart is as it was', async () => {
  const after = cartOf(mug(), lineItem('new', { variantId: 'L', price: euros(300) }))
  const restored = { cart: after, outcomes: [], undo: 'u' }
  for (const outcome of ['failed', 'applied'] as const) {
    const { store, substitutes } = await open({
      '/restore': () => json(restored),
      '/undo': () => json({ cart: after, outcomes: [{ id: 'jumper', outcome, quantity: 0 }] }),
    })
    substitutes.choose('jumper', 'L')
    await store.restore()
    await store.undo()
    const recovery = store.$recovery.get()
    assert.deepEqual([recovery.status, 'undone' in recovery && recovery.undone], ['ready', outcome === 'applied'])
  }
})
