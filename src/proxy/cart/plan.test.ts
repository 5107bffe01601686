import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { editingOf, type LineItemKind } from '../../contract/index.ts'
import type { PlatformCart, PlatformLine, Stock } from '../adapter/platform.ts'
import { availabilities } from './availability.ts'
import { planCheckout, planRestore, type Situation } from './plan.ts'
import { type DisplayedLines, limitOf } from './revision.ts'

const money = (amount: number) => ({ amount, currency: 'EUR' })

function line(id: string, quantity: number, kind: LineItemKind = 'physical'): PlatformLine {
  return { id, kind, name: id, options: [], quantity, price: money(1000), spec: { id } }
}

function cartOf(lines: PlatformLine[]): PlatformCart {
  return { id: 'cart', channelId: '1', lines, total: money(0) }
}

function displayedFrom(cart: PlatformCart, stocks: Map<string, Stock>): DisplayedLines {
  const now = availabilities(cart.lines, stocks)
  return new Map(
    cart.lines.map((own) => [
      own.id,
      { quantity: own.quantity, price: own.price.amount, limit: limitOf(own, now.get(own.id)) },
    ]),
  )
}

const inStock = (quantity: number | null): Stock => ({ status: 'sellable', quantity })

function situation(
  lines: PlatformLine[],
  stock: Record<string, Stock>,
  choices: Record<string, number> = {},
): Situation {
  const cart = cartOf(lines)
  const stocks = new Map(Object.entries(stock))
  return { cart, stocks, displayed: displayedFrom(cart, stocks), choices: new Map(Object.entries(choices)) }
}

const quantities = (plan: ReturnType<typeof planCheckout>) =>
  plan.status === 'go' ? Object.fromEntries(plan.targets.map(({ id, quantity }) => [id, quantity])) : plan.status

test('what was displayed as sold out goes, what was displayed as partial is cut, the rest stays', () => {
  const lines = [line('shirt', 3), line('mug', 3), line('throw', 1)]
  const plan = planCheckout(situation(lines, { shirt: inStock(9), mug: inStock(2), throw: inStock(0) }))
  assert.deepEqual(quantities(plan), { shirt: 3, mug: 2, throw: 0 })
})

test('a line that cannot be checked is not taken from the shopper', () => {
  assert.deepEqual(quantities(planCheckout(situation([line('shirt', 3)], {}))), { shirt: 3 })
})

test('stock that fell since it was displayed is displayed first', () => {
  const before = situation([line('shirt', 3)], { shirt: inStock(9) })
  assert.equal(planCheckout({ ...before, stocks: new Map([['shirt', inStock(1)]]) }).status, 'moved')
})

test('a line that came back since it was displayed as sold out is displayed first too', () => {
  const before = situation([line('shirt', 3), line('mug', 1)], { shirt: inStock(0), mug: inStock(9) })
  const stocks = new Map([
    ['shirt', inStock(9)],
    ['mug', inStock(9)],
  ])
  assert.equal(planCheckout({ ...before, stocks }).status, 'moved')
})

test('a price that changed since it was displayed is displayed first', () => {
  const before = situation([line('shirt', 3)], { shirt: inStock(9) })
  const cart = cartOf([{ ...line('shirt', 3), price: money(1200) }])
  assert.equal(planCheckout({ ...before, cart }).status, 'moved')
})

test('a choice above the stock is displayed first, and goes through once its limit was displayed', () => {
  const tooMany = situation([line('shirt', 3)], { shirt: inStock(40) }, { shirt: 60 })
  assert.equal(planCheckout(tooMany).status, 'moved')
  const displayed = new Map([['shirt', { quantity: 3, price: 1000, limit: 40 }]])
  assert.deepEqual(quantities(planCheckout({ ...tooMany, displayed })), { shirt: 40 })
})

test('a line that was changed elsewhere is displayed first', () => {
  const before = situation([line('shirt', 3)], { shirt: inStock(9) }, { shirt: 1 })
  assert.equal(planCheckout({ ...before, cart: cartOf([line('shirt', 2)]) }).status, 'moved')
})

test('a line that was added or removed elsewhere is displayed first', () => {
  const before = situation([line('shirt', 3), line('mug', 1)], { shirt: inStock(9), mug: inStock(9) })
  assert.equal(planCheckout({ ...before, cart: cartOf([line('shirt', 3)]) }).status, 'moved')
  const more = cartOf([...before.cart.lines, line('throw', 1)])
  assert.equal(planCheckout({ ...before, cart: more }).status, 'moved')
})

test('a cart with nothing left is not written', () => {
  const everything = situation([line('shirt', 3)], { shirt: inStock(9) }, { shirt: 0 })
  assert.equal(planCheckout(everything).status, 'empty')
  assert.equal(planRestore(everything).status, 'empty')
})

