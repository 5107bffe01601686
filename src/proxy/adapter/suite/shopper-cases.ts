import assert from 'node:assert/strict'

import type { Platform, PlatformCart, PlatformLine, ShopperSession } from '../index.ts'
import type { PlatformCases } from './test-platform.ts'

/** A platform with shoppers of its own, in one state of the world. */
export interface ShopperPlatformUnderTest {
  platform: Platform
  /** Lines to work with: the first three can be bought, the last one is sold out. */
  cart: PlatformCart
  /** Signs a shopper in: `new` has no cart yet, `holder` has one of the lines and another one. */
  signIn(who: 'new' | 'holder'): Promise<ShopperSession>
  /** The next write of this kind is done, and its answer never arrives. */
  loseAnswer(method: string, path: string): void
  /** Quantity by variant, as the platform itself has it. */
  held(): Record<string, number>
  /** How many text messages were sent so far. */
  texts(): number
  /** The line can be bought again. */
  restock(line: PlatformLine): void
  /** Fewer items may stand in one call than fifty. */
  lowerBulkLimit(): void
  /** Fifty lines that can all be bought. */
  fifty(): PlatformLine[]
}

const signal = () => AbortSignal.timeout(8000)
const ports = ({ platform }: ShopperPlatformUnderTest) => {
  const { availability, shopper, shopperCart, shopperCheckout, backInStock } = platform
  assert.ok(availability && shopper && shopperCart && shopperCheckout && backInStock)
  return { availability, shopper, shopperCart, shopperCheckout, backInStock }
}
const firstThree = ({ cart }: ShopperPlatformUnderTest) => cart.lines.slice(0, 3).map((line) => ({ line, quantity: 1 }))
const soldOut = ({ cart }: ShopperPlatformUnderTest) => cart.lines.at(-1) as PlatformLine
const sum = (quantities: Record<string, number>) => Object.values(quantities).reduce((all, one) => all + one, 0)

