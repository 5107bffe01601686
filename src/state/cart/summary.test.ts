import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'

import { abilities, cartOf, lineItem } from '../../client/testing/fake-proxy.ts'
import type { Availability, Cart, LineItem } from '../../contract/browser.ts'
import { AvailabilityStatus, buyableQuantity } from '../../contract/index.ts'
import type { OpenCart } from '../recovery.ts'
import { toLines } from './lines.ts'
import { type Summary, toSummary } from './summary.ts'

const line = (id: string, quantity: number, amount: number, fields: Partial<LineItem> = {}) =>
  lineItem(id, { quantity, price: { amount, currency: 'EUR' }, ...fields })
const soldOut: Partial<LineItem> = { availability: { status: 'out-of-stock' } }

/** The summary of a cart; `total` is the cart's own, where it is not the sum of its lines. */
function summaryOf(
  lineItems: LineItem[],
  choices: Record<string, number> = {},
  fields: Partial<OpenCart> = {},
): Summary {
  const cart = fields.cart ?? cartOf(...lineItems)
  const open: OpenCart = {
    cart,
    abilities,
    choices: new Map(Object.entries(choices)),
    checking: false,
    turn: 1,
    ...fields,
  }
  return toSummary(cart, toLines({ status: 'ready', open }))
}
const discounted = (lineItems: LineItem[], amount: number) => ({
  cart: { ...cartOf(...lineItems), total: { amount, currency: 'EUR' } },
})

// Two of a at 10.00 and one of b at 5.00.
const totals: [choices: Record<string, number>, itemCount: number, total: number][] = [
  [{}, 3, 2500],
  [{ a: 3 }, 4, 3500],
  [{ a: 1 }, 2, 1500],
  [{ a: 0 }, 1, 500],
  [{ b: 0 }, 2, 2000],
  [{ a: 0, b: 0 }, 0, 0],
]
for (const [choices, itemCount, amount] of totals) {
  test(`a total follows the lines: ${JSON.stringify(choices)}`, () => {
    const summary = summaryOf([line('a', 2, 1000), line('b', 1, 500)], choices)
    assert.deepEqual([summary.itemCount, summary.total], [itemCount, { amount, currency: 'EUR' }])
  })
}

test('a total leaves out what cannot be bought', () => {
  const some = line('b', 5, 100, { availability: { status: 'partial', quantity: 2 } })
  const summary = summaryOf([line('a', 2, 1000, soldOut), some])
  assert.deepEqual([summary.total.amount, summary.itemCount], [200, 2])
  assert.deepEqual([summary.changedCount, summary.soldOutCount], [2, 1])
})

// The same lines for 20.00 instead of 25.00. What is left of the discount after an edit only the platform knows.
const discounts: [choices: Record<string, number>, rows: number[], total: number, uncertain: boolean][] = [
  [{}, [500], 2000, false],
  [{ a: 1 }, [], 1500, true],
  [{ a: 0 }, [], 500, true],
  [{ a: 3 }, [], 3500, true],
  [{ a: 1, b: 3 }, [], 2500, true],
]
for (const [choices, rows, total, uncertain] of discounts) {
  test(`a discount is a row of the sum, and none is guessed after an edit: ${JSON.stringify(choices)}`, () => {
    const lineItems = [line('a', 2, 1000), line('b', 1, 500)]
    const summary = summaryOf(lineItems, choices, discounted(lineItems, 2000))
    assert.deepEqual(
      [summary.discounts.map(({ amount }) => amount.amount), summary.total.amount, summary.discountsUncertain],
      [rows, total, uncertain],
    )
  })
}

test('discounts that the platform names are rows, and what they do not tell is one without a name', () => {
  const lineItems = [line('a', 2, 1000), line('b', 1, 500)]
  const named = { label: 'Welcome', amount: { amount: 200, currency: 'EUR' } }
  const { cart } = discounted(lineItems, 2000)
  const { discounts: rows, total } = summaryOf(lineItems, {}, { cart: { ...cart, discounts: [named] } })
  assert.deepEqual(rows, [named, { amount: { amount: 300, currency: 'EUR' } }])
  assert.equal(total.amount, 2000)
})

test('what the cart costs more than its lines is taxes, also beside a discount', () => {
  const lineItems = [line('a', 2, 1000), line('b', 1, 500)]
  const of = (amount: number, fields: Partial<Cart>, choices: Record<string, number> = {}) => {
    const cart = { ...discounted(lineItems, amount).cart, ...fields }
    const { taxes, total, discountsUncertain, taxesUncertain } = summaryOf(lineItems, choices, { cart })
    return [taxes?.amount, total.amount, discountsUncertain, taxesUncertain]
  }
  const taxed = { differsByTaxes: true }
  const named = { discounts: [{ label: 'Welcome', amount: { amount: 200, currency: 'EUR' } }] }
  assert.deepEqual(of(2575, taxed), [75, 2575, false, false])
  assert.deepEqual(of(2575, taxed, { a: 1 }), [undefined, 1500, false, true])
  assert.deepEqual(of(2530, named), [230, 2530, false, false])
  assert.deepEqual(of(2530, named, { a: 1 }), [undefined, 1500, true, false])
  assert.deepEqual(of(2300, taxed), [undefined, 2500, false, true], 'taxes in the prices are paid')
})

