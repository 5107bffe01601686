import assert from 'node:assert/strict'
import { test } from 'node:test'

import { abilities, cartOf, lineItem } from '../../client/testing/fake-proxy.ts'
import type { Availability, LineItem } from '../../contract/browser.ts'
import type { OpenCart } from '../recovery.ts'
import { buyableOf, isFollower, type LineView, toLines } from './lines.ts'

const openCart = (lineItems: LineItem[], fields: Partial<OpenCart> = {}): OpenCart => ({
  cart: cartOf(...lineItems),
  abilities,
  choices: new Map(),
  checking: false,
  turn: 1,
  ...fields,
})
const linesOf = (lineItems: LineItem[], fields?: Partial<OpenCart>) =>
  toLines({ status: 'ready', open: openCart(lineItems, fields) })
/** The one line of a cart with one. */
const lineOf = (item: Partial<LineItem>, fields?: Partial<OpenCart>) =>
  linesOf([lineItem('a', { quantity: 2, ...item })], fields)[0] as LineView

test('there are no lines without a cart', () => {
  assert.deepEqual(toLines({ status: 'idle' }), [])
  assert.deepEqual(toLines({ status: 'recovering', source: 'link' }), [])
})

const chosenAndBuyable: [chosen: number | undefined, availability: Availability, expected: [number, number]][] = [
  [undefined, { status: 'available' }, [2, 2]],
  [3, { status: 'available' }, [3, 3]],
  [0, { status: 'available' }, [0, 0]],
  [undefined, { status: 'partial', quantity: 1 }, [2, 1]],
  [1, { status: 'partial', quantity: 1 }, [1, 1]],
  [undefined, { status: 'low-stock', quantity: 2 }, [2, 2]],
  [3, { status: 'low-stock', quantity: 2 }, [3, 2]],
  [undefined, { status: 'out-of-stock' }, [2, 0]],
  [undefined, { status: 'unavailable' }, [2, 0]],
  [undefined, { status: 'discontinued' }, [2, 0]],
  [undefined, { status: 'unknown' }, [2, 2]],
]
for (const [chosen, availability, expected] of chosenAndBuyable) {
  test(`two of a line that is ${availability.status} (${availability.quantity}): chosen ${chosen}`, () => {
    const line = lineOf({ availability }, { choices: new Map(chosen === undefined ? [] : [['a', chosen]]) })
    assert.deepEqual([line.chosen, line.buyable], expected)
    assert.equal(line.removed, expected[0] === 0)
  })
}

test('a line that can only be removed is bought whole or not at all', () => {
  const certificate = (availability: Availability) =>
    lineItem('a', { kind: 'gift-certificate', quantity: 2, availability })
  assert.equal(buyableOf(certificate({ status: 'partial', quantity: 1 }), 2), 2)
  assert.equal(buyableOf(certificate({ status: 'available' }), 1), 2)
  assert.equal(buyableOf(certificate({ status: 'available' }), 0), 0)
  assert.equal(buyableOf(certificate({ status: 'out-of-stock' }), 2), 0)
  assert.equal(buyableOf(certificate({ status: 'partial', quantity: 0 }), 2), 0)
})

const editing: [LineItem['kind'], LineView['editing'], follows: boolean][] = [
  ['physical', 'quantity', false],
  ['digital', 'quantity', false],
  ['gift-certificate', 'remove', false],
  ['custom', 'remove', false],
  ['bundled', 'none', true],
  ['promotional', 'none', true],
]
for (const [kind, expected, follows] of editing) {
  test(`a ${kind} line allows ${expected}, and nothing where lines cannot be edited`, () => {
    assert.equal(lineOf({ kind }).editing, expected)
    assert.equal(lineOf({ kind }, { abilities: { ...abilities, editLines: false } }).editing, 'none')
    assert.equal(isFollower(lineItem('a', { kind })), follows)
  })
}

