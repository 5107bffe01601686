import assert from 'node:assert/strict'

import type { PlatformCart, PlatformLine, Target } from '../index.ts'
import { type CartPlatformUnderTest, quantitiesOf, readScene, signal, without } from './cart-scenes.ts'
import type { PlatformCases } from './test-platform.ts'

/** The ordinary cart, and the line that most cases work with. */
async function readOrdinary(t: CartPlatformUnderTest): Promise<{ cart: PlatformCart; line: PlatformLine }> {
  const cart = await readScene(t, 'ordinary')
  const [line] = cart.lines
  assert.ok(line)
  return { cart, line }
}

function apply({ platform }: CartPlatformUnderTest, cart: PlatformCart, targets: Target[]) {
  assert.ok(platform.cart)
  return platform.cart.apply(cart, targets, signal())
}

const toTarget = ({ id, spec }: PlatformLine, quantity: number): Target => ({ id, quantity, spec })
const optionsOf = ({ options }: PlatformLine) => options.map(({ name, value }) => [name, value.trim()])
const quantityOf = (cart: PlatformCart, id: string) => cart.lines.find((line) => line.id === id)?.quantity
const totalQuantity = (cart: PlatformCart) => quantitiesOf(cart).reduce((sum, quantity) => sum + quantity, 0)