test('rows and lines add up to the last row, whatever a cart costs and a shopper chooses', () => {
  const amounts = fc.integer({ min: 0, max: 1_000_000 })
  const statuses = fc.constantFrom<AvailabilityStatus>('available', 'partial', 'out-of-stock', 'unknown')
  const lines = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 99 }),
      amount: amounts,
      status: statuses,
      chosen: fc.option(fc.nat(99)),
    }),
    { minLength: 1, maxLength: 8 },
  )
  fc.assert(
    fc.property(lines, amounts, fc.array(amounts, { maxLength: 3 }), fc.boolean(), (drawn, amount, off, taxed) => {
      const lineItems = drawn.map(({ quantity, amount, status }, index) =>
        line(String(index), quantity, amount, {
          availability: { status, ...(status === 'partial' && { quantity: 1 }) },
        }),
      )
      const cart: Cart = {
        ...discounted(lineItems, amount).cart,
        discounts: off.map((amount) => ({ amount: { amount: amount + 1, currency: 'EUR' } })),
        ...(taxed && { differsByTaxes: true }),
      }
      const choices = Object.fromEntries(
        drawn.flatMap(({ chosen }, index) => (chosen === null ? [] : [[index, chosen]])),
      )
      const summary = summaryOf(lineItems, choices, { cart })
      const open = { cart, abilities, choices: new Map(Object.entries(choices)), checking: false, turn: 1 }
      const bought = toLines({ status: 'ready', open }).map(({ lineItem, buyable }) => lineItem.price.amount * buyable)
      const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
      const rows = summary.discounts.map(({ amount }) => amount.amount)
      assert.equal(summary.subtotal.amount, sum(bought))
      assert.equal(summary.total.amount, sum(bought) - sum(rows) + (summary.taxes?.amount ?? 0))
      assert.ok(
        [...rows, summary.taxes?.amount ?? 1].every((row) => row > 0),
        'no row is empty',
      )
    }),
  )
})

test('a total without discounts is certain, whatever is chosen', () => {
  assert.equal(summaryOf([line('a', 2, 1000)], { a: 1 }).discountsUncertain, false)
})

const ends: [string, LineItem[], choices: Record<string, number>, nothingLeft: boolean, allRemoved: boolean][] = [
  ['an empty cart', [], {}, false, false],
  ['a cart that can be bought', [line('a', 1, 100)], {}, false, false],
  ['all sold out', [line('a', 1, 100, soldOut)], {}, true, false],
  ['all removed', [line('a', 1, 100)], { a: 0 }, false, true],
  ['sold out and removed', [line('a', 1, 100, soldOut)], { a: 0 }, true, false],
  ['one sold out, the other removed', [line('a', 1, 100, soldOut), line('b', 1, 100)], { b: 0 }, false, true],
  ['one removed, the other there', [line('a', 1, 100), line('b', 1, 100)], { b: 0 }, false, false],
]
for (const [name, lineItems, choices, nothingLeft, allRemoved] of ends) {
  test(`nothing left and all removed are two ends: ${name}`, () => {
    const summary = summaryOf(lineItems, choices)
    assert.deepEqual([summary.nothingLeft, summary.allRemoved], [nothingLeft, allRemoved])
  })
}

test('a line that follows another one is not bought alone', () => {
  const strap = line('strap', 1, 300, { kind: 'bundled' })
  const summary = summaryOf([line('watch', 1, 9000), strap], { watch: 0 })
  assert.deepEqual([summary.allRemoved, summary.itemCount, summary.total.amount], [true, 0, 0])
  const together = summaryOf([line('watch', 1, 9000), strap])
  assert.deepEqual([together.allRemoved, together.itemCount, together.total.amount], [false, 2, 9300])
})

