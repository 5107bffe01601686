import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { PlatformCart, Target } from '../../src/proxy/adapter/index.ts'
import { type DoubleLine, openVendureDouble } from './vendure-double.ts'

const signal = () => AbortSignal.timeout(8000)
/** Three additions of a mug at once made three lines, and there is a bowl. */
const doubled: DoubleLine[] = [
  { id: '1', variantId: 'mug', quantity: 1 },
  { id: '2', variantId: 'mug', quantity: 1 },
  { id: '3', variantId: 'mug', quantity: 1 },
  { id: '4', variantId: 'bowl', quantity: 2 },
]

async function open(lines = doubled) {
  const double = openVendureDouble(lines)
  const { recovery, cart: port } = double.platform
  assert.ok(recovery && port)
  const cart = await recovery.read('7', signal())
  const targetOf = (id: string, quantity: number): Target => {
    const { spec } = cart.lines.find((line) => line.id === id) ?? assert.fail()
    return { id, quantity, spec }
  }
  const apply = (of: PlatformCart, targets: Target[]) => port.apply(of, targets, signal())
  return { ...double, recovery, cart, targetOf, apply }
}

test('lines of one variant are set each by itself, in one write', async () => {
  const { apply, cart, targetOf, quantities, writes } = await open()
  const { lines, refused } = await apply(cart, [targetOf('1', 3), targetOf('2', 0), targetOf('4', 1)])
  assert.deepEqual(quantities(), { 1: 3, 3: 1, 4: 1 })
  assert.deepEqual([lines.length, refused, writes.length], [3, [], 1])
})

test('one of them that was taken out comes back as a piece of the others, once', async () => {
  const { apply, cart, targetOf, quantities } = await open()
  const removed = await apply(cart, [targetOf('1', 0)])
  const again = await apply(removed.cart, [targetOf('1', 1)])
  assert.deepEqual(quantities(), { 2: 2, 3: 1, 4: 2 })
  assert.deepEqual(
    again.lines.map(({ id, newId, before, written }) => ({ id, newId, before, written })),
    [{ id: '1', newId: '2', before: 1, written: 2 }],
  )
  const twice = await apply(again.cart, [targetOf('1', 1)])
  assert.deepEqual([twice.lines, quantities()], [[], { 2: 2, 3: 1, 4: 2 }])
})

test('all of them that were taken out come back as one line with all pieces, and asking again adds none', async () => {
  const { apply, cart, targetOf, quantities } = await open()
  const all = (quantity: number) => ['1', '2', '3'].map((id) => targetOf(id, quantity))
  const removed = await apply(cart, all(0))
  const again = await apply(removed.cart, all(1))
  assert.deepEqual(Object.values(quantities()), [2, 3])
  await apply(again.cart, all(1))
  assert.deepEqual(Object.values(quantities()), [2, 3])
})

test('an undo of one that was taken out and another that was raised ends with as many pieces as before', async () => {
  const { apply, cart, targetOf, quantities } = await open()
  const changed = await apply(cart, [targetOf('1', 2), targetOf('2', 0), targetOf('3', 0)])
  assert.deepEqual(quantities(), { 1: 2, 4: 2 })
  const back = [targetOf('1', 1), targetOf('2', 1), targetOf('3', 1)]
  const undone = await apply(changed.cart, back)
  assert.deepEqual([quantities(), undone.refused], [{ 1: 3, 4: 2 }, []])
  const twice = await apply(undone.cart, back)
  assert.deepEqual([quantities(), twice.lines, twice.refused], [{ 1: 3, 4: 2 }, [], []])
  // And that can be undone, too, though two of its lines are one by now.
  const again = undone.lines.map(({ id, newId = id, before, spec }) => ({ id: newId, quantity: before, spec }))
  await apply(twice.cart, again)
  assert.deepEqual(quantities(), { 1: 2, 4: 2 })
})

test('a line that was taken out and came back larger by another hand stays larger', async () => {
  const { apply, cart, targetOf, held, quantities } = await open(doubled.slice(2))
  const removed = await apply(cart, [targetOf('3', 0)])
  held.push({ id: '50', variantId: 'mug', quantity: 5 })
  const { changedElsewhere } = await apply(removed.cart, [targetOf('3', 1)])
  assert.deepEqual([changedElsewhere, quantities()], [['3'], { 4: 2, 50: 5 }])
})

