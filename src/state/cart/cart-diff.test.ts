import assert from 'node:assert/strict'
import { test } from 'node:test'

import { cartOf, lineItem } from '../../client/testing/fake-proxy.ts'
import type { LineItem } from '../../contract/browser.ts'
import { diffCarts } from './cart-diff.ts'

const line = (id: string, quantity: number, amount: number, fields: Partial<LineItem> = {}) =>
  lineItem(id, { quantity, price: { amount, currency: 'EUR' }, ...fields })

/** What differs, as [id, quantity, price]. */
function differences(before: LineItem[], after: LineItem[], choices: Record<string, number> = {}) {
  const displayed = { cart: cartOf(...before), choices: new Map(Object.entries(choices)) }
  return diffCarts(displayed, { cart: cartOf(...after) }).map(({ lineItem: { id }, quantity, price }) => [
    id,
    quantity,
    price,
  ])
}

test('differences are those in the quantities the shopper chose', () => {
  assert.deepEqual(
    differences(
      [line('a', 3, 100), line('b', 1, 200), line('c', 1, 300), line('d', 2, 400)],
      [
        line('a', 3, 100, { availability: { status: 'partial', quantity: 1 } }),
        line('b', 1, 250),
        line('d', 2, 400, { availability: { status: 'low-stock', quantity: 1 } }),
        line('e', 1, 500),
      ],
      { d: 1 },
    ),
    [
      ['a', { from: 3, to: 1 }, undefined],
      ['b', undefined, { from: 200, to: 250 }],
      ['c', { from: 1, to: 0 }, undefined],
      ['e', { from: 0, to: 1 }, undefined],
    ],
  )
})

test('quantity and price may differ at once', () => {
  const after = line('a', 3, 90, { availability: { status: 'partial', quantity: 2 } })
  assert.deepEqual(differences([line('a', 3, 100)], [after]), [['a', { from: 3, to: 2 }, { from: 100, to: 90 }]])
})

test('the price of a line that cannot be bought does not matter', () => {
  const soldOut = line('a', 1, 90, { availability: { status: 'out-of-stock' } })
  assert.deepEqual(differences([line('a', 1, 100)], [soldOut]), [['a', { from: 1, to: 0 }, undefined]])
  assert.deepEqual(differences([line('a', 1, 100)], [line('a', 1, 90)], { a: 0 }), [])
  assert.deepEqual(differences([], [soldOut]), [], 'nor does a new one')
})

test('equal carts do not differ', () => {
  assert.deepEqual(differences([line('a', 1, 100)], [line('a', 1, 100)]), [])
})
