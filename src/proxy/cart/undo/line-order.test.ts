import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { PlatformLine } from '../../adapter/platform.ts'
import { inOrder, placesOf } from './line-order.ts'

function line(id: string, name: string, size?: string): PlatformLine {
  const options = size === undefined ? [] : [{ name: 'Size', value: size }]
  return { id, kind: 'physical', name, options, quantity: 1, price: { amount: 1000, currency: 'EUR' }, spec: null }
}
const mug = line('1', 'Mug')
const shirt = line('2', 'Shirt', 'M')
const lamp = line('3', 'Lamp')
const places = placesOf([mug, shirt, lamp])
const idsOf = (lines: PlatformLine[]) => inOrder(lines, places).map(({ id }) => id)

test('lines go back to their places, and what is new comes last', () => {
  assert.deepEqual(idsOf([line('9', 'Cap'), lamp, shirt, mug]), ['1', '2', '3', '9'])
})

test('a line that was put back under another id is found by its item', () => {
  assert.deepEqual(idsOf([lamp, mug, line('7', 'Shirt', 'M')]), ['1', '7', '3'])
  assert.deepEqual(idsOf([lamp, mug, line('7', 'Shirt', 'L')]), ['1', '3', '7'], 'another size is another item')
  assert.deepEqual(idsOf([line('8', 'Mug', 'M'), lamp]), ['3', '8'])
})

test('a line that is still there keeps its place from another of the same item', () => {
  const twice = placesOf([line('a', 'Mug'), line('b', 'Mug')])
  const [first, last] = inOrder([line('c', 'Mug'), line('a', 'Mug')], twice)
  assert.deepEqual([first?.id, last?.id], ['a', 'c'])
})
