import assert from 'node:assert/strict'

import type { Platform, PlatformCart, PlatformLine, ShopperSession } from '../../src/proxy/adapter/platform.ts'

/** A platform with shoppers of its own, in one state of the world. */
export interface ShopperPlatformUnderTest {
  platform: Platform
  /** Lines to work with: the first three can be bought, the last one is sold out. */
  cart: PlatformCart
  /** Signs somebody in who has no cart yet, or the one who holds one of the lines and a foreign one. */
  signIn(who: 'nobody' | 'holder'): Promise<ShopperSession>
  loseAnswer(method: string, path: string): void
  /** Quantity by variant, as the platform itself has it. */
  held(): Record<string, number>
  texts(): number
  restock(line: PlatformLine): void
  lowerBulkLimit(): void
  /** Fifty lines that can all be bought. */
  fifty(): PlatformLine[]
}

export type ShopperCase = (t: ShopperPlatformUnderTest) => Promise<void>

const signal = () => AbortSignal.timeout(8000)
const ports = ({ platform }: ShopperPlatformUnderTest) => {
  const { availability, shopper, shopperCart, shopperCheckout, backInStock } = platform
  assert.ok(availability && shopper && shopperCart && shopperCheckout && backInStock)
  return { availability, shopper, shopperCart, shopperCheckout, backInStock }
}
const firstThree = ({ cart }: ShopperPlatformUnderTest) => cart.lines.slice(0, 3).map((line) => ({ line, quantity: 1 }))
const soldOut = ({ cart }: ShopperPlatformUnderTest) => cart.lines.at(-1) as PlatformLine
const sum = (quantities: Record<string, number>) => Object.values(quantities).reduce((all, one) => all + one, 0)

/** What an adapter with shoppers owes the proxy. */
export const shopperCases: Record<string, ShopperCase> = {
  'stock is told for every line': async (t) => {
    const stocks = await ports(t).availability.check(t.cart.lines, signal())
    assert.equal(stocks.size, t.cart.lines.length)
    assert.equal(stocks.get(soldOut(t).id)?.quantity, 0)
  },
  'a code signs in, and a wrong one does not': async (t) => {
    const session = await t.signIn('nobody')
    assert.ok(session.token)
    await assert.rejects(ports(t).shopper.signIn('+491701234501', '000000', signal()), { code: 'code-wrong' })
    await ports(t).shopper.signInWithToken(session.token, signal())
    await assert.rejects(ports(t).shopper.signInWithToken('nothing', signal()), { code: 'sign-in-needed' })
  },
  'an empty cart gets the lines, and twice is as once': async (t) => {
    const session = await t.signIn('nobody')
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
  'a line that is there is raised, a foreign one stays, and more than wanted is not taken away': async (t) => {
    const session = await t.signIn('holder')
    const before = t.held()
    await ports(t).shopperCart.fill(session, firstThree(t), signal())
    const after = t.held()
    for (const [variant, quantity] of Object.entries(before)) assert.ok((after[variant] ?? 0) >= quantity, variant)
    assert.equal(Object.keys(after).length, 4)
  },
  'a lost answer in the middle of a bulk add doubles nothing': async (t) => {
    const session = await t.signIn('nobody')
    t.loseAnswer('POST', '/items/bulk')
    const filled = await ports(t).shopperCart.fill(session, firstThree(t), signal())
    assert.ok(filled.every(({ written, refused }) => written === 1 && !refused))
    assert.equal(sum(t.held()), 3)
  },
  'fifty lines go in as many calls as the limit wants': async (t) => {
    const session = await t.signIn('nobody')
    t.lowerBulkLimit()
    const wanted = t.fifty().map((line) => ({ line, quantity: 1 }))
    const filled = await ports(t).shopperCart.fill(session, wanted, signal())
    assert.ok(filled.every(({ refused }) => !refused))
    assert.equal(sum(t.held()), 50)
  },
  'what is sold out is refused by itself, and spoils nothing else': async (t) => {
    const session = await t.signIn('nobody')
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
  'what was filled can be taken back, and only that': async (t) => {
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
  'a wish to be told is kept once, and taken back': async (t) => {
    const session = await t.signIn('nobody')
    const { backInStock } = ports(t)
    for (const subscribed of [true, true, false, false]) {
      const state = await backInStock.set(session, soldOut(t), subscribed, signal())
      assert.ok(state.subscribed === undefined || state.subscribed === subscribed)
    }
  },
  'a line that came back is not watched, and says that it can be bought': async (t) => {
    const session = await t.signIn('nobody')
    t.restock(soldOut(t))
    const { stock } = await ports(t).backInStock.set(session, soldOut(t), true, signal())
    assert.equal(stock.status, 'sellable')
    assert.ok(stock.quantity === null || stock.quantity > 0)
  },
  'a checkout is one text message and a link': async (t) => {
    const session = await t.signIn('nobody')
    await ports(t).shopperCart.fill(session, firstThree(t), signal())
    const before = t.texts()
    const { checkoutUrl } = await ports(t).shopperCheckout.finish(session, signal())
    assert.ok(URL.canParse(checkoutUrl))
    assert.equal(t.texts(), before + 1)
  },
  'an empty cart is not finished': async (t) => {
    const session = await t.signIn('nobody')
    await assert.rejects(ports(t).shopperCheckout.finish(session, signal()), { code: 'empty' })
    assert.equal(t.texts(), 1)
  },
  'a finish whose answer is lost is not repeated': async (t) => {
    const session = await t.signIn('nobody')
    await ports(t).shopperCart.fill(session, firstThree(t), signal())
    const before = t.texts()
    t.loseAnswer('POST', '/finish')
    await assert.rejects(ports(t).shopperCheckout.finish(session, signal()), { isUncertain: true })
    assert.equal(t.texts(), before + 1)
  },
}
