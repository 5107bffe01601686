import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { AvailabilityAnswer, Cart, LineItem, LineItemChoice, RecoverAnswer } from '../../src/contract/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSandbox } from '../../src/sandbox/index.ts'
import { openShop } from '../setup/shop.ts'

// A jumper in M/Forest is sold out; its other sizes and colours are not.
const key = 'one-sold-out'

type Fault = 'lost answer' | 'lost request' | 429
/** Which of the platform's calls from now on fail, and how. */
type Failing = { kind: Fault; at: (call: number) => boolean } | undefined

function open() {
  const sandbox = createSandbox()
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const cart = sandbox.world.carts.find((candidate) => candidate.key === key) ?? assert.fail()
  let failing: Failing
  let calls = 0
  const seen: (readonly (readonly [name: string, quantity: number])[])[] = []
  /** Quantities by product and options, as the platform has them. */
  const held = () =>
    cart.lines.map((line) => {
      const name = 'options' in line ? [line.productId, ...line.options.map(({ value }) => value)].join(' ') : line.id
      return [name, line.quantity] as const
    })
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    calls++
    const fault = failing?.at(calls) ? failing.kind : undefined
    if (fault === 'lost request') throw new TypeError('the connection broke')
    if (typeof fault === 'number') return new Response('{}', { status: fault })
    const response = await sandbox.fetch(request)
    seen.push(held())
    if (fault === 'lost answer') throw new TypeError('the connection broke')
    return response
  }
  const shop = openShop('demo', { platforms: [bigcommerce({ storeHash, accessToken, fetch })] }, sandbox)
  return {
    ...{ shop, sandbox, seen, held },
    fail(next: Failing) {
      failing = next
      calls = 0
    },
    calls: () => calls,
    variant: (label: string) =>
      sandbox.world.products
        .flatMap(({ variants }) => variants)
        .find(({ productId, values }) => productId === 102 && values.map((value) => value.label).join('/') === label) ??
      assert.fail(),
  }
}

const soldOut = ({ cart }: Pick<RecoverAnswer, 'cart'>): LineItem =>
  cart?.lineItems.find(({ substitutes }) => substitutes) ?? assert.fail('nothing is offered')

const choose = (line: LineItem, substitute = line.substitutes?.[0]): LineItemChoice => ({
  id: line.id,
  quantity: line.quantity,
  variantId: substitute?.variantId ?? assert.fail(),
})

const labels = (line: LineItem) =>
  line.substitutes?.map(({ options }) => options.map(({ value }) => value).join('/')) ?? []

const jumper = (values: string) => `102 ${values.replace('/', ' ')}`
test('a sold-out line offers what is in stock, least different first, and asks the platform nothing more', async () => {
  const { shop, fail, calls, variant } = open()
  variant('L/Forest').stock = 0
  fail(undefined)
  const opened = await shop.recover(key)
  assert.equal(calls(), 3)
  const line = soldOut(opened)
  assert.deepEqual(labels(line), [
    ...['S/Forest', 'M/Oat', 'M/Ink', 'XL/Forest'],
    ...['S/Oat', 'S/Ink', 'L/Oat', 'L/Ink', 'XL/Oat', 'XL/Ink'],
  ])
  for (const { price, imageUrl, name } of line.substitutes ?? []) {
    assert.deepEqual([price, name], [line.price, line.name])
    assert.match(imageUrl ?? '', /jumper-/)
  }
  assert.equal(JSON.stringify(opened).includes('spec'), false)
  assert.ok(opened.cart?.lineItems.every(({ id, substitutes }) => id === line.id || !substitutes))
})

for (const path of ['restore', 'checkout'] as const) {
  test(`${path}: the chosen substitute takes the line's place, before the line goes`, async () => {
    const { shop, held, seen } = open()
    const opened = await shop.recover(key)
    const line = soldOut(opened)
    const { status, body } = await shop[path]({ cartHandle: opened.cartHandle, lineItems: [choose(line)] })
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(held(), [...held().filter(([name]) => !name.startsWith('102')), [jumper('S/Forest'), 1]])
    assert.deepEqual(body.outcomes, [{ id: line.id, outcome: 'applied', quantity: 1 }])
    assert.ok(seen.every((lines) => lines.some(([name]) => name.startsWith('102'))))
  })
}

test('a substitute whose price or stock moved is displayed first, and nothing is written', async () => {
  for (const move of ['price', 'sold out', 'fewer', 'back'] as const) {
    const { shop, sandbox, variant, held } = open()
    if (move === 'fewer') variant('S/Forest').stock = 1
    const opened = await shop.recover(key)
    const before = held()
    if (move === 'price') variant('S/Forest').prices.EUR = 9900
    if (move === 'sold out' || move === 'fewer') variant('S/Forest').stock = 0
    if (move === 'back') variant('M/Forest').stock = 5
    shop.newCalls()
    for (const path of ['restore', 'checkout'] as const) {
      const { revision } = opened.cart ?? assert.fail()
      const request = { cartHandle: opened.cartHandle, revision, lineItems: [choose(soldOut(opened))] }
      const { status, body } = await shop[path](request)
      assert.deepEqual([status, body.code], [409, 'stock-moved'], `${move} ${path}`)
      const line = body.cart?.lineItems.find(({ id }) => id === soldOut(opened).id)
      assert.equal(line?.substitutes?.[0]?.price.amount, move === 'back' ? undefined : move === 'price' ? 9900 : 11900)
    }
    assert.deepEqual([held(), sandbox.calls.list().some(({ write }) => write)], [before, false])
  }
})

