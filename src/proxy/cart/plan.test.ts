import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { editingOf, type LineItemKind } from '../../contract/index.ts'
import type { PlatformCart, PlatformLine, Stock } from '../adapter/platform.ts'
import { availabilities } from './availability.ts'
import type { DisplayedLine } from './displayed-carts.ts'
import { planCheckout, planRestore, type Situation } from './plan.ts'

const money = (amount: number) => ({ amount, currency: 'EUR' })

function line(id: string, quantity: number, kind: LineItemKind = 'physical'): PlatformLine {
  return { id, kind, name: id, options: [], quantity, price: money(1000), spec: { id } }
}

function cartOf(lines: PlatformLine[]): PlatformCart {
  return { id: 'cart', channelId: '1', isAccountCart: false, lines, total: money(0) }
}

function shownFrom(cart: PlatformCart, stocks: Map<string, Stock>): Map<string, DisplayedLine> {
  const truth = availabilities(cart.lines, stocks)
  return new Map(
    cart.lines.map(({ id, kind, quantity, price, spec }) => [
      id,
      { id, kind, quantity, price: price.amount, availability: truth.get(id) ?? { status: 'unknown' }, spec },
    ]),
  )
}

const inStock = (quantity: number | null): Stock => ({ status: 'sellable', quantity })

function situation(
  lines: PlatformLine[],
  stock: Record<string, Stock>,
  wishes: Record<string, number> = {},
): Situation {
  const cart = cartOf(lines)
  const stocks = new Map(Object.entries(stock))
  return { cart, stocks, shown: shownFrom(cart, stocks), wishes: new Map(Object.entries(wishes)) }
}

const quantities = (plan: ReturnType<typeof planCheckout>) =>
  plan.status === 'go' ? Object.fromEntries(plan.targets.map(({ id, quantity }) => [id, quantity])) : plan.status

test('what was shown as sold out goes, what was shown as partial is cut, the rest stays', () => {
  const lines = [line('shirt', 3), line('mug', 3), line('throw', 1)]
  const plan = planCheckout(situation(lines, { shirt: inStock(9), mug: inStock(2), throw: inStock(0) }))
  assert.deepEqual(quantities(plan), { shirt: 3, mug: 2, throw: 0 })
})

test('a line that cannot be checked is not taken from the shopper', () => {
  assert.deepEqual(quantities(planCheckout(situation([line('shirt', 3)], {}))), { shirt: 3 })
})

test('stock that fell since it was shown is shown first', () => {
  const before = situation([line('shirt', 3)], { shirt: inStock(9) })
  assert.equal(planCheckout({ ...before, stocks: new Map([['shirt', inStock(1)]]) }).status, 'moved')
})

test('a line that came back since it was shown as sold out is shown first too', () => {
  const before = situation([line('shirt', 3), line('mug', 1)], { shirt: inStock(0), mug: inStock(9) })
  const stocks = new Map([
    ['shirt', inStock(9)],
    ['mug', inStock(9)],
  ])
  assert.equal(planCheckout({ ...before, stocks }).status, 'moved')
})

test('a price that changed since it was shown is shown first', () => {
  const before = situation([line('shirt', 3)], { shirt: inStock(9) })
  const cart = cartOf([{ ...line('shirt', 3), price: money(1200) }])
  assert.equal(planCheckout({ ...before, cart }).status, 'moved')
})

test('a wish above the stock is shown first, and goes through once the limit was shown', () => {
  const asked = situation([line('shirt', 3)], { shirt: inStock(40) }, { shirt: 60 })
  assert.equal(planCheckout(asked).status, 'moved')
  const seen = asked.shown?.get('shirt') as DisplayedLine
  const shown = new Map([['shirt', { ...seen, availability: { status: 'available' as const, quantity: 40 } }]])
  assert.deepEqual(quantities(planCheckout({ ...asked, shown })), { shirt: 40 })
})

test('a line that somebody else changed meanwhile is shown first', () => {
  const before = situation([line('shirt', 3)], { shirt: inStock(9) }, { shirt: 1 })
  assert.equal(planCheckout({ ...before, cart: cartOf([line('shirt', 2)]) }).status, 'moved')
})

test('a line that somebody else added or removed is shown first', () => {
  const before = situation([line('shirt', 3), line('mug', 1)], { shirt: inStock(9), mug: inStock(9) })
  assert.equal(planCheckout({ ...before, cart: cartOf([line('shirt', 3)]) }).status, 'moved')
  const more = cartOf([...before.cart.lines, line('throw', 1)])
  assert.equal(planCheckout({ ...before, cart: more }).status, 'moved')
})

test('nothing left is said, not done', () => {
  const everything = situation([line('shirt', 3)], { shirt: inStock(9) }, { shirt: 0 })
  assert.equal(planCheckout(everything).status, 'empty')
  assert.equal(planRestore(everything).status, 'empty')
})