test('where it is not known what the page displays, the cart is displayed first, whatever was chosen', () => {
  for (const chosen of [{}, { shirt: 1 }, { shirt: 0 }]) {
    const unknown = { ...situation([line('shirt', 3)], { shirt: inStock(9) }, chosen), displayed: undefined }
    assert.equal(planCheckout(unknown).status, 'moved')
    assert.equal(planRestore(unknown).status, 'moved')
  }
})

test('a price that changed is displayed first also where the line only comes with another', () => {
  const before = situation([line('shirt', 3), line('gift', 1, 'promotional')], { shirt: inStock(9) })
  const cart = cartOf([line('shirt', 3), { ...line('gift', 1, 'promotional'), price: money(2000) }])
  assert.equal(planCheckout({ ...before, cart }).status, 'moved')
})

test('a line that came by itself is displayed first where it costs something', () => {
  const before = situation([line('shirt', 3)], { shirt: inStock(9) })
  const withGift = (amount: number) =>
    cartOf([line('shirt', 3), { ...line('gift', 1, 'promotional'), price: money(amount) }])
  assert.equal(planCheckout({ ...before, cart: withGift(500) }).status, 'moved')
  assert.deepEqual(quantities(planCheckout({ ...before, cart: withGift(0) })), { shirt: 3 })
})

test('lines of the same variant share its stock', () => {
  const sharedStock = { status: 'sellable' as const, quantity: 3, sharedStockId: 'variant 1' }
  const plan = planCheckout(
    situation([line('plain', 2), line('engraved', 2)], { plain: sharedStock, engraved: sharedStock }),
  )
  assert.deepEqual(quantities(plan), { plain: 2, engraved: 1 })
})

test('a bundle sells as often as its scarcest part', () => {
  const lines = [line('set', 2), { ...line('cup', 4, 'bundled'), parentId: 'set' }]
  const plan = planCheckout(situation(lines, { set: inStock(null), cup: inStock(2) }))
  assert.deepEqual(quantities(plan), { set: 1 })
})

test('a line that can only be removed stays whole, or goes with the last of its stock', () => {
  for (const [stock, expected] of [
    [9, 3],
    [2, 3],
    [1, 3],
    [0, 0],
  ] as const) {
    const plan = planCheckout(
      situation([line('shirt', 1), line('card', 3, 'gift-certificate')], { card: inStock(stock) }),
    )
    assert.deepEqual(quantities(plan), { shirt: 1, card: expected }, `${stock} in stock`)
  }
})

test('a line that only its promotion may change is not missed when it is gone', () => {
  const before = situation([line('shirt', 3), line('gift', 1, 'promotional')], { shirt: inStock(9) })
  assert.deepEqual(quantities(planCheckout({ ...before, cart: cartOf([line('shirt', 3)]) })), { shirt: 3 })
})

test('lines of the same variant share its stock in a restore too, where pieces in the cart count until they are out', () => {
  for (const { quantities: inCart, choices, expected } of [
    { quantities: [1, 1], choices: [5, 2], expected: [5, 1] },
    { quantities: [1, 1], choices: [3, 4], expected: [3, 2] },
    { quantities: [5, 1], choices: [1, 3], expected: [1, 1] },
    { quantities: [2, 1], choices: [undefined, 9], expected: [undefined, 3] },
  ]) {
    const stock = { status: 'sellable' as const, quantity: 5, sharedStockId: 'variant 1' }
    const [plain, engraved] = choices
    const plan = planRestore(
      situation(
        [line('plain', inCart[0] ?? 0), line('engraved', inCart[1] ?? 0)],
        { plain: stock, engraved: stock },
        { ...(plain !== undefined && { plain }), ...(engraved !== undefined && { engraved }) },
      ),
    )
    assert.ok(plan.status === 'go')
    const targets = new Map(plan.steps.map(({ id, target }) => [id, target]))
    assert.deepEqual([targets.get('plain'), targets.get('engraved')], expected, JSON.stringify({ inCart, choices }))
  }
})

test('a restore raises a line as far as its stock goes, and only a choice lowers it', () => {
  for (const [inCart, stock, chosen, target] of [
    [3, 9, 5, 5],
    [3, 4, 5, 4],
    [3, 2, 5, 3],
    [3, 0, 5, 3],
    [3, 1, 3, 3],
    [3, 0, 1, 1],
    [3, null, 5, 5],
  ] as const) {
    const plan = planRestore(situation([line('shirt', inCart)], { shirt: inStock(stock) }, { shirt: chosen }))
    assert.ok(plan.status === 'go')
    assert.equal(plan.steps[0]?.target, target, JSON.stringify({ inCart, stock, chosen }))
  }
})

