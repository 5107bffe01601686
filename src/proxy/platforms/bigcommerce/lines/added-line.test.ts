import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { PlatformCart, PlatformLine } from '../../../adapter/index.ts'
import { findAdded, findSame, hasUnknownOptions, isOwn } from './added-line.ts'
import type { LineOption } from './line-options.ts'
import type { LineSpec } from './line-spec.ts'

const spec = (options?: LineOption[], variantId: number | null = 91, productId = 115): LineSpec => ({
  ...{ kind: 'item', productId, variantId },
  ...(options && { options }),
})
const ann = [{ nameId: 1, value: 'Ann' }]
const bob = [{ nameId: 1, value: 'Bob' }]
const escaped = [{ nameId: 1, value: 'Tom &amp; Ann' }]
const plain = [{ nameId: 1, value: 'Tom & Ann' }]

const line = (id: string, own: LineSpec, more: Partial<PlatformLine> = {}): PlatformLine => ({
  ...{ id, kind: 'physical', name: id, options: [], quantity: 1, price: { amount: 100, currency: 'EUR' }, spec: own },
  ...more,
})
const cartOf = (...lines: PlatformLine[]): PlatformCart => ({
  ...{ id: 'cart', channelId: '1', lines, total: { amount: 0, currency: 'EUR' } },
})

test('what comes with another line is not the shopper’s own', () => {
  const kinds = ['physical', 'digital', 'custom', 'gift-certificate', 'bundled', 'promotional'] as const
  assert.deepEqual(
    kinds.filter((kind) => isOwn(line('a', spec([]), { kind }))),
    ['physical', 'digital', 'custom', 'gift-certificate'],
  )
})

test('the same thing to buy is found before one that is only spelled like it', () => {
  const cart = cartOf(line('escaped', spec(escaped)), line('same', spec(plain)), line('bob', spec(bob)))
  assert.equal(findSame(cart, spec(plain))?.id, 'same')
  assert.equal(findSame(cartOf(...cart.lines.slice(0, 1)), spec(plain))?.id, 'escaped')
  assert.equal(findSame(cart, spec(ann)), undefined)
})

test('a gift that is the same thing is no line to write to', () => {
  assert.equal(findSame(cartOf(line('gift', spec([]), { kind: 'promotional' })), spec([])), undefined)
  const gift = line('gift', spec(), { kind: 'promotional' })
  assert.equal(hasUnknownOptions(cartOf(gift), spec(ann)), false)
})

test('a line whose options are not told counts where it is the only one of its variant', () => {
  const untold = line('untold', spec())
  assert.equal(findSame(cartOf(untold, line('other', spec(bob))), spec(ann))?.id, 'untold')
  assert.equal(findSame(cartOf(untold, line('untold too', spec())), spec(ann)), undefined)
  assert.equal(findSame(cartOf(untold, line('ann', spec(ann))), spec(ann))?.id, 'ann')
  assert.equal(hasUnknownOptions(cartOf(untold), spec(ann)), true)
  assert.equal(hasUnknownOptions(cartOf(line('ann', spec(ann))), spec(ann)), false)
  assert.equal(hasUnknownOptions(cartOf(line('ann', spec(ann)), untold), spec(ann)), true)
})

test('the line that is new, or that grew, is the one that was added', () => {
  const [kept, grown] = [line('kept', spec(ann)), line('grown', spec(ann), { quantity: 3 })]
  const before = cartOf(kept, { ...grown, quantity: 2 })
  assert.deepEqual(findAdded(before, cartOf(kept, grown), spec(ann)), { line: grown, before: 2, similarity: 'same' })
  const added = line('new', spec(escaped))
  const found = findAdded(cartOf(kept), cartOf(kept, added), spec(plain))
  assert.deepEqual(found, { line: added, before: 0, similarity: 'similar' })
})

test('a line that stayed, shrank or is a gift was not added', () => {
  const twice = line('a', spec(ann), { quantity: 2 })
  assert.equal(findAdded(cartOf(twice), cartOf(twice), spec(ann)), undefined)
  assert.equal(findAdded(cartOf(twice), cartOf({ ...twice, quantity: 1 }), spec(ann)), undefined)
  const gift = line('gift', spec(ann), { kind: 'promotional' })
  assert.equal(findAdded(cartOf(), cartOf(gift), spec(ann)), undefined)
})

test('a line that grew counts as added even if its options are others, where the product is the same', () => {
  const other = line('other', spec(bob, 92))
  assert.deepEqual(findAdded(cartOf(), cartOf(other), spec(ann)), { line: other, before: 0, similarity: 'different' })
  assert.equal(findAdded(cartOf(), cartOf(line('mug', spec([], 91, 101))), spec(ann)), undefined)
  const same = line('same', spec(ann))
  assert.equal(findAdded(cartOf(), cartOf(other, same), spec(ann))?.line, same)
})

test('of lines that no catalogue has, another of the same kind may be the one that was added', () => {
  const custom = (name: string): LineSpec => ({
    kind: 'custom',
    item: { id: name, sku: undefined, name, quantity: 1, list_price: 1, image_url: undefined },
  })
  const added = line('b', custom('b'))
  assert.equal(findAdded(cartOf(), cartOf(line('mug', spec([])), added), custom('a'))?.line, added)
  assert.equal(findAdded(cartOf(), cartOf(line('mug', spec([]))), custom('a')), undefined)
  assert.equal(findAdded(cartOf(), cartOf(added), spec([])), undefined)
})
