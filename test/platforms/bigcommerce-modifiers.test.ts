import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSandbox, platformReadings } from '../../src/sandbox/index.ts'
import type { Reading } from './every-reading.ts'

const signal = () => AbortSignal.timeout(8000)

/** What may become of options between a write and its answer, each by itself. */
const readings = (
  ['optionText', 'optionIds', 'writtenOptions', 'updateByQuantity', 'immutableLines', 'simpleVariantId'] as const
).flatMap((name) => platformReadings.bigcommerce[name].map((value): Reading => ({ [name]: value })))

function openEngraved(reading: Reading) {
  const sandbox = createSandbox({ scenario: 'engraved' })
  sandbox.readings.set(reading as Parameters<typeof sandbox.readings.set>[0])
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const { recovery, cart, checkout } = bigcommerce({ storeHash, accessToken, checkoutBy: 'copy', fetch: sandbox.fetch })
  const engraved = sandbox.world.carts[0]
  assert.ok(recovery && cart && checkout && engraved)
  /** Pieces and options by product, as the platform itself keeps them: a text counts without the blanks around it. */
  const held = (cartId = engraved.id) =>
    (sandbox.world.carts.find(({ id }) => id === cartId)?.lines ?? []).flatMap((line) => {
      if (!('options' in line)) return []
      return [[line.quantity, ...line.options.map(({ name, value }) => `${name}: ${value.trim()}`)].join(', ')]
    })
  return { engraved, recovery, cart, checkout, held }
}

const belts = (quantity: number) => `${quantity}, Length: 95 cm, Initials: Y & B, Gift box: Yes`
const board = '1, Engraving: Ylva’s kitchen'
const basket = '1'

async function inEveryReading(run: (t: ReturnType<typeof openEngraved>) => Promise<void>) {
  for (const reading of readings) {
    await run(openEngraved(reading)).catch((cause: unknown) => {
      throw new Error(`in the reading ${JSON.stringify(reading)}`, { cause })
    })
  }
}

test('a changed quantity keeps every option, as the platform has it', () =>
  inEveryReading(async ({ engraved, recovery, cart, held }) => {
    const read = await recovery.read(engraved.id, signal())
    const [first] = read.lines
    assert.ok(first)
    await cart.apply(read, [{ id: first.id, quantity: 2, spec: first.spec }], signal())
    assert.deepEqual(held(), [belts(2), board, basket])
  }))

test('removed and wanted again, a line is there once, with its pieces and options', () =>
  inEveryReading(async ({ engraved, recovery, cart, held }) => {
    const read = await recovery.read(engraved.id, signal())
    for (const line of read.lines.slice(0, 2)) {
      const before = await recovery.read(engraved.id, signal())
      const removed = await cart.apply(before, [{ ...line, quantity: 0 }], signal())
      const again = await cart.apply(
        removed.cart,
        [{ id: line.id, quantity: line.quantity, spec: line.spec }],
        signal(),
      )
      assert.deepEqual(again.refused, [])
    }
    assert.deepEqual(held().sort(), [basket, board, belts(3)].sort())
  }))

test('a copied cart holds what the first one held', () =>
  inEveryReading(async ({ engraved, checkout, held }) => {
    const { cartId } = await checkout.link(engraved.id, signal())
    assert.notEqual(cartId, engraved.id)
    assert.deepEqual(held(cartId).sort(), [basket, board, belts(3)].sort())
  }))
