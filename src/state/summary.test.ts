import assert from 'node:assert/strict'
import { test } from 'node:test'

import { abilities, cartOf, lineItem } from '../client/testing/fake-proxy.ts'
import type { Cart, LineItem } from '../contract/browser.ts'
import { diffCarts } from './cart-diff.ts'
import { clampQuantity, toAllChoices } from './choices.ts'
import { toLines } from './lines.ts'
import type { OpenCart, Recovery } from './recovery.ts'
import { toSummary } from './summary.ts'

const line = (id: string, quantity: number, amount: number, fields: Partial<LineItem> = {}) =>
  lineItem(id, { quantity, price: { amount, currency: 'EUR' }, ...fields })

function open(lineItems: LineItem[], choices: Record<string, number> = {}, total?: number): OpenCart {
  const whole = cartOf(...lineItems)
  const cart: Cart = total === undefined ? whole : { lineItems, total: { amount: total, currency: 'EUR' } }
  return { cart, abilities, choices: new Map(Object.entries(choices)), checking: false }
}

function summaryOf(opened: OpenCart) {
  return toSummary(opened.cart, toLines({ status: 'ready', open: opened }))
}

test('a total follows the lines', () => {
  assert.deepEqual(summaryOf(open([line('a', 2, 1000), line('b', 1, 500)])).total, { amount: 2500, currency: 'EUR' })
  assert.equal(summaryOf(open([line('a', 2, 1000), line('b', 1, 500)], { a: 3 })).total.amount, 3500)
  assert.equal(summaryOf(open([line('a', 2, 1000), line('b', 1, 500)], { a: 0 })).total.amount, 500)
})

test('a platform that shows no availability is not one that could not be asked', () => {
  const unknown = { availability: { status: 'unknown' } } as const
  const settled = (abilitiesOf: Partial<OpenCart['abilities']>, ...lineItems: LineItem[]) =>
    summaryOf({ ...open(lineItems), abilities: { ...abilities, ...abilitiesOf } }).settledAtCheckout
  assert.equal(settled({ editLines: false }, line('a', 1, 100, unknown), line('b', 1, 100, unknown)), true)
  assert.equal(settled({ editLines: true }, line('a', 1, 100, unknown)), false)
  assert.equal(settled({ editLines: false }, line('a', 1, 100, unknown), line('b', 1, 100)), false)
  const checking = line('a', 1, 100, { availability: { status: 'unknown', checking: true } })
  assert.equal(settled({ editLines: false }, checking), false)
})

test('a total leaves out what cannot be bought', () => {
  const gone = line('a', 2, 1000, { availability: { status: 'out-of-stock' } })
  const some = line('b', 5, 100, { availability: { status: 'partial', quantity: 2 } })
  const summary = summaryOf(open([gone, some]))
  assert.equal(summary.total.amount, 200)
  assert.equal(summary.itemCount, 2)
  assert.equal(summary.changedCount, 2)
  assert.equal(summary.soldOutCount, 1)
})

test('a discounted total keeps its discount, is never negative, and says when it is a guess', () => {
  const discounted = (choices: Record<string, number>) =>
    summaryOf(open([line('a', 2, 1000), line('b', 1, 500)], choices, 2000))
  assert.equal(discounted({}).total.amount, 2000)
  assert.equal(discounted({}).discountsUncertain, false)
  assert.equal(discounted({ a: 1 }).total.amount, 1000)
  assert.equal(discounted({ a: 1 }).discountsUncertain, true)
  assert.equal(discounted({ a: 0 }).total.amount, 0)
  assert.equal(summaryOf(open([line('a', 2, 1000)], { a: 1 })).discountsUncertain, false)
})

test('nothing left and all removed are two different ends', () => {
  const gone = line('a', 1, 1000, { availability: { status: 'discontinued' } })
  const here = line('b', 1, 500)
  assert.deepEqual([summaryOf(open([gone])).nothingLeft, summaryOf(open([gone])).allRemoved], [true, false])
  const removed = summaryOf(open([gone, here], { b: 0 }))
  assert.deepEqual([removed.nothingLeft, removed.allRemoved, removed.itemCount], [false, true, 0])
  assert.equal(summaryOf(open([])).nothingLeft, false)
})

test('what only follows another line is nothing on its own', () => {
  const child = line('strap', 1, 0, { kind: 'bundled' })
  const summary = summaryOf(open([line('watch', 1, 9000), child], { watch: 0 }))
  assert.equal(summary.allRemoved, true)
  assert.equal(summary.total.amount, 0)
})

test('a price that is another than before is a change', () => {
  const dearer = line('a', 1, 1100, { previousPrice: { amount: 1000, currency: 'EUR' } })
  const same = line('b', 1, 500, { previousPrice: { amount: 500, currency: 'EUR' } })
  assert.equal(summaryOf(open([dearer, same])).changedCount, 1)
})

test('an unchanged row stays the same object', () => {
  const opened = open([line('a', 1, 100), line('b', 1, 100)])
  const before = toLines({ status: 'ready', open: opened })
  const after = toLines({ status: 'ready', open: { ...opened, choices: new Map([['b', 2]]) } }, before)
  assert.equal(after[0], before[0])
  assert.notEqual(after[1], before[1])
})

test('a row that can only be removed stays whole or goes', () => {
  const gift = line('gift', 2, 1000, { kind: 'gift-certificate', availability: { status: 'partial', quantity: 1 } })
  const rows = (recovery: Recovery) => toLines(recovery).map(({ buyable, editing }) => [buyable, editing])
  assert.deepEqual(rows({ status: 'ready', open: open([gift]) }), [[2, 'remove']])
})

test('quantities are whole, not negative, and no more than there are', () => {
  const few = line('a', 1, 100, { availability: { status: 'low-stock', quantity: 3 } })
  assert.deepEqual(
    [-1, 2.9, 7, 1e9, Number.NaN].map((chosen) => clampQuantity(chosen, few)),
    [0, 2, 3, 3, 0],
  )
  assert.equal(clampQuantity(1e9, line('a', 1, 100)), 9999)
})

test('differences name what is other than what was displayed, in their own quantities', () => {
  const before = open([line('a', 3, 100), line('b', 1, 200), line('c', 1, 300), line('d', 2, 400)], { d: 1 })
  const after = open([
    line('a', 3, 100, { availability: { status: 'partial', quantity: 1 } }),
    line('b', 1, 250),
    line('d', 2, 400, { availability: { status: 'low-stock', quantity: 1 } }),
    line('e', 1, 500),
  ])
  assert.deepEqual(
    diffCarts(before, after).map(({ lineItem, quantity, price }) => [lineItem.id, quantity, price]),
    [
      ['a', { from: 3, to: 1 }, undefined],
      ['b', undefined, { from: 200, to: 250 }],
      ['c', { from: 1, to: 0 }, undefined],
      ['e', { from: 0, to: 1 }, undefined],
    ],
  )
})

test('all that differs is written where one checkout would have to change too much', () => {
  const opened = open(
    [line('a', 2, 100), line('b', 2, 100), line('c', 2, 100, { availability: { status: 'out-of-stock' } })],
    { a: 1, b: 2 },
  )
  assert.deepEqual(toAllChoices(opened), [
    { id: 'a', quantity: 1 },
    { id: 'c', quantity: 0 },
  ])
})
