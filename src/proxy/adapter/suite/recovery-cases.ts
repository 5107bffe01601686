import assert from 'node:assert/strict'

import type { RecoveryError } from '../index.ts'
import { type CartPlatformUnderTest, readScene, signal, without } from './cart-scenes.ts'
import type { PlatformCases } from './test-platform.ts'

const unknownToken = 'f'.repeat(32)

/** What an adapter owes the proxy that finds carts and tells what of them can be bought. */
export const recoveryCases: PlatformCases<CartPlatformUnderTest> = {
  'a cart is read with its lines, and nothing is written': {
    port: 'recovery',
    async run(t) {
      const cart = await readScene(t, 'ordinary')
      assert.equal(cart.id, (await t.cart('ordinary'))?.id)
      assert.ok(cart.lines.length >= 2 && cart.lines.every(({ name }) => name))
      assert.equal(new Set(cart.lines.map(({ id }) => id)).size, cart.lines.length)
      assert.equal(await t.writes(), 0)
    },
  },
  'a token leads to its cart, with every line and no write': {
    port: 'recovery',
    skip: without('every-kind'),
    async run(t) {
      const cart = await readScene(t, 'every-kind')
      assert.equal(cart.id, (await t.cart('every-kind'))?.id)
      assert.deepEqual(
        new Set(cart.lines.map(({ kind }) => kind)),
        new Set(['physical', 'digital', 'gift-certificate', 'custom', 'bundled', 'promotional']),
      )
      for (const { price, quantity } of cart.lines) {
        assert.ok(Number.isInteger(price.amount) && Number.isInteger(quantity) && quantity > 0)
        assert.equal(price.currency, 'EUR')
      }
      assert.equal(await t.writes(), 0)
    },
  },
  'amounts are exact in currencies of 0, 2 and 3 decimals': {
    port: 'recovery',
    async run(t) {
      for (const [scene, currency] of [
        ['in-yen', 'JPY'],
        ['ordinary', t.currency ?? 'EUR'],
        ['in-dinar', 'KWD'],
      ] as const) {
        if (!(await t.cart(scene))) continue
        const { lines, total } = await readScene(t, scene)
        assert.equal(total.currency, currency)
        const sum = lines.reduce((all, { price, quantity }) => all + price.amount * quantity, 0)
        assert.equal(total.amount, sum)
      }
    },
  },
  'an unknown token is an invalid link': {
    port: 'recovery',
    skip: ({ platform }) => (platform.recovery?.resolve ? undefined : 'the platform has no tokens of its own'),
    async run({ platform }) {
      await assert.rejects(platform.recovery?.resolve?.(unknownToken, signal()) ?? Promise.resolve(), {
        code: 'invalid-link',
      })
    },
  },
  'a cart that was ordered, expired or emptied is gone': {
    port: 'recovery',
    skip: without('ordered', 'expired', 'emptied'),
    async run(t) {
      for (const scene of ['ordered', 'expired', 'emptied'] as const) {
        if (!(await t.cart(scene))) continue
        await assert.rejects(readScene(t, scene), (error: RecoveryError) =>
          ['cart-gone', 'invalid-link'].includes(error.code),
        )
      }
    },
  },
  'a cart holds nothing that identifies its shopper, outside what adds a line again': {
    port: 'recovery',
    async run(t) {
      const cart = await readScene(t, (await t.cart('every-kind')) ? 'every-kind' : 'ordinary')
      const visible = JSON.stringify(cart.lines.map(({ spec: _spec, ...line }) => line))
      assert.ok(!/@|download|customer/i.test(visible), visible)
    },
  },
  'every line of a cart has its stock': {
    port: 'availability',
    async run(t) {
      const { lines } = await readScene(t, 'ordinary')
      const stocks = await t.platform.availability?.check(lines, signal())
      for (const { id, quantity } of lines) {
        const stock = stocks?.get(id)
        assert.equal(stock?.status, 'sellable')
        assert.ok(stock.quantity === null || stock.quantity >= quantity)
      }
      assert.equal(await t.writes(), 0)
    },
  },
  'every kind of availability is told': {
    port: 'availability',
    skip: without('every-availability'),
    async run(t) {
      const cart = await readScene(t, 'every-availability')
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
}