test('a cart that charges another price than the catalogue offers nothing', async () => {
  const { shop, sandbox } = open()
  const cart = sandbox.world.carts.find((candidate) => candidate.key === key) ?? assert.fail()
  for (const line of cart.lines)
    if ('options' in line && line.productId === 102) Object.assign(line, { listPrice: 11800, priceOverridden: true })
  const { cart: shown } = await shop.recover(key)
  assert.ok(shown?.lineItems.every(({ substitutes }) => !substitutes))
})

test('a variant that was not offered, or was chosen for another line, is refused', async () => {
  const { shop } = open()
  const opened = await shop.recover('all-sold-out')
  const [one] = (opened.cart?.lineItems ?? []).filter(({ substitutes }) => substitutes)
  assert.ok(one)
  const foreign = { ...choose(one), variantId: '10100' }
  const { status, body } = await shop.checkout({ cartHandle: opened.cartHandle, lineItems: [foreign] })
  assert.deepEqual([status, body.code], [400, 'invalid-request'])
})

test('undo leaves the substitute where the platform does not take the sold-out line back, and takes it out where it does', async () => {
  for (const stock of [0, 4]) {
    const { shop, variant, held } = open()
    const opened = await shop.recover(key)
    const before = held()
    const { cartHandle } = opened
    const restored = await shop.restore({ cartHandle, lineItems: [choose(soldOut(opened))] })
    const after = held()
    variant('M/Forest').stock = stock
    const { status, body } = await shop.undo({ cartHandle, undo: restored.body.undo })
    assert.equal(status, 200)
    const outcomes = new Set(body.outcomes.map(({ outcome }) => outcome))
    if (stock === 0) assert.deepEqual([held(), outcomes], [after, new Set(['failed'])])
    else
      assert.deepEqual(
        [new Set(held().map(String)), outcomes],
        [new Set(before.map(String)), new Set(['applied', 'removed'])],
      )
  }
})

test('an undo does not bring the line back beside a substitute that was edited since', async () => {
  const { shop, variant, held, sandbox } = open()
  const opened = await shop.recover(key)
  const { cartHandle } = opened
  const restored = await shop.restore({ cartHandle, lineItems: [choose(soldOut(opened))] })
  variant('M/Forest').stock = 4
  const cart = sandbox.world.carts.find((candidate) => candidate.key === key) ?? assert.fail()
  const swapped = cart.lines.find((line) => 'options' in line && line.productId === 102) ?? assert.fail()
  swapped.quantity = 2
  cart.version++
  const { body } = await shop.undo({ cartHandle, undo: restored.body.undo })
  assert.deepEqual(
    held().filter(([name]) => name.startsWith('102')),
    [[jumper('S/Forest'), 2]],
  )
  assert.ok(body.outcomes.every(({ outcome }) => outcome === 'changed-elsewhere'))
})

for (const path of ['restore', 'checkout'] as const) {
  for (const kind of ['lost answer', 'lost request', 429] as const) {
    test(`${path}: wherever ${kind} breaks it off, the line is neither lost nor doubled, and another tap ends it`, async () => {
      let broken = 0
      for (let call = 1; call <= 12; call++) {
        for (const lasts of [true, false]) {
          const { shop, held, seen, fail, calls } = open()
          const opened = await shop.recover(key)
          const line = soldOut(opened)
          const { cartHandle } = opened
          seen.length = 0
          fail({ kind, at: (one) => (lasts ? one >= call : one === call) })
          const first = await shop[path]({ cartHandle, lineItems: [choose(line)] })
          if (calls() < call) break
          if (first.status !== 200) broken++
          fail(undefined)
          // As a page does it: it goes on from what it displays, and asks for stock that could not be read.
          const displays = (cart: Cart | undefined) => cart?.lineItems.find(({ id }) => id === line.id)
          let shown = first.body.cart ?? opened.cart ?? undefined
          if (displays(shown)?.availability.status === 'unknown') {
            const asked = await openBreaker(() => shop.post<AvailabilityAnswer>('/availability', { cartHandle }))
            shown = asked.body.cart
          }
          const isThere = shown?.lineItems.some(({ variantId }) => variantId === choose(line).variantId)
          const lineItems = !displays(shown) ? [] : isThere ? [{ id: line.id, quantity: 0 }] : [choose(line)]
          const second = await openBreaker<{ status: number; body: object }>(() =>
            shop[path]({ cartHandle, lineItems }),
          )
          const label = `${kind} at ${call}, ${lasts ? 'lasting' : 'once'}: ${first.status} ${second.status}`
          assert.equal(second.status, 200, `${label} ${JSON.stringify(second.body)}`)
          assert.deepEqual(
            held().filter(([name]) => name.startsWith('102')),
            [[jumper('S/Forest'), 1]],
            label,
          )
          assert.equal(held().length, 3, label)
          for (const lines of seen) {
            const jumpers = lines.filter(([name]) => name.startsWith('102'))
            assert.ok(jumpers.length >= 1 && jumpers.every(([, quantity]) => quantity === 1), label)
          }
        }
      }
      assert.ok(broken > 2)
    })
  }
}

/** Asks again until the proxy asks the platform again. */
async function openBreaker<Answer extends { status: number }>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const answer = await ask()
    if (answer.status !== 503) return answer
  }
  return ask()
}
