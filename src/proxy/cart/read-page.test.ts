import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { LineItemChoice, LineItemKind } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import { sealCartHandle } from '../sealing/cart-handle.ts'
import { publicLineIds } from '../sealing/public-line-ids.ts'
import { createSealer } from '../sealing/sealer.ts'
import { readPage } from './read-page.ts'
import { type DisplayedLine, sealRevision } from './revision.ts'

const sealer = createSealer('shop', [Buffer.alloc(32, 7).toString('base64url')], () => 1_800_000_000_000)
const [, cartRef] = await sealCartHandle(sealer, { platform: 'shop', cartId: 'cart' })
const ids = await publicLineIds(cartRef.salt, ['shirt', 'mug', 'card', 'gift', 'gone'])
const idOf = (line: string) => ids.get(line) ?? assert.fail(line)

const kinds: Record<string, LineItemKind> = { card: 'gift-certificate', gift: 'promotional' }
const cart: PlatformCart = {
  id: 'cart',
  channelId: '1',
  lines: ['shirt', 'mug', 'card', 'gift'].map((id) => ({
    ...{ id, kind: kinds[id] ?? 'physical', name: id, options: [], quantity: 2, spec: null },
    price: { amount: 1000, currency: 'EUR' },
  })),
  total: { amount: 8000, currency: 'EUR' },
}

const displayed: DisplayedLine = { quantity: 2, price: 1000, limit: 5 }
/** The page displays all lines of the cart, and one that is no longer in it. */
const revision = await sealRevision(sealer, cartRef, {
  lines: new Map([...ids.values()].map((id) => [id, displayed])),
  total: { amount: 10_000, currency: 'EUR' },
})

const read = (lineItems?: LineItemChoice[], shown: string | undefined = revision) =>
  readPage({ sealer }, { cartRef }, cart, { revision: shown, lineItems })

const choose = (line: string, quantity: number) => ({ id: idOf(line), quantity })

const refusal = (detail: string) => (error: unknown) =>
  error instanceof RecoveryError && error.code === 'invalid-request' && error.detail === detail

test('what the page displays and what was chosen go by the platform’s line ids', async () => {
  const page = await read([choose('shirt', 5), choose('card', 0)])
  assert.deepEqual(page.displayed, new Map(['shirt', 'mug', 'card', 'gift', idOf('gone')].map((id) => [id, displayed])))
  assert.deepEqual(
    [...page.choices],
    [
      ['shirt', 5],
      ['card', 0],
    ],
  )
  assert.deepEqual([page.publicIdOf('mug'), page.publicIdOf('new there')], [idOf('mug'), 'new there'])
})

test('a tap that chose nothing chooses nothing', async () => {
  assert.deepEqual([...(await read()).choices], [])
})

test('a line that is gone is chosen by the id that the page displays', async () => {
  for (const quantity of [0, 3]) {
    assert.deepEqual([...(await read([choose('gone', quantity)])).choices], [[idOf('gone'), quantity]])
  }
})

test('some of a line that the page never displayed is refused, none of it is not', async () => {
  const unknown = (quantity: number) => read([choose('shirt', 1), { id: 'made up', quantity }])
  await assert.rejects(unknown(1), refusal('lineItems.1.id: is not a line of this cart'))
  assert.deepEqual(
    [...(await unknown(0)).choices],
    [
      ['shirt', 1],
      ['made up', 0],
    ],
  )
})

test('where it is not known what the page displays, only lines of the cart count', async () => {
  const page = await readPage({ sealer }, { cartRef }, cart, {
    lineItems: [choose('gone', 3), { id: 'made up', quantity: 1 }, choose('mug', 1)],
  })
  assert.equal(page.displayed, undefined)
  assert.deepEqual([...page.choices], [['mug', 1]])
})

test('a variant that the page does not offer is refused, also for a line that is gone', async () => {
  for (const line of ['shirt', 'gone']) {
    const other = read([{ ...choose(line, 2), variantId: 'blue' }])
    await assert.rejects(other, refusal('lineItems.0.variantId: is not one of the substitutes of this line'))
  }
})

test('a variant that the page offers is chosen for one line only', async () => {
  const substitutes = new Map([['blue', { price: 1200, limit: Number.POSITIVE_INFINITY }]])
  const offering = await sealRevision(sealer, cartRef, {
    lines: new Map(['shirt', 'mug'].map((line) => [idOf(line), { ...displayed, substitutes }])),
    total: undefined,
  })
  const blue = (line: string, quantity = 2) => ({ ...choose(line, quantity), variantId: 'blue' })
  const { swaps, displayed: shown } = await read([blue('shirt'), blue('mug', 0)], offering)
  // A line that is to go is exchanged for nothing.
  assert.deepEqual([...swaps], [['shirt', 'blue']])
  assert.deepEqual(shown?.get('shirt')?.substitutes, substitutes)
  await assert.rejects(
    read([blue('shirt'), blue('mug')], offering),
    refusal('lineItems.1.variantId: was chosen for another line'),
  )
})

test('a line is set only to what its kind allows', async () => {
  for (const [line, quantity, isAllowed] of [
    ['shirt', 9, true],
    ['shirt', 0, true],
    ['card', 2, true],
    ['card', 0, true],
    ['card', 1, false],
    ['card', 3, false],
    ['gift', 2, true],
    ['gift', 0, false],
    ['gift', 1, false],
  ] as const) {
    const chosen = read([choose(line, quantity)])
    if (isAllowed) assert.deepEqual([...(await chosen).choices], [[line, quantity]])
    else await assert.rejects(chosen, refusal(`lineItems.0.quantity: a ${kinds[line]} line cannot be set to that`))
  }
})
