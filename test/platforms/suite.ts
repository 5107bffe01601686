import assert from 'node:assert/strict'
import type { Platform, PlatformCart, Target } from '../../src/proxy/adapter/platform.ts'
import type { RecoveryError } from '../../src/proxy/index.ts'

/** One platform in one state of the world, as a case of the suite needs it. */
export interface PlatformUnderTest {
  platform: Platform
  /** A cart's token and id by its key in the sandbox's world. */
  cart(key: string): { id: string; token: string }
  /** The next matching write is done, but its answer never arrives. */
  loseAnswer(method: string): void
  /** Somebody else sets a line's quantity just before our next write. */
  editElsewhere(cartId: string, lineId: string, quantity: number): void
  /** Quantity by line, as the platform itself has it. */
  held(cartId: string): Record<string, number>
  /** How many calls could have changed something. */
  writes(): number
}

export type Case = (t: PlatformUnderTest) => Promise<void>

const signal = () => AbortSignal.timeout(8000)
const unknownToken = 'f'.repeat(32)

async function read({ platform, cart }: PlatformUnderTest, key: string): Promise<PlatformCart> {
  const { recovery } = platform
  assert.ok(recovery)
  return recovery.read((await recovery.resolve?.(cart(key).token, signal())) ?? cart(key).id, signal())
}

function apply({ platform }: PlatformUnderTest, cart: PlatformCart, targets: Target[]) {
  assert.ok(platform.cart)
  return platform.cart.apply(cart, targets, signal())
}

const targetsOf = (cart: PlatformCart, quantities: (number | undefined)[]): Target[] =>
  cart.lines.flatMap(({ id, spec }, index) => {
    const quantity = quantities[index]
    return quantity === undefined ? [] : [{ id, quantity, spec }]
  })

const quantitiesOf = (cart: PlatformCart) => cart.lines.map(({ quantity }) => quantity)