test('after a restart nobody remembers what was shown, and nothing is cut in silence', () => {
  const forgotten = { ...situation([line('shirt', 3)], { shirt: inStock(2) }), shown: undefined }
  assert.equal(planCheckout(forgotten).status, 'moved')
})

test('lines of the same variant share its stock', () => {
  const pool = { status: 'sellable' as const, quantity: 3, sharedStockId: 'variant 1' }
  const plan = planCheckout(situation([line('plain', 2), line('engraved', 2)], { plain: pool, engraved: pool }))
  assert.deepEqual(quantities(plan), { plain: 2, engraved: 1 })
})

test('a bundle sells as often as its scarcest part', () => {
  const lines = [line('set', 2), { ...line('cup', 4, 'bundled'), parentId: 'set' }]
  const plan = planCheckout(situation(lines, { set: inStock(null), cup: inStock(2) }))
  assert.deepEqual(quantities(plan), { set: 1 })
})

test('a foreign edit never ends below either intent', () => {
  const before = situation([line('shirt', 3)], { shirt: inStock(9) }, { shirt: 1 })
  const plan = planRestore({ ...before, cart: cartOf([line('shirt', 5)]) })
  assert.ok(plan.status === 'go')
  assert.deepEqual(
    plan.steps.map(({ target, changedElsewhere }) => ({ target, changedElsewhere })),
    [{ target: 5, changedElsewhere: true }],
  )
})

const kinds = fc.constantFrom<LineItemKind>('physical', 'digital', 'gift-certificate', 'custom', 'promotional')
const stocks = fc.option(
  fc.record({
    status: fc.constantFrom<Stock['status']>('sellable', 'sellable', 'sellable', 'disabled', 'discontinued', 'unknown'),
    quantity: fc.option(fc.nat(6)),
  }),
  { nil: undefined },
)
const situations = fc
  .array(
    fc.record({ kind: kinds, quantity: fc.integer({ min: 1, max: 5 }), stock: stocks, wish: fc.option(fc.nat(7)) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((drawn) => {
    const lines = drawn.map(({ kind, quantity }, index) => line(`line-${index}`, quantity, kind))
    const stock: Record<string, Stock> = {}
    const wishes: Record<string, number> = {}
    drawn.forEach(({ stock: own, wish, quantity, kind }, index) => {
      if (own) stock[`line-${index}`] = own
      const editing = editingOf({ kind })
      if (wish === null || editing === 'none') return
      wishes[`line-${index}`] = editing === 'quantity' ? wish : wish > 3 ? quantity : 0
    })
    return situation(lines, stock, wishes)
  })

test('no plan raises a line above its stock or above the wish, and none touches what may not be edited', () => {
  fc.assert(
    fc.property(situations, (given) => {
      const plan = planCheckout(given)
      if (plan.status !== 'go') return
      for (const { id, quantity } of plan.targets) {
        const current = given.cart.lines.find((candidate) => candidate.id === id) as PlatformLine
        const stock = given.stocks.get(id)
        assert.notEqual(editingOf(current), 'none')
        assert.ok(quantity <= Math.max(given.wishes.get(id) ?? 0, current.quantity))
        if (stock?.status === 'sellable' && stock.quantity !== null && editingOf(current) === 'quantity') {
          assert.ok(quantity <= stock.quantity)
        }
      }
    }),
  )
})

test('the same tap again, after its writes were done, plans the same lines', () => {
  fc.assert(
    fc.property(situations, (given) => {
      const plan = planCheckout(given)
      if (plan.status !== 'go') return
      const wanted = new Map(plan.targets.map(({ id, quantity }) => [id, quantity]))
      const lines = given.cart.lines
        .map((own) => ({ ...own, quantity: wanted.get(own.id) ?? own.quantity }))
        .filter(({ quantity }) => quantity > 0)
      const again = planCheckout({ ...given, cart: cartOf(lines) })
      assert.ok(again.status === 'go', `the repetition was ${again.status}`)
      for (const { id, quantity } of again.targets) assert.equal(quantity, wanted.get(id))
    }),
    { numRuns: 2000 },
  )
})

test('a restore done twice ends where it ended once', () => {
  fc.assert(
    fc.property(situations, (given) => {
      const plan = planRestore(given)
      if (plan.status !== 'go') return
      const wanted = new Map(plan.steps.map(({ id, target }) => [id, target]))
      const lines = given.cart.lines
        .map((own) => ({ ...own, quantity: wanted.get(own.id) ?? own.quantity }))
        .filter(({ quantity }) => quantity > 0)
      const again = planRestore({ ...given, cart: cartOf(lines) })
      assert.ok(again.status === 'go')
      for (const { id, target } of again.steps) assert.equal(target, wanted.get(id))
    }),
    { numRuns: 2000 },
  )
})