test('a restore is empty only where no line is left that a shopper can buy by itself', () => {
  const gift = line('gift', 1, 'promotional')
  for (const [lines, choices, status] of [
    [[line('shirt', 3), line('mug', 1)], { shirt: 0 }, 'go'],
    [[line('shirt', 3), line('mug', 1)], { shirt: 0, mug: 0 }, 'empty'],
    [[line('shirt', 3), gift], { shirt: 0 }, 'empty'],
    [[line('shirt', 3), gift], { shirt: 1 }, 'go'],
  ] as const) {
    assert.equal(planRestore(situation([...lines], {}, choices)).status, status, JSON.stringify(choices))
  }
})

test('a chosen line that is gone is displayed first; one that was to go anyway is not missed', () => {
  const before = situation([line('shirt', 3), line('mug', 1), line('throw', 1)], {}, { mug: 0, throw: 1 })
  const wanted = planRestore({ ...before, cart: cartOf([line('shirt', 3), line('mug', 1)]) })
  assert.equal(wanted.status, 'moved')
  const plan = planRestore({ ...before, cart: cartOf([line('shirt', 3), line('throw', 1)]) })
  assert.ok(plan.status === 'go')
  assert.deepEqual(
    plan.steps.map(({ id, current, target, changedElsewhere }) => ({ id, current, target, changedElsewhere })),
    [
      { id: 'mug', current: 0, target: 0, changedElsewhere: false },
      { id: 'throw', current: 1, target: 1, changedElsewhere: false },
    ],
  )
})

test('what an earlier attempt wrote as far as the stock went is not taken for a change from elsewhere', () => {
  const before = situation([line('shirt', 1)], { shirt: inStock(3) }, { shirt: 5 })
  const plan = planRestore({ ...before, cart: cartOf([line('shirt', 3)]) })
  assert.ok(plan.status === 'go')
  assert.deepEqual([plan.steps[0]?.target, plan.steps[0]?.changedElsewhere], [3, false])
})

test('a line that was changed elsewhere never ends below either quantity', () => {
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
    fc.record({ kind: kinds, quantity: fc.integer({ min: 1, max: 5 }), stock: stocks, chosen: fc.option(fc.nat(7)) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((drawn) => {
    const lines = drawn.map(({ kind, quantity }, index) => line(`line-${index}`, quantity, kind))
    const stock: Record<string, Stock> = {}
    const choices: Record<string, number> = {}
    drawn.forEach(({ stock: own, chosen, quantity, kind }, index) => {
      if (own) stock[`line-${index}`] = own
      const editing = editingOf({ kind })
      if (chosen === null || editing === 'none') return
      choices[`line-${index}`] = editing === 'quantity' ? chosen : chosen > 3 ? quantity : 0
    })
    return situation(lines, stock, choices)
  })

test('no plan raises a line above its stock or its choice, and none touches what may not be edited', () => {
  fc.assert(
    fc.property(situations, (drawn) => {
      const plan = planCheckout(drawn)
      if (plan.status !== 'go') return
      for (const { id, quantity } of plan.targets) {
        const current = drawn.cart.lines.find((candidate) => candidate.id === id) as PlatformLine
        const stock = drawn.stocks.get(id)
        assert.notEqual(editingOf(current), 'none')
        assert.ok(quantity <= Math.max(drawn.choices.get(id) ?? 0, current.quantity))
        if (stock?.status === 'sellable' && stock.quantity !== null && editingOf(current) === 'quantity') {
          assert.ok(quantity <= stock.quantity)
        }
      }
    }),
  )
})

test('the same tap again, after its writes were done, plans the same lines', () => {
  fc.assert(
    fc.property(situations, (drawn) => {
      const plan = planCheckout(drawn)
      if (plan.status !== 'go') return
      const written = new Map(plan.targets.map(({ id, quantity }) => [id, quantity]))
      const lines = drawn.cart.lines
        .map((own) => ({ ...own, quantity: written.get(own.id) ?? own.quantity }))
        .filter(({ quantity }) => quantity > 0)
      const again = planCheckout({ ...drawn, cart: cartOf(lines) })
      assert.ok(again.status === 'go', `the repetition was ${again.status}`)
      for (const { id, quantity } of again.targets) assert.equal(quantity, written.get(id))
    }),
    { numRuns: 2000 },
  )
})

test('a restore done twice ends where it ended once', () => {
  fc.assert(
    fc.property(situations, (drawn) => {
      const plan = planRestore(drawn)
      if (plan.status !== 'go') return
      const written = new Map(plan.steps.map(({ id, target }) => [id, target]))
      const lines = drawn.cart.lines
        .map((own) => ({ ...own, quantity: written.get(own.id) ?? own.quantity }))
        .filter(({ quantity }) => quantity > 0)
      const again = planRestore({ ...drawn, cart: cartOf(lines) })
      assert.ok(again.status === 'go')
      for (const { id, target } of again.steps) assert.equal(target, written.get(id))
    }),
    { numRuns: 2000 },
  )
})
