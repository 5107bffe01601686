import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { buyableQuantity } from '../../contract/index.ts'
import type { AvailabilityPort, PlatformCart, PlatformLine, Stock } from '../adapter/platform.ts'
import { chooseCartPorts } from '../choose-ports.ts'
import type { StoreContext } from '../context.ts'
import { silentLog } from '../log.ts'
import { availabilities, toAvailability } from './availability.ts'
import { checkStock } from './check-stock.ts'
import { planCheckout } from './plan.ts'
import { limitOf } from './revision.ts'

const money = (amount: number) => ({ amount, currency: 'EUR' })
const line = (id: string, quantity: number, more: Partial<PlatformLine> = {}): PlatformLine => ({
  id,
  kind: 'physical',
  name: id,
  options: [],
  quantity,
  price: money(1000),
  spec: null,
  ...more,
})
const cartOf = (...lines: PlatformLine[]): PlatformCart => ({ id: 'cart', channelId: '1', lines, total: money(0) })
const signal = () => AbortSignal.timeout(5000)
const inStock = (quantity: number | null): Stock => ({ status: 'sellable', quantity })
const gone: Stock = { status: 'discontinued', quantity: 0 }

/** A port that answers these lines, and leaves out the others. `undefined` for one that is down. */
function portOf(stocks: Record<string, Stock> | undefined) {
  const batches: string[][] = []
  const port: AvailabilityPort = {
    async check(lines) {
      batches.push(lines.map(({ id }) => id))
      if (!stocks) throw new Error('down')
      return new Map(lines.flatMap(({ id }) => (stocks[id] ? [[id, stocks[id]]] : [])))
    },
  }
  return { port, batches }
}

const recovery = { read: () => Promise.reject(new Error('not asked for')) }

/** The cart is of `shop`; `other` is listed first, so its stock is asked first. */
function contextOf(other: AvailabilityPort, own: AvailabilityPort | undefined): StoreContext {
  const shop = { name: 'shop', recovery, ...(own && { availability: own }) }
  const ports = chooseCartPorts([{ name: 'other', availability: other }, shop]).get('shop')
  return { ports, log: silentLog, store: 'default' } as unknown as StoreContext
}

async function check(
  cart: PlatformCart,
  others: Record<string, Stock> | undefined,
  owns: Record<string, Stock> | undefined,
) {
  const [other, own] = [portOf(others), portOf(owns)]
  const stocks = await checkStock(contextOf(other.port, own.port), cart, signal())
  const shown = Object.fromEntries([...availabilities(cart.lines, stocks)].map(([id, { status }]) => [id, status]))
  return { shown, stocks, asked: own.batches, first: other.batches }
}

test('a line that the other platform sells in full costs no second question', async () => {
  const { shown, asked } = await check(cartOf(line('shirt', 2)), { shirt: inStock(2) }, { shirt: gone })
  assert.deepEqual([shown, asked], [{ shirt: 'available' }, []])
})

test("what the other platform does not sell in full is asked of the cart's own, in one batch", async () => {
  const cart = cartOf(line('shirt', 2), line('mug', 2), line('cup', 2), line('hat', 2), line('sock', 2))
  const others = { shirt: inStock(2), mug: inStock(1), cup: gone, hat: { status: 'unknown', quantity: null } as const }
  const owns = { mug: inStock(9), cup: inStock(9), hat: inStock(1), sock: inStock(0) }
  const { shown, asked } = await check(cart, others, owns)
  assert.deepEqual(asked, [['mug', 'cup', 'hat', 'sock']])
  assert.deepEqual(shown, {
    shirt: 'available',
    mug: 'available',
    cup: 'available',
    hat: 'partial',
    sock: 'out-of-stock',
  })
})

test("where both have nothing left the other's answer is shown: it can be subscribed to", async () => {
  const { shown } = await check(cartOf(line('mug', 1)), { mug: inStock(0) }, { mug: gone })
  assert.deepEqual(shown, { mug: 'out-of-stock' })
})

test('nothing is known of a line whose own platform is down, answers unknown, or has no stock to tell', async () => {
  const cart = cartOf(line('mug', 1), line('shirt', 1))
  const others = { mug: inStock(0), shirt: inStock(1) }
  for (const owns of [undefined, {}, { mug: { status: 'unknown', quantity: null } as const }]) {
    assert.deepEqual((await check(cart, others, owns)).shown, { mug: 'unknown', shirt: 'available' })
  }
  const stocks = await checkStock(contextOf(portOf(others).port, undefined), cart, signal())
  assert.equal(availabilities(cart.lines, stocks).get('mug')?.status, 'unknown')
})

test("another platform that is down costs nothing: the cart's own is asked", async () => {
  const { shown, asked } = await check(cartOf(line('mug', 2)), undefined, { mug: inStock(1) })
  assert.deepEqual([shown, asked], [{ mug: 'partial' }, [['mug']]])
})