test('a line that the engine does not take is told, and the others are set', async () => {
  const { apply, cart, targetOf, quantities, answer } = await open()
  answer('CartRecoverySetLines', () => ({
    data: { result: { __typename: 'CartLineRefused', lineId: '1', variantId: 'mug' } },
  }))
  const { refused, lines } = await apply(cart, [targetOf('1', 900), targetOf('4', 1)])
  assert.deepEqual([refused, lines.map(({ id }) => id)], [['1'], ['4']])
  assert.deepEqual(quantities(), { 1: 1, 2: 1, 3: 1, 4: 1 })
})

test('a cart that was paid meanwhile is gone, and one that cannot be read after a lost answer is unconfirmed', async () => {
  const paid = await open()
  paid.answer('CartRecoverySetLines', () => ({ data: { result: { __typename: 'CartNotOpen' } } }))
  await assert.rejects(paid.apply(paid.cart, [paid.targetOf('1', 2)]), { code: 'cart-gone' })
  const lost = await open()
  lost.answer('CartRecoverySetLines', () => 500)
  for (let time = 0; time < 3; time++) lost.answer('CartRecoveryCart', () => 500)
  await assert.rejects(lost.apply(lost.cart, [lost.targetOf('1', 2)]), { code: 'unconfirmed' })
})

test('an error of the engine’s own with status 200 may have been done: the cart is read, and the rest is asked for again', async () => {
  const { apply, cart, targetOf, quantities, answer, writes } = await open()
  const broken = { errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }], data: null }
  answer('CartRecoverySetLines', () => broken)
  await apply(cart, [targetOf('4', 5)])
  assert.deepEqual([quantities()[4], writes.length], [5, 1])
})

test('a refusal with status 200 is one: a key without the right is not asked again', async () => {
  const { apply, cart, targetOf, answer, asked } = await open()
  const before = asked.length
  answer('CartRecoverySetLines', () => ({ errors: [{ message: 'x', extensions: { code: 'FORBIDDEN' } }], data: null }))
  await assert.rejects(apply(cart, [targetOf('4', 5)]), { status: 403, isUncertain: false, wasNotTaken: true })
  assert.equal(asked.length, before + 1)
})

test('edits that never end are given up, and nothing of ours was written', async () => {
  const { apply, cart, targetOf, setLines, answer, held, quantities } = await open()
  for (let time = 0; time < 8; time++) {
    answer('CartRecoverySetLines', () => {
      const bowls = held.find(({ id }) => id === '4') ?? assert.fail()
      bowls.quantity = 3 + (time % 2)
      return { data: { result: setLines([{ lineId: '4', variantId: 'bowl', from: 99, to: 98 }]) } }
    })
  }
  await assert.rejects(apply(cart, [targetOf('4', 9)]), { code: 'unconfirmed' })
  assert.equal(quantities()[4], 4)
})

test('a write names the cart’s channel and currency, and each call the language', async () => {
  const { apply, cart, targetOf, asked } = await open()
  await apply(cart, [targetOf('4', 1)])
  const [read, write] = asked
  assert.equal(read?.url, 'https://vendure.example/api/admin?languageCode=de')
  assert.equal(write?.url, 'https://vendure.example/api/admin?languageCode=de&currencyCode=USD')
  assert.deepEqual([write?.headers.get('vendure-token'), write?.headers.get('vendure-api-key')], ['token', 'key'])
})

for (const [precision, currency, amount] of [
  [2, 'JPY', 10],
  [2, 'KWD', 10_000],
  [3, 'KWD', 1000],
  [0, 'USD', 100_000],
  [4, 'USD', 10],
] as const) {
  test(`1000 with ${precision} decimals are ${amount} minor units of ${currency}`, async () => {
    const { recovery } = openVendureDouble(doubled, { precision, currency }).platform
    const cart = await recovery?.read('7', signal())
    assert.deepEqual([cart?.lines[0]?.price, cart?.total.amount], [{ amount, currency }, amount * 5])
  })
}