const changes: [Availability, quantity: number, changed: number, soldOut: number][] = [
  [{ status: 'available' }, 2, 0, 0],
  [{ status: 'low-stock', quantity: 2 }, 2, 0, 0],
  [{ status: 'partial', quantity: 1 }, 2, 1, 0],
  [{ status: 'partial', quantity: 2 }, 2, 0, 0],
  [{ status: 'partial', quantity: 3 }, 2, 0, 0],
  [{ status: 'partial' }, 1, 1, 0],
  [{ status: 'unknown' }, 2, 0, 0],
  [{ status: 'out-of-stock' }, 2, 1, 1],
  [{ status: 'unavailable' }, 2, 1, 1],
  [{ status: 'discontinued' }, 2, 1, 1],
]
for (const [availability, quantity, changed, soldOutCount] of changes) {
  test(`${quantity} of a line that is ${availability.status} (${availability.quantity}): ${changed} changed`, () => {
    const summary = summaryOf([line('a', quantity, 100, { availability })])
    assert.deepEqual([summary.changedCount, summary.soldOutCount], [changed, soldOutCount])
  })
}

test('a line is sold out in every status of which nothing can be bought', () => {
  for (const status of AvailabilityStatus.options) {
    const { soldOutCount } = summaryOf([line('a', 1, 100, { availability: { status } })])
    assert.equal(soldOutCount === 1, buyableQuantity(1, { status }) === 0, status)
  }
})

test('a line that is still checked has not changed, but for its price', () => {
  const checking = { availability: { status: 'out-of-stock' as const, checking: true } }
  const dearer = { ...checking, previousPrice: { amount: 50, currency: 'EUR' } }
  assert.equal(summaryOf([line('a', 1, 100, checking)], {}, { checking: true }).changedCount, 0)
  assert.equal(summaryOf([line('a', 1, 100, dearer)], {}, { checking: true }).changedCount, 1)
})

test('a price that is another than before is a change', () => {
  const was = (amount: number) => ({ previousPrice: { amount, currency: 'EUR' } })
  assert.equal(summaryOf([line('a', 1, 1100, was(1000)), line('b', 1, 500, was(500))]).changedCount, 1)
  assert.equal(summaryOf([line('a', 1, 900, was(1000))]).changedCount, 1)
})

test('prices that went down and up are counted apart, for the pieces that would be bought', () => {
  const was = (amount: number, fields: Partial<LineItem> = {}) => ({
    previousPrice: { amount, currency: 'EUR' },
    ...fields,
  })
  const some = { availability: { status: 'partial', quantity: 2 } } as const
  const lineItems = [
    line('a', 2, 1500, was(1800)),
    line('b', 1, 2000, was(2200)),
    line('c', 5, 1000, was(400, some)),
    line('d', 1, 100, was(900, soldOut)),
    line('e', 1, 700),
  ]
  const moves = (choices = {}) => {
    const { drops, rises } = summaryOf(lineItems, choices)
    return [drops.count, drops.amount.amount, rises.count, rises.amount.amount]
  }
  assert.deepEqual(moves(), [2, 800, 1, 1200])
  assert.deepEqual(moves({ a: 1, b: 0, c: 1 }), [1, 300, 1, 600])
  assert.equal(summaryOf(lineItems).drops.amount.currency, 'EUR')
})

test('notifiable lines are counted until they are subscribed to', () => {
  const canTell = { abilities: { ...abilities, backInStock: true } }
  const subscribed = line('c', 1, 100, { ...soldOut, subscribed: true })
  const lineItems = [line('a', 1, 100, soldOut), line('b', 1, 100, soldOut), subscribed, line('d', 1, 100)]
  assert.equal(summaryOf(lineItems, {}, canTell).notifiableCount, 2)
  assert.equal(summaryOf(lineItems).notifiableCount, 0)
})

test('a checkout by text needs one line that can be bought and can go that way', () => {
  assert.equal(summaryOf([line('a', 1, 100)]).textable, true)
  assert.equal(summaryOf([line('a', 1, 100, { byText: true })]).textable, true)
  assert.equal(summaryOf([line('a', 1, 100, { byText: false })]).textable, false)
  assert.equal(summaryOf([line('a', 1, 100, soldOut)]).textable, false)
  assert.equal(summaryOf([line('a', 1, 100, { byText: false }), line('b', 1, 100)]).textable, true)
  assert.equal(summaryOf([line('a', 1, 100, { byText: false }), line('b', 1, 100)], { b: 0 }).textable, false)
})

test('a summary is uncertain while a line that is not removed is unknown', () => {
  const unknown = (status: AvailabilityStatus) => line('a', 1, 100, { availability: { status } })
  assert.equal(summaryOf([unknown('unknown'), line('b', 1, 100)]).uncertainCount, 1)
  assert.equal(summaryOf([unknown('unknown'), line('b', 1, 100)], { a: 0 }).uncertainCount, 0)
  assert.equal(summaryOf([unknown('available')]).uncertainCount, 0)
})

test('the checkout settles what the platform does not show', () => {
  const unknown = line('a', 1, 100, { availability: { status: 'unknown' } })
  assert.equal(summaryOf([unknown], {}, { abilities: { ...abilities, editLines: false } }).settledAtCheckout, true)
  assert.equal(summaryOf([unknown]).settledAtCheckout, false)
})
