import assert from 'node:assert/strict'
import { isUtf8 } from 'node:buffer'

import type { MergedCart, PlatformCart } from '../index.ts'
import { type CartPlatformUnderTest, readScene, signal } from './cart-scenes.ts'
import type { PlatformCase, PlatformCases } from './test-platform.ts'

type RunMerge = (t: CartPlatformUnderTest, cart: PlatformCart, merge: Merge) => Promise<void>
type Merge = (cart: PlatformCart, present: PlatformCart) => Promise<MergedCart>

/** A case of a platform whose carts take the lines of the shop's present cart. */
function mergeCase(run: RunMerge): PlatformCase<CartPlatformUnderTest> {
  return {
    port: 'cart',
    skip: ({ platform }) => (platform.cart?.merge ? undefined : 'its carts take no other cart’s lines'),
    async run(t) {
      const { cart: port } = t.platform
      assert.ok(port?.merge)
      const { merge } = port
      await run(t, await readScene(t, 'ordinary'), (cart, present) => merge(cart, present, signal()))
    },
  }
}

/** The shop's present cart: the same lines under ids of its own, so many more of each. */
function presentLike(cart: PlatformCart, more: number): PlatformCart {
  const lines = cart.lines.map((line) => ({ ...line, id: crypto.randomUUID(), quantity: line.quantity + more }))
  return { ...cart, id: crypto.randomUUID(), lines }
}

/** How many of each line of the first cart the second one has, by name: a line that comes back may have another id. */
const quantitiesLike = ({ lines }: PlatformCart, other: PlatformCart) =>
  lines.map(({ name }) => other.lines.find((line) => line.name === name)?.quantity)

/** What anyone reads in a code, word by word: its parts as they stand, and in base64url. Sealed bytes are no text. */
const readableWords = (code: string): string[] =>
  code.split(/[.:/]/).flatMap((part) => {
    const decoded = Buffer.from(part, 'base64url')
    return [part, ...(isUtf8(decoded) ? decoded.toString().split(/[^\p{L}\p{N}-]+/u) : [])]
  })

/** What an adapter owes a shop that makes recovered carts its own. */
export const mergeCases: PlatformCases<CartPlatformUnderTest> = {
  'a merge ends at the larger quantity of each line, and doing it twice changes nothing more': mergeCase(
    async (t, cart, merge) => {
      const present = presentLike(cart, 1)
      const { cart: merged, missing } = await merge(cart, present)
      assert.deepEqual(quantitiesLike(cart, merged), quantitiesLike(cart, present))
      assert.deepEqual(missing, [])
      const writes = await t.writes()
      await merge(merged, present)
      assert.equal(await t.writes(), writes)
    },
  ),
  'a merge lowers no line': mergeCase(async (t, cart, merge) => {
    const writes = await t.writes()
    const [first, ...others] = presentLike(cart, 0).lines
    assert.ok(first && first.quantity > 1)
    const { cart: merged } = await merge(cart, {
      ...presentLike(cart, 0),
      lines: [{ ...first, quantity: 1 }, ...others],
    })
    assert.deepEqual(quantitiesLike(cart, merged), quantitiesLike(cart, cart))
    assert.equal(await t.writes(), writes)
  }),
  'a merge brings a line along that the cart does not have': mergeCase(async (t, cart, merge) => {
    const [, second] = cart.lines
    assert.ok(second && t.platform.cart)
    const { cart: shorter } = await t.platform.cart.apply(cart, [{ ...second, quantity: 0 }], signal())
    const { cart: merged, missing } = await merge(shorter, presentLike(cart, 0))
    assert.deepEqual(quantitiesLike(cart, merged), quantitiesLike(cart, cart))
    assert.deepEqual(missing, [])
  }),
  'a lost answer to a merge ends with the same cart': mergeCase(async (t, cart, merge) => {
    const present = presentLike(cart, 1)
    await t.loseNextAnswer()
    const { cart: merged } = await merge(cart, present)
    assert.deepEqual(quantitiesLike(cart, merged), quantitiesLike(cart, present))
  }),
  'a claim gives a code that does not name the cart, and changes nothing in it': {
    port: 'cart',
    skip: ({ platform }) => (platform.cart?.claim ? undefined : 'its carts are adopted by their id'),
    async run(t) {
      const cart = await readScene(t, 'ordinary')
      const held = await t.held(cart.id)
      const claim = () => t.platform.cart?.claim?.(cart, { atCheckout: false }, signal())
      const code = await claim()
      assert.ok(code)
      // An id may be as short as "7", which any sealed text has somewhere: only words count.
      assert.ok(!readableWords(code).includes(cart.id), `${code} names ${cart.id}`)
      assert.notEqual(await claim(), code)
      assert.deepEqual(await t.held(cart.id), held)
    },
  },
}