test('another platform that hangs leaves time to ask the cart’s own', { timeout: 6000 }, async () => {
  const hanging: AvailabilityPort = {
    check: (_, ends) =>
      new Promise((resolve) => ends.addEventListener('abort', () => resolve(new Map()), { once: true })),
  }
  const own = portOf({ mug: inStock(1) })
  const cart = cartOf(line('mug', 2))
  const stocks = await checkStock(contextOf(hanging, own.port), cart, AbortSignal.timeout(5000))
  assert.equal(availabilities(cart.lines, stocks).get('mug')?.status, 'partial')
})

test('lines that share the stock of a short one, and the parts of a short set, are asked about with it', async () => {
  const shared: Stock = { ...inStock(3), sharedStockId: 'variant' }
  const lines = [
    line('plain', 2),
    line('engraved', 2),
    line('set', 2),
    line('cup', 4, { kind: 'bundled', parentId: 'set' }),
    line('spoon', 2, { kind: 'bundled', parentId: 'set' }),
    line('hat', 1),
  ]
  const others = {
    plain: shared,
    engraved: shared,
    set: inStock(null),
    cup: inStock(2),
    spoon: inStock(9),
    hat: shared,
  }
  const { asked } = await check(cartOf(...lines), { ...others, hat: inStock(1) }, {})
  assert.deepEqual(asked, [['plain', 'engraved', 'set', 'cup', 'spoon']])
})

test('a cart of the platform that was asked first is its own to empty', async () => {
  const own = portOf({ mug: gone })
  const platform = { name: 'shop', recovery, availability: own.port }
  const ports = chooseCartPorts([platform, { name: 'other', availability: portOf({ mug: inStock(9) }).port }])
  const context = { ports: ports.get('shop'), log: silentLog, store: 'default' } as unknown as StoreContext
  assert.deepEqual(await checkStock(context, cartOf(line('mug', 1)), signal()), new Map([['mug', gone]]))
  assert.equal(own.batches.length, 1)
})

// Nothing is cut from a cart unless its own platform said that it cannot be bought, and what is shown is what a checkout does.
const stock = fc.option(
  fc.oneof(
    fc.record({ status: fc.constant('sellable' as const), quantity: fc.option(fc.integer({ min: 0, max: 4 })) }),
    fc.constantFrom<Stock>(
      gone,
      { status: 'disabled', quantity: 0 },
      { status: 'unknown', quantity: null },
      { status: 'discontinued', quantity: null },
    ),
  ),
  { nil: undefined },
)
const oneLine = fc.record({
  quantity: fc.integer({ min: 1, max: 4 }),
  chosen: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  other: stock,
  own: stock,
  isShared: fc.boolean(),
})

test("nothing is ever cut unless the cart's own platform said so, and what is shown is what a checkout does", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(oneLine, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('up', 'other down', 'own down', 'both down'),
      async (drawn, state) => {
        const share = (of: Stock | undefined, isShared: boolean) =>
          of && { ...of, ...(isShared && { sharedStockId: 'v' }) }
        const table = (which: 'other' | 'own') =>
          Object.fromEntries(
            drawn.flatMap((one, index) => {
              const said = share(one[which], one.isShared)
              return said ? [[String(index), said]] : []
            }),
          )
        const [others, owns] = [table('other'), table('own')]
        const other = portOf(/other|both/.test(state) ? undefined : others)
        const own = portOf(/own|both/.test(state) ? undefined : owns)
        const cart = cartOf(...drawn.map(({ quantity }, index) => line(String(index), quantity)))
        const choices = new Map(
          drawn.flatMap(({ chosen }, index) => (chosen === undefined ? [] : ([[String(index), chosen]] as const))),
        )
        const stocks = await checkStock(contextOf(other.port, own.port), cart, signal(), { choices })
        assert.ok(own.batches.length <= 1)

        const wanted = ({ id, quantity }: PlatformLine) => choices.get(id) ?? quantity
        const shown = availabilities(cart.lines, stocks, wanted)
        const displayed = new Map(
          cart.lines.map((own) => [
            own.id,
            { quantity: own.quantity, price: own.price.amount, limit: limitOf(own, shown.get(own.id)) },
          ]),
        )
        const plan = planCheckout({ cart, stocks, displayed, choices })
        assert.notEqual(plan.status, 'moved')
        const answeredByOwn = new Set(own.batches.flat())
        for (const item of cart.lines) {
          const target = plan.status === 'go' ? plan.targets.find(({ id }) => id === item.id)?.quantity : 0
          const buyable = buyableQuantity(wanted(item), shown.get(item.id) ?? { status: 'unknown' })
          assert.equal(target, buyable, 'what is shown is what a checkout does')
          if (buyable >= wanted(item)) continue
          const said = own.batches.length > 0 && !/own|both/.test(state) ? owns[item.id] : undefined
          assert.ok(answeredByOwn.has(item.id) && said, 'the own platform was asked, and answered')
          const isShared = said.sharedStockId !== undefined
          const alone = buyableQuantity(wanted(item), toAvailability(said, wanted(item)))
          if (!isShared) assert.ok(alone <= buyable, 'not cut below what the own platform can sell')
        }
      },
    ),
    { numRuns: 2000 },
  )
})
