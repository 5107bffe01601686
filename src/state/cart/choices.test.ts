import assert from 'node:assert/strict'
import { test } from 'node:test'

import { abilities, cartOf, lineItem } from '../../client/testing/fake-proxy.ts'
import type { LineItem } from '../../contract/browser.ts'
import { clampQuantity, pruneChoices, toAllChoices, toChoices } from './choices.ts'

const openCart = (lineItems: LineItem[], choices: Record<string, number>) => ({
  cart: cartOf(...lineItems),
  abilities,
  choices: new Map(Object.entries(choices)),
  checking: false,
  turn: 1,
})

const clamped: [chosen: number, inStock: number | undefined, expected: number][] = [
  [-1, 3, 0],
  [0, 3, 0],
  [2.9, 3, 2],
  [3, 3, 3],
  [4, 3, 3],
  [1e9, 3, 3],
  [Number.NaN, 3, 0],
  [9999, undefined, 9999],
  [10_000, undefined, 9999],
  [10_000, 20_000, 9999],
  // A line that is sold out has no limit of its own: what can be bought of it is cut elsewhere.
  [2, 0, 2],
]
for (const [chosen, quantity, expected] of clamped) {
  test(`of ${quantity ?? 'any number'} in stock, ${chosen} becomes ${expected}`, () => {
    const availability = { status: 'low-stock' as const, ...(quantity !== undefined && { quantity }) }
    assert.equal(clampQuantity(chosen, lineItem('a', { availability })), expected)
  })
}

test('choices for lines that are gone are dropped', () => {
  const choices = new Map(Object.entries({ a: 1, gone: 2 }))
  assert.deepEqual([...pruneChoices(choices, cartOf(lineItem('a'), lineItem('b')))], [['a', 1]])
})

test('a request carries the lines that were touched, also at the quantity they had', () => {
  assert.deepEqual(toChoices(openCart([lineItem('a'), lineItem('b')], { a: 1 })), [{ id: 'a', quantity: 1 }])
})

test('before a checkout of too many changes, every line that differs is written', () => {
  const two = (id: string, fields: Partial<LineItem> = {}) => lineItem(id, { quantity: 2, ...fields })
  const soldOut = two('c', { availability: { status: 'out-of-stock' } })
  assert.deepEqual(toAllChoices(openCart([two('a'), two('b'), soldOut, two('d')], { a: 1, b: 2 })), [
    { id: 'a', quantity: 1 },
    { id: 'c', quantity: 0 },
  ])
})