/** What an adapter owes the proxy that sets the lines of a cart. */
export const lineCases: PlatformCases<CartPlatformUnderTest> = {
  'lines end at their targets, and doing it twice changes nothing more': {
    port: 'cart',
    async run(t) {
      const { cart, line } = await readOrdinary(t)
      const targets = [
        toTarget(line, line.quantity + 1),
        ...cart.lines.slice(1, 2).map((second) => toTarget(second, 0)),
      ]
      const once = await apply(t, cart, targets)
      assert.equal(once.cart.lines[0]?.quantity, line.quantity + 1)
      assert.ok(!once.cart.lines.some(({ id }) => id === targets[1]?.id))
      const writes = await t.writes()
      const present = await t.platform.recovery?.read(cart.id, signal())
      const twice = await apply(t, present ?? once.cart, targets)
      assert.deepEqual(quantitiesOf(twice.cart), quantitiesOf(once.cart))
      assert.deepEqual(twice.lines, [])
      assert.equal(await t.writes(), writes)
    },
  },
  'what was written is told line by line, as it was read back': {
    port: 'cart',
    async run(t) {
      const { cart, line } = await readOrdinary(t)
      const { lines, refused, changedElsewhere } = await apply(t, cart, [toTarget(line, line.quantity + 1)])
      assert.deepEqual(
        lines.map(({ id, before, written }) => ({ id, before, written })),
        [{ id: line.id, before: line.quantity, written: line.quantity + 1 }],
      )
      assert.deepEqual([...refused, ...changedElsewhere], [])
    },
  },
  'a lost answer to a change ends with the same cart': {
    port: 'cart',
    async run(t) {
      const { cart, line } = await readOrdinary(t)
      await t.loseNextAnswer()
      const { cart: written } = await apply(t, cart, [toTarget(line, 1)])
      assert.equal(written.lines[0]?.quantity, 1)
      assert.equal((await t.held(cart.id))[line.id], 1)
    },
  },
  'a lost answer to a removal ends with the same cart': {
    port: 'cart',
    async run(t) {
      const { cart } = await readOrdinary(t)
      await t.loseNextAnswer()
      const { cart: written } = await apply(
        t,
        cart,
        cart.lines.slice(1, 2).map((second) => toTarget(second, 0)),
      )
      assert.equal(written.lines.length, cart.lines.length - 1)
    },
  },
  'a removed line comes back once, also after a lost answer and when asked twice': {
    port: 'cart',
    async run(t) {
      const { cart, line } = await readOrdinary(t)
      const removed = await apply(t, cart, [toTarget(line, 0)])
      await t.loseNextAnswer()
      const again = await apply(t, removed.cart, [toTarget(line, line.quantity)])
      const twice = await apply(t, again.cart, [toTarget(line, line.quantity)])
      assert.equal(totalQuantity(twice.cart), totalQuantity(cart))
      assert.equal(twice.cart.lines.length, cart.lines.length)
    },
  },
  'an edit from elsewhere in between is not written over': {
    port: 'cart',
    async run(t) {
      const { cart, line } = await readOrdinary(t)
      await t.editElsewhere(cart.id, line.id, line.quantity + 2)
      const { changedElsewhere, cart: written } = await apply(t, cart, [toTarget(line, 1)])
      assert.deepEqual(changedElsewhere, [line.id])
      assert.equal(written.lines[0]?.quantity, line.quantity + 2)
    },
  },
  'a change that breaks off half-way tells what was written, and goes on where it was': {
    port: 'cart',
    skip: ({ refuseWritesAfter }) => (refuseWritesAfter ? undefined : 'its writes cannot be refused half-way'),
    async run(t) {
      const { cart } = await readOrdinary(t)
      const [first, second] = cart.lines.slice(0, 2).map((line) => toTarget(line, line.quantity + 1))
      assert.ok(first && second)
      await t.refuseWritesAfter?.(1)
      const { lines, brokeOff, cart: written } = await apply(t, cart, [first, second])
      assert.deepEqual(
        lines.map(({ id, written }) => [id, written]),
        [[first.id, first.quantity]],
      )
      assert.deepEqual(brokeOff?.pending, [second.id])
      assert.equal((await t.held(cart.id))[second.id], second.quantity - 1)
      await assert.rejects(apply(t, written, [second]))
      await t.refuseWritesAfter?.(Number.POSITIVE_INFINITY)
      const rest = await apply(t, written, [first, second])
      assert.deepEqual([rest.lines.map(({ id }) => id), rest.brokeOff], [[second.id], undefined])
    },
  },
  'the last line is never removed': {
    port: 'cart',
    async run(t) {
      const { cart } = await readOrdinary(t)
      const removals = cart.lines.map((line) => toTarget(line, 0))
      await assert.rejects(apply(t, cart, removals), { code: 'empty' })
      assert.ok(Object.keys(await t.held(cart.id)).length >= 1)
    },
  },
  'a line with options, and one with a typed text, can be set': {
    port: 'cart',
    skip: without('every-kind'),
    async run(t) {
      const cart = await readScene(t, 'every-kind')
      const withOptions = cart.lines.filter(({ kind, options }) => kind === 'physical' && options.length > 0)
      assert.ok(withOptions.length > 0)
      const targets = withOptions.map((line) => toTarget(line, line.quantity + 1))
      const { cart: written, refused, lines } = await apply(t, cart, targets)
      assert.deepEqual(refused, [])
      for (const { id, quantity } of targets) assert.equal(quantityOf(written, id), quantity)
      assert.ok(lines.every(({ optionsChanged }) => !optionsChanged))
      const kept = written.lines.filter(({ id }) => targets.some((target) => target.id === id))
      assert.deepEqual(kept.map(optionsOf), withOptions.map(optionsOf))
    },
  },
  'a removed line comes back once with its options': {
    port: 'cart',
    skip: without('every-kind'),
    async run(t) {
      const cart = await readScene(t, 'every-kind')
      const removed = cart.lines.filter(({ kind, options }) => kind === 'physical' && options.length > 0)
      const away = await apply(
        t,
        cart,
        removed.map((line) => toTarget(line, 0)),
      )
      const targets = removed.map((line) => toTarget(line, line.quantity))
      const { cart: again } = await apply(t, away.cart, targets)
      const { cart: twice } = await apply(t, again, targets)
      assert.equal(totalQuantity(twice), totalQuantity(cart))
      const ofCart = ({ lines }: PlatformCart) => JSON.stringify(lines.map(optionsOf).sort())
      assert.equal(ofCart(twice), ofCart(cart))
    },
  },
}