test('a line is notifiable while it is sold out, wanted, and the store can tell', () => {
  const soldOut: Partial<LineItem> = { availability: { status: 'out-of-stock' } }
  const canTell = { abilities: { ...abilities, backInStock: true } }
  assert.equal(lineOf(soldOut, canTell).notifiable, true)
  assert.equal(lineOf(soldOut).notifiable, false, 'the store cannot tell')
  assert.equal(lineOf(soldOut, { ...canTell, choices: new Map([['a', 0]]) }).notifiable, false, 'removed')
  assert.equal(lineOf(soldOut, { ...canTell, choices: new Map([['a', 1]]) }).notifiable, true, 'one is enough')
  assert.equal(lineOf({ ...soldOut, kind: 'custom' }, canTell).notifiable, false, 'not sold again')
  for (const status of ['available', 'low-stock', 'partial', 'unavailable', 'discontinued', 'unknown'] as const)
    assert.equal(lineOf({ availability: { status } }, canTell).notifiable, false, status)
})

test('a line is checked as long as the cart and the line say so', () => {
  const checking: Partial<LineItem> = { availability: { status: 'unknown', checking: true } }
  assert.equal(lineOf(checking, { checking: true }).checking, true)
  assert.equal(lineOf(checking).checking, false, 'the second answer is there')
  assert.equal(lineOf({}, { checking: true }).checking, false, 'the line was in the first answer')
})

test('the checkout settles availability where no line has one and none can be edited', () => {
  const unknown = lineItem('a', { availability: { status: 'unknown' } })
  const readOnly = { abilities: { ...abilities, editLines: false } }
  const settled = (lineItems: LineItem[], fields?: Partial<OpenCart>) =>
    linesOf(lineItems, fields).map(({ settledAtCheckout }) => settledAtCheckout)
  assert.deepEqual(settled([unknown, unknown], readOnly), [true, true])
  assert.deepEqual(settled([unknown]), [false])
  assert.deepEqual(settled([unknown, lineItem('b')], readOnly), [false, false])
  const checking = lineItem('a', { availability: { status: 'unknown', checking: true } })
  assert.deepEqual(settled([checking], readOnly), [false])
})

test('a line has an outcome only while the cart is restored', () => {
  const open = openCart([lineItem('a'), lineItem('b')])
  const outcomes = new Map([['a', { id: 'a', outcome: 'reduced' as const, quantity: 1 }]])
  const restored = toLines({ status: 'restored', open, outcomes, undoable: true })
  assert.deepEqual(
    restored.map(({ outcome }) => outcome),
    ['reduced', undefined],
  )
  assert.deepEqual(
    toLines({ status: 'ready', open }, restored).map(({ outcome }) => outcome),
    [undefined, undefined],
  )
})

test('an unchanged line stays the same object', () => {
  const open = openCart([lineItem('a'), lineItem('b')])
  const before = toLines({ status: 'ready', open })
  const after = toLines({ status: 'ready', open: { ...open, choices: new Map([['b', 2]]) } }, before)
  assert.equal(after[0], before[0])
  assert.notEqual(after[1], before[1])
})

test('a price is compared with the page before the checkout was held back, and else with the abandonment', () => {
  const euros = (amount: number) => ({ amount, currency: 'EUR' })
  const now = lineItem('a', { price: euros(2100), previousPrice: euros(1500) })
  const previous = (item: LineItem, displayed?: LineItem) =>
    toLines({
      status: 'ready',
      open: openCart([item]),
      ...(displayed && { displayed: openCart([displayed]) }),
    })[0]?.previousPrice
  assert.equal(previous(now)?.amount, 1500)
  assert.equal(previous(now, lineItem('a', { price: euros(1800) }))?.amount, 1800)
  assert.equal(previous(now, lineItem('a', { price: euros(2100) }))?.amount, 1500, 'it was seen already')
  assert.equal(previous(now, lineItem('b', { price: euros(1800) }))?.amount, 1500)
  assert.equal(previous(lineItem('a', { price: euros(2100) })), undefined)
  const franc = { amount: 1800, currency: 'CHF' }
  assert.equal(previous(lineItem('a', { previousPrice: franc }), lineItem('a', { price: franc })), undefined)
})
