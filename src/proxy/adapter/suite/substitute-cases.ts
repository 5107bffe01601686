import assert from 'node:assert/strict'

import type { PlatformCart, PlatformLine, PlatformSubstitute, Target } from '../index.ts'
import { type CartPlatformUnderTest, readScene, signal, without } from './cart-scenes.ts'
import type { PlatformCases } from './test-platform.ts'

/** The cart with a sold-out line, that line, and the first variant that can be bought instead. */
async function readSubstitutable(t: CartPlatformUnderTest) {
  const cart = await readScene(t, 'substitutable')
  const stocks = await t.platform.availability?.check(cart.lines, signal())
  const line = cart.lines.find(({ id }) => stocks?.get(id)?.substitutes)
  const substitutes = (line && stocks?.get(line.id)?.substitutes) ?? []
  const substitute = substitutes.find(({ stock }) => stock.status === 'sellable' && (stock.quantity ?? 9) > 1)
  assert.ok(line && substitute, 'no substitute is named')
  return { cart, line, substitute, substitutes }
}

/** The substitute in the line's place. */
const swap = (line: PlatformLine, { spec }: PlatformSubstitute, quantity = line.quantity): Target[] => [
  { id: `instead of ${line.id}`, quantity, spec },
  { id: line.id, quantity: 0, onlyAfter: `instead of ${line.id}` },
]

function apply({ platform }: CartPlatformUnderTest, cart: PlatformCart, targets: Target[]) {
  assert.ok(platform.cart)
  return platform.cart.apply(cart, targets, signal())
}

/** What stands there: which variant, and how many pieces. */
const heldAs = ({ lines }: PlatformCart) => lines.map(({ variantId, quantity }) => [variantId, quantity])

/** The cart's variants with the substitute's instead of the line's. */
const exchanged = (cart: PlatformCart, line: PlatformLine, { variantId }: PlatformSubstitute) => [
  ...heldAs({ ...cart, lines: cart.lines.filter(({ id }) => id !== line.id) }),
  [variantId, line.quantity],
]

/** What an adapter owes the proxy whose `availability` names substitutes. */
export const substituteCases: PlatformCases<CartPlatformUnderTest> = {
  'substitutes are other variants of the line, at the price that the cart then charges': {
    port: 'availability',
    skip: without('substitutable'),
    async run(t) {
      const { cart, line, substitute, substitutes } = await readSubstitutable(t)
      assert.ok(substitutes.every(({ variantId }) => variantId !== line.variantId))
      const { cart: written } = await apply(t, cart, swap(line, substitute))
      const added = written.lines.find(({ variantId }) => variantId === substitute.variantId)
      assert.deepEqual([added?.price, added?.options], [substitute.price, substitute.options])
    },
  },
  'a substitute takes the place of its line, and doing it twice changes nothing more': {
    port: 'availability',
    skip: without('substitutable'),
    async run(t) {
      const { cart, line, substitute } = await readSubstitutable(t)
      const once = await apply(t, cart, swap(line, substitute))
      assert.deepEqual(heldAs(once.cart), exchanged(cart, line, substitute))
      assert.deepEqual(
        once.lines.map(({ before, written }) => [before, written]),
        [
          [0, line.quantity],
          [line.quantity, 0],
        ],
      )
      const twice = await apply(t, once.cart, swap(line, substitute))
      assert.deepEqual([heldAs(twice.cart), twice.lines], [heldAs(once.cart), []])
    },
  },
  'a lost answer while a line is exchanged ends with the same cart': {
    port: 'availability',
    skip: without('substitutable'),
    async run(t) {
      const { cart, line, substitute } = await readSubstitutable(t)
      await t.loseNextAnswer()
      const { cart: written } = await apply(t, cart, swap(line, substitute))
      assert.deepEqual(heldAs(written), exchanged(cart, line, substitute))
    },
  },
  'a line stays as it is where its substitute is refused': {
    port: 'availability',
    skip: without('substitutable'),
    async run(t) {
      const { cart, line, substitute } = await readSubstitutable(t)
      const targets = swap(line, substitute, 100_000)
      const { cart: written, refused } = await apply(t, cart, targets)
      assert.deepEqual(heldAs(written), heldAs(cart))
      assert.deepEqual(new Set(refused), new Set(targets.map(({ id }) => id)))
    },
  },
}