/** What every adapter owes the proxy, for each of its ports. Names say what holds. */
export const cases: Record<string, { port: keyof Platform; run: Case }> = {
  'a token leads to its cart, with every line and no write': {
    port: 'recovery',
    async run(t) {
      const cart = await read(t, 'every-kind')
      assert.equal(cart.id, t.cart('every-kind').id)
      assert.deepEqual(
        new Set(cart.lines.map(({ kind }) => kind)),
        new Set(['physical', 'digital', 'gift-certificate', 'custom', 'bundled', 'promotional']),
      )
      for (const { price, quantity } of cart.lines) {
        assert.ok(Number.isInteger(price.amount) && Number.isInteger(quantity) && quantity > 0)
        assert.equal(price.currency, 'EUR')
      }
      assert.equal(t.writes(), 0)
    },
  },
  'amounts are exact in currencies of 0, 2 and 3 decimals': {
    port: 'recovery',
    async run(t) {
      for (const [key, currency] of [
        ['yen', 'JPY'],
        ['all-available', 'EUR'],
        ['dinar', 'KWD'],
      ] as const) {
        const { lines, total } = await read(t, key)
        assert.equal(total.currency, currency)
        const sum = lines.reduce((all, { price, quantity }) => all + price.amount * quantity, 0)
        assert.equal(total.amount, sum)
      }
    },
  },
  'an unknown token is an invalid link': {
    port: 'recovery',
    async run({ platform }) {
      await assert.rejects(platform.recovery?.resolve?.(unknownToken, signal()) ?? Promise.resolve(), {
        code: 'invalid-link',
      })
    },
  },
  'a cart that was ordered, expired or emptied is gone': {
    port: 'recovery',
    async run(t) {
      for (const key of ['converted', 'expired', 'emptied']) {
        await assert.rejects(read(t, key), (error: RecoveryError) => ['cart-gone', 'invalid-link'].includes(error.code))
      }
    },
  },
  'a cart holds nothing that identifies its shopper, outside what adds a line again': {
    port: 'recovery',
    async run(t) {
      const cart = await read(t, 'every-kind')
      const visible = JSON.stringify(cart.lines.map(({ spec: _spec, ...line }) => line))
      assert.ok(!/@|download|customer/i.test(visible), visible)
    },
  },
  'every kind of availability is told': {
    port: 'availability',
    async run(t) {
      const cart = await read(t, 'every-availability')
      const stocks = await t.platform.availability?.check(cart.lines, signal())
      assert.ok(stocks)
      assert.deepEqual([...stocks.keys()].sort(), cart.lines.map(({ id }) => id).sort())
      assert.deepEqual(
        new Set([...stocks.values()].map(({ status }) => status)),
        new Set(['sellable', 'disabled', 'discontinued']),
      )
      assert.ok([...stocks.values()].some(({ quantity }) => quantity === null))
      assert.ok([...stocks.values()].some(({ status, quantity }) => status === 'sellable' && quantity === 0))
    },
  },
  'lines end at their targets, and doing it twice changes nothing more': {
    port: 'cart',
    async run(t) {
      const cart = await read(t, 'all-available')
      const targets = targetsOf(cart, [cart.lines[0]!.quantity + 1, 0])
      const once = await apply(t, cart, targets)
      assert.equal(once.cart.lines[0]?.quantity, cart.lines[0]!.quantity + 1)
      assert.ok(!once.cart.lines.some(({ id }) => id === cart.lines[1]?.id))
      const writes = t.writes()
      const twice = await apply(t, await t.platform.recovery!.read(cart.id, signal()), targets)
      assert.deepEqual(quantitiesOf(twice.cart), quantitiesOf(once.cart))
      assert.deepEqual(twice.lines, [])
      assert.equal(t.writes(), writes)
    },
  },
  'a lost answer to a change ends with the same cart': {
    port: 'cart',
    async run(t) {
      const cart = await read(t, 'all-available')
      t.loseAnswer('PUT')
      const { cart: after } = await apply(t, cart, targetsOf(cart, [1]))
      assert.equal(after.lines[0]?.quantity, 1)
      assert.equal(t.held(cart.id)[cart.lines[0]!.id], 1)
    },
  },
  'a lost answer to a removal ends with the same cart': {
    port: 'cart',
    async run(t) {
      const cart = await read(t, 'all-available')
      t.loseAnswer('DELETE')
      const { cart: after } = await apply(t, cart, targetsOf(cart, [undefined, 0]))
      assert.equal(after.lines.length, cart.lines.length - 1)
    },
  },
  'a removed line comes back once, also after a lost answer and when asked twice': {
    port: 'cart',
    async run(t) {
      const cart = await read(t, 'all-available')
      const [gone] = targetsOf(cart, [0])
      const without = await apply(t, cart, [gone!])
      t.loseAnswer('POST')
      const back = { ...gone!, quantity: cart.lines[0]!.quantity }
      const again = await apply(t, without.cart, [back])
      const twice = await apply(t, again.cart, [back])
      const total = (lines: PlatformCart['lines']) => lines.reduce((sum, { quantity }) => sum + quantity, 0)
      assert.equal(total(twice.cart.lines), total(cart.lines))
      assert.equal(twice.cart.lines.length, cart.lines.length)
    },
  },
  'an edit by somebody else in between is not written over': {
    port: 'cart',
    async run(t) {
      const cart = await read(t, 'all-available')
      const line = cart.lines[0]!
      t.editElsewhere(cart.id, line.id, line.quantity + 2)
      const { changedElsewhere, cart: after } = await apply(t, cart, targetsOf(cart, [1]))
      assert.deepEqual(changedElsewhere, [line.id])
      assert.equal(after.lines[0]?.quantity, line.quantity + 2)
    },
  },
  'the last line is never removed': {
    port: 'cart',
    async run(t) {
      const cart = await read(t, 'all-available')
      await assert.rejects(
        apply(
          t,
          cart,
          targetsOf(
            cart,
            cart.lines.map(() => 0),
          ),
        ),
        { code: 'empty' },
      )
      assert.equal(Object.keys(t.held(cart.id)).length, 1)
    },
  },
  'a line with options, and one with a typed text, can be set': {
    port: 'cart',
    async run(t) {
      const cart = await read(t, 'every-kind')
      const withOptions = cart.lines.filter(({ kind, options }) => kind === 'physical' && options.length > 0)
      assert.ok(withOptions.length > 0)
      const targets = withOptions.map(({ id, quantity, spec }) => ({ id, quantity: quantity + 1, spec }))
      const { cart: after, refused } = await apply(t, cart, targets)
      assert.deepEqual(refused, [])
      for (const { id, quantity } of targets)
        assert.equal(after.lines.find((line) => line.id === id)?.quantity, quantity)
    },
  },
  'each tap makes a checkout link of its own, for the same lines': {
    port: 'checkout',
    async run(t) {
      for (const key of ['all-available', 'storefront']) {
        const cart = await read(t, key)
        const first = await t.platform.checkout!.link(cart.id, signal())
        const second = await t.platform.checkout!.link(first.cartId, signal())
        assert.notEqual(first.checkoutUrl, second.checkoutUrl)
        assert.ok(URL.canParse(first.checkoutUrl))
        const linked = await t.platform.recovery!.read(second.cartId, signal())
        assert.deepEqual(quantitiesOf(linked), quantitiesOf(cart))
      }
    },
  },
  'a checkout link whose answer is lost is not asked for again': {
    port: 'checkout',
    async run(t) {
      const cart = await read(t, 'all-available')
      const writes = t.writes()
      t.loseAnswer('POST')
      await assert.rejects(t.platform.checkout!.link(cart.id, signal()), { isUncertain: true })
      assert.equal(t.writes(), writes + 1)
    },
  },
}