/** What an adapter owes the proxy whose platform signs shoppers in and keeps a cart of their own. */
export const shopperCases: PlatformCases<ShopperPlatformUnderTest> = {
  'stock is told for every line': {
    port: 'availability',
    async run(t) {
      const stocks = await ports(t).availability.check(t.cart.lines, signal())
      assert.equal(stocks.size, t.cart.lines.length)
      assert.equal(stocks.get(soldOut(t).id)?.quantity, 0)
    },
  },
  'a code signs in, and a wrong one does not': {
    port: 'shopper',
    async run(t) {
      const session = await t.signIn('new')
      assert.ok(session.token)
      await assert.rejects(ports(t).shopper.signIn('+491701234501', '000000', signal()), { code: 'code-wrong' })
      await ports(t).shopper.signInWithToken(session.token, signal())
      await assert.rejects(ports(t).shopper.signInWithToken('nothing', signal()), { code: 'sign-in-needed' })
    },
  },
  'an empty cart gets the lines, and twice is as once': {
    port: 'shopperCart',
    async run(t) {
      const session = await t.signIn('new')
      const once = await ports(t).shopperCart.fill(session, firstThree(t), signal())
      assert.deepEqual(
        once.map(({ before, written, refused }) => [before, written, refused]),
        [
          [0, 1, false],
          [0, 1, false],
          [0, 1, false],
        ],
      )
      const held = t.held()
      assert.equal(sum(held), 3)
      await ports(t).shopperCart.fill(session, firstThree(t), signal())
      assert.deepEqual(t.held(), held)
    },
  },
  'a line that is there is raised, a foreign one stays, and more than wanted is not taken away': {
    port: 'shopperCart',
    async run(t) {
      const session = await t.signIn('holder')
      const before = t.held()
      await ports(t).shopperCart.fill(session, firstThree(t), signal())
      const after = t.held()
      for (const [variant, quantity] of Object.entries(before)) assert.ok((after[variant] ?? 0) >= quantity, variant)
      assert.equal(Object.keys(after).length, 4)
    },
  },
  'a lost answer in the middle of a bulk add doubles nothing': {
    port: 'shopperCart',
    async run(t) {
      const session = await t.signIn('new')
      t.loseAnswer('POST', '/items/bulk')
      const filled = await ports(t).shopperCart.fill(session, firstThree(t), signal())
      assert.ok(filled.every(({ written, refused }) => written === 1 && !refused))
      assert.equal(sum(t.held()), 3)
    },
  },
  'fifty lines go in as many calls as the limit wants': {
    port: 'shopperCart',
    async run(t) {
      const session = await t.signIn('new')
      t.lowerBulkLimit()
      const targets = t.fifty().map((line) => ({ line, quantity: 1 }))
      const filled = await ports(t).shopperCart.fill(session, targets, signal())
      assert.ok(filled.every(({ refused }) => !refused))
      assert.equal(sum(t.held()), 50)
    },
  },
  'what is sold out is refused by itself, and spoils nothing else': {
    port: 'shopperCart',
    async run(t) {
      const session = await t.signIn('new')
      const filled = await ports(t).shopperCart.fill(
        session,
        [...firstThree(t), { line: soldOut(t), quantity: 1 }],
        signal(),
      )
      assert.deepEqual(
        filled.map(({ refused }) => refused),
        [false, false, false, true],
      )
      assert.equal(sum(t.held()), 3)
    },
  },
  'what was filled can be reverted, and only that': {
    port: 'shopperCart',
    async run(t) {
      const session = await t.signIn('holder')
      const before = t.held()
      const filled = await ports(t).shopperCart.fill(session, firstThree(t), signal())
      const withLines = filled.map((done) => ({
        ...done,
        line: t.cart.lines.find(({ id }) => id === done.id) as PlatformLine,
      }))
      await ports(t).shopperCart.revert(session, withLines, signal())
      assert.deepEqual(t.held(), before)
    },
  },
  'a cart that is cleared is empty, and clearing it again, or after a lost answer, is no failure': {
    port: 'shopperCart',
    skip: ({ platform }) => (platform.shopperCart?.clear ? undefined : 'it is never cleared'),
    async run(t) {
      const session = await t.signIn('holder')
      const { shopperCart } = ports(t)
      await shopperCart.clear?.(session, signal())
      assert.equal(sum(t.held()), 0)
      await shopperCart.clear?.(session, signal())
      await shopperCart.fill(session, firstThree(t), signal())
      t.loseAnswer('DELETE', '/cart/store')
      await shopperCart.clear?.(session, signal())
      assert.equal(sum(t.held()), 0)
    },
  },
  'a subscription is kept once, and ended once': {
    port: 'backInStock',
    async run(t) {
      const session = await t.signIn('new')
      const { backInStock } = ports(t)
      for (const subscribed of [true, true, false, false]) {
        const state = await backInStock.set(session, soldOut(t), subscribed, signal())
        assert.ok(state.subscribed === undefined || state.subscribed === subscribed)
      }
    },
  },
  'a line that came back is not watched, and says that it can be bought': {
    port: 'backInStock',
    async run(t) {
      const session = await t.signIn('new')
      t.restock(soldOut(t))
      const { stock } = await ports(t).backInStock.set(session, soldOut(t), true, signal())
      assert.equal(stock.status, 'sellable')
      assert.ok(stock.quantity === null || stock.quantity > 0)
    },
  },
  'a checkout is one text message and a link': {
    port: 'shopperCheckout',
    async run(t) {
      const session = await t.signIn('new')
      await ports(t).shopperCart.fill(session, firstThree(t), signal())
      const before = t.texts()
      const { checkoutUrl } = await ports(t).shopperCheckout.finish(session, signal())
      assert.ok(checkoutUrl === undefined || URL.canParse(checkoutUrl))
      assert.equal(t.texts(), before + 1)
    },
  },
  'an empty cart is not finished': {
    port: 'shopperCheckout',
    async run(t) {
      const session = await t.signIn('new')
      await assert.rejects(ports(t).shopperCheckout.finish(session, signal()), { code: 'empty' })
      assert.equal(t.texts(), 1)
    },
  },
  'a finish whose answer is lost is not repeated': {
    port: 'shopperCheckout',
    async run(t) {
      const session = await t.signIn('new')
      await ports(t).shopperCart.fill(session, firstThree(t), signal())
      const before = t.texts()
      t.loseAnswer('POST', '/finish')
      await assert.rejects(ports(t).shopperCheckout.finish(session, signal()), { isUncertain: true })
      assert.equal(t.texts(), before + 1)
    },
  },
}
