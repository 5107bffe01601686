import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'

import { bodyLimitBytes } from '../http/request.ts'
import { handleLifetimeMs, type OpenedHandle, sealCartHandle } from '../sealing/cart-handle.ts'
import { publicLineIds } from '../sealing/public-line-ids.ts'
import { createSealer } from '../sealing/sealer.ts'
import { type DisplayedCart, type DisplayedLine, limitOf, openRevision, sealRevision } from './revision.ts'

const clock = { now: 1_800_000_000_000 }
const sealerOf = (store = 'shop', ...fill: number[]) =>
  createSealer(
    store,
    (fill.length > 0 ? fill : [7]).map((byte) => Buffer.alloc(32, byte).toString('base64url')),
    () => clock.now,
  )
const sealer = sealerOf()
const [cartHandle, handle] = await sealCartHandle(sealer, { platform: 'shop', cartId: crypto.randomUUID() })

/** A cart in which a third of the lines is limited. */
async function displayedOf(count: number, { salt }: OpenedHandle = handle): Promise<DisplayedCart> {
  const ids = await publicLineIds(
    salt,
    Array.from({ length: count }, (_, index) => `line ${index}`),
  )
  const lines = new Map(
    [...ids.values()].map((id, index): [string, DisplayedLine] => [
      id,
      { quantity: (index % 9) + 1, price: 1999 + index * 100, limit: index % 3 ? Number.POSITIVE_INFINITY : index % 9 },
    ]),
  )
  return { lines, total: { amount: 1_234_567, currency: 'EUR' } }
}

const total = fc.option(
  fc.record({ amount: fc.nat(), currency: fc.constantFrom('EUR', 'USD') }, { noNullPrototype: true }),
  { nil: undefined },
)
const displayed = fc
  .array(
    fc.tuple(
      fc.string(),
      fc.record<DisplayedLine>({
        quantity: fc.nat(),
        price: fc.maxSafeNat(),
        limit: fc.oneof(fc.nat(), fc.constant(Number.POSITIVE_INFINITY)),
      }),
      fc.boolean(),
    ),
  )
  .map((lines) => new Map(lines.map(([id, line, notByText]) => [id, { ...line, ...(notByText && { notByText }) }])))

test('what a page displays is read back from its revision', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record({ lines: displayed, total }, { noNullPrototype: true }), async (cart) => {
      assert.deepEqual(await openRevision(sealer, handle, await sealRevision(sealer, handle, cart)), cart)
    }),
  )
})

test('a limit is what can be bought of a line by itself', () => {
  const limits = (['available', 'low-stock', 'partial', 'out-of-stock', 'unknown'] as const).map((status) =>
    limitOf({ kind: 'physical' }, { status, ...(/low|partial/.test(status) && { quantity: 2 }) }),
  )
  assert.deepEqual(limits, [Number.POSITIVE_INFINITY, 2, 2, 0, Number.POSITIVE_INFINITY])
  assert.equal(limitOf({ kind: 'physical' }, undefined), Number.POSITIVE_INFINITY)
  assert.equal(limitOf({ kind: 'promotional' }, { status: 'available' }), 0)
})

test('a revision opens for its cart handle, in its store, for a day, and only as it was sealed', async () => {
  const lines = await displayedOf(3)
  const revision = await sealRevision(sealer, handle, lines)
  const [, other] = await sealCartHandle(sealer, handle)
  const middle = revision.length >> 1
  const changed = revision.slice(0, middle) + (revision[middle] === 'A' ? 'B' : 'A') + revision.slice(middle + 1)
  assert.deepEqual(await openRevision(sealerOf('shop', 9, 7), handle, revision), lines, 'after a new key')
  for (const [name, opened] of Object.entries({
    missing: openRevision(sealer, handle, undefined),
    empty: openRevision(sealer, handle, ''),
    changed: openRevision(sealer, handle, changed),
    'cut off': openRevision(sealer, handle, revision.slice(0, -1)),
    'a cart handle': openRevision(sealer, handle, cartHandle),
    'of another handle of the same cart': openRevision(sealer, other, revision),
    'of another store': openRevision(sealerOf('other'), handle, revision),
    'of another key': openRevision(sealerOf('shop', 9), handle, revision),
  })) {
    assert.equal(await opened, undefined, name)
  }
  clock.now += handleLifetimeMs
  assert.equal(await openRevision(sealer, handle, revision), undefined, 'too old')
  clock.now -= handleLifetimeMs
})

test('a revision is short enough to travel with each answer and each write', async (context: TestContext) => {
  for (const [count, atMost] of [
    [1, 300],
    [10, 700],
    [50, 2500],
    [250, 12_000],
    [500, 23_000],
  ] as const) {
    const lines = await displayedOf(count)
    const revision = await sealRevision(sealer, handle, lines)
    const lineItems = [...lines.lines.keys()].map((id) => ({ id, quantity: 9999 }))
    const body = JSON.stringify({ cartHandle, revision, lineItems, via: 'text' })
    context.diagnostic(`${count} lines: revision ${revision.length} bytes, largest checkout ${body.length} bytes`)
    assert.ok(revision.length <= atMost, `${count} lines: ${revision.length}`)
    assert.ok(body.length < bodyLimitBytes)
  }
})
