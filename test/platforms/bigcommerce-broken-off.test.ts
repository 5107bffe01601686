import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { PlatformCart, WriteResult } from '../../src/proxy/adapter/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { type Around, createCartServer, type LineOfTest, type Manners } from './bigcommerce-upstream/cart-server.ts'

// Every place where the writes of one call can break off, tried one after the other.

const signal = () => AbortSignal.timeout(8000)
const count = 5
const chosen = 1
const original = 4
const lines: LineOfTest[] = Array.from({ length: count }, (_, index) => ({
  productId: 114,
  variantId: 1002,
  quantity: original,
  modifiers: [[1145, { text: `Line ${index}` }]],
}))

/** A cart of five lines, and the targets that change each. What is `around` meets the writes, in their order. */
async function openCart(around: Around[], { manners = {}, quantity = chosen, aroundReads = [] as Around[] } = {}) {
  const server = createCartServer(manners satisfies Partial<Manners>)
  const held = server.openCart(lines)
  const { recovery, cart } = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch: server.fetch })
  assert.ok(recovery && cart)
  const before = await recovery.read(held.id, signal())
  // One line stays: a cart that loses its last line is gone.
  const targets = before.lines.map(({ id, spec }, index) => ({ id, spec, quantity: index === 0 ? chosen : quantity }))
  server.sent.length = 0
  server.around.push(...around)
  server.aroundReads.push(...aroundReads)
  const quantities = () => before.lines.map(({ id }) => held.lines.find((line) => line.id === id)?.quantity ?? 0)
  const calls = (method: RegExp) => server.sent.filter(({ call }) => method.test(call)).length
  return { server, before, targets, held, quantities, calls, apply: () => cart.apply(before, targets, signal()) }
}

const passing = (writes: number): Around[] => Array.from({ length: writes }, () => ({}))
const lasting = (around: Around): Around[] => Array.from({ length: 50 }, () => around)

/** What was written is told as the platform has it, and everything else is pending. */
function assertTold(
  result: WriteResult,
  { before, targets, quantities }: Pick<Awaited<ReturnType<typeof openCart>>, 'before' | 'targets' | 'quantities'>,
) {
  const now = quantities()
  const ids = before.lines.map(({ id }) => id)
  const changed = ids.filter((_, index) => now[index] !== original)
  assert.deepEqual(
    result.lines.map(({ id, before: from, written }) => [id, from, written]),
    changed.map((id) => [id, original, now[ids.indexOf(id)]]),
  )
  assert.deepEqual(
    result.brokeOff?.pending,
    targets.flatMap(({ id, quantity }) => (now[ids.indexOf(id)] === quantity ? [] : [id])),
  )
  const shown = ids.map((id) => result.cart.lines.find((line) => line.id === id)?.quantity ?? 0)
  assert.deepEqual(shown, now)
}

const optionsOf = ({ lines }: PlatformCart) => lines.map(({ options }) => options)

for (const [what, quantity] of [
  ['changes', chosen],
  ['removals', 0],
] as const) {
  for (let done = 1; done < count; done++) {
    test(`${what} that break off at line ${done + 1} of ${count} tell what was written, and ask nothing more`, async () => {
      const opened = await openCart([...passing(done), ...lasting({ status: 429 })], { quantity })
      const result = await opened.apply()
      assertTold(result, opened)
      assert.equal(result.lines.length, done)
      assert.equal(result.brokeOff?.pending.length, count - done)
      assert.deepEqual([opened.calls(/^GET/), opened.calls(/^(PUT|DELETE)/)], [0, done + 1])
    })

    test(`${what} whose connection breaks at line ${done + 1} of ${count} go on, once the cart was read back`, async () => {
      for (const lost of ['answer', 'request'] as const) {
        const opened = await openCart([...passing(done), { lost }], { quantity })
        const result = await opened.apply()
        assert.equal(result.brokeOff, undefined)
        assert.deepEqual(opened.quantities(), [chosen, ...Array.from({ length: count - 1 }, () => quantity)])
      }
    })

    test(`${what} of which one is lost, and the next refused, read back the lost one alone`, async () => {
      for (const lost of ['answer', 'request'] as const) {
        const opened = await openCart([...passing(done - 1), { lost }, ...lasting({ status: 429 })], { quantity })
        const attempt = opened.apply()
        if (lost === 'request' && done === 1) {
          // Nothing was written, and the cart says so.
          await assert.rejects(attempt, { status: 429 })
          continue
        }
        assertTold(await attempt, opened)
        assert.equal(opened.calls(/^GET/), 1)
      }
    })

    test(`${what} of which one is lost, and cannot be read back, are unconfirmed, and what is known is told`, async () => {
      for (const lost of ['answer', 'request'] as const) {
        const opened = await openCart([...passing(done), { lost }], { quantity, aroundReads: lasting({ status: 429 }) })
        const { lines: written, brokeOff } = await opened.apply()
        assert.equal(written.length, done)
        assert.equal(brokeOff?.pending.length, count - done)
        assert.ok(brokeOff.cause instanceof Error && 'code' in brokeOff.cause && brokeOff.cause.code === 'unconfirmed')
      }
    })
  }
}

test('a change that is refused before anything was written is refused as it was', async () => {
  const { apply, quantities } = await openCart(lasting({ status: 429 }))
  await assert.rejects(apply(), { status: 429 })
  assert.deepEqual(new Set(quantities()), new Set([original]))
})

test('a first change that is lost, and cannot be read back, is unconfirmed', async () => {
  const { apply } = await openCart([{ lost: 'answer' }], { aroundReads: lasting({ status: 429 }) })
  await assert.rejects(apply(), { code: 'unconfirmed' })
})

test('where everything was written, and reading the cart at the end fails, nothing is pending', async () => {
  const opened = await openCart([], { aroundReads: lasting({ status: 429 }) })
  const result = await opened.apply()
  assertTold(result, opened)
  assert.deepEqual(result.brokeOff?.pending, [])
})

test('what breaks off displays the options of its lines, also where the answers of writes leave them out', async () => {
  const opened = await openCart([...passing(2), ...lasting({ status: 429 })], {
    manners: { optionsInWriteAnswers: false },
  })
  const result = await opened.apply()
  assertTold(result, opened)
  assert.deepEqual(optionsOf(result.cart), optionsOf(opened.before))
})

test('a cart that is gone half-way is gone, and nothing of it is told', async () => {
  const opened = await openCart([...passing(2), ...lasting({ lost: 'request' })])
  const attempt = opened.apply()
  opened.server.aroundReads.push({ status: 404 })
  await assert.rejects(attempt, { code: 'cart-gone' })
})

test('a line that cannot be set, however often it is tried, loses nothing of the others', async () => {
  const opened = await openCart([...passing(2), ...lasting({ status: 503 })])
  const result = await opened.apply()
  assertTold(result, opened)
  assert.deepEqual(result.lines.length, 2)
})

test('a cart whose lines are all to go is left as it is', async () => {
  const { before, apply, targets, quantities, calls } = await openCart([])
  for (const target of targets) target.quantity = 0
  await assert.rejects(apply(), { code: 'empty' })
  assert.deepEqual(
    quantities(),
    before.lines.map(({ quantity }) => quantity),
  )
  assert.equal(calls(/./), 0)
})
