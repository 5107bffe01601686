import assert from 'node:assert/strict'
import { test } from 'node:test'

import { RecoveryError } from '../../adapter/errors.ts'
import type { PlatformLine } from '../../adapter/platform.ts'
import { handleLifetimeMs } from '../../sealing/cart-handle.ts'
import { createSealer } from '../../sealing/sealer.ts'
import { createMemoryStore } from '../../stores/memory.ts'
import { placesOf } from './line-order.ts'
import { keepFinished, keepUndo, loadUndo, requireUnfinished } from './undo.ts'

const minuteMs = 60_000
const cart = { platform: 'shop', cartId: 'cart' }
const otherCart = { platform: 'shop', cartId: 'other' }
const line: PlatformLine = {
  ...{ id: 'shirt', kind: 'physical', name: 'Shirt', options: [], quantity: 3, spec: null },
  price: { amount: 1000, currency: 'EUR' },
}
const written = [{ id: 'shirt', before: 1, written: 3, spec: null }]
const places = placesOf([line])
const writtenToShopper = [{ id: 'shirt', before: 0, written: 3, refused: false, line }]

function openStore(store = 'shop', key = 7) {
  const time = { now: 1_800_000_000_000 }
  const clock = () => time.now
  const stateStore = createMemoryStore({ clock })
  const keys = [Buffer.alloc(32, key).toString('base64url')]
  return { time, store, clock, stateStore, sealer: createSealer(store, keys, clock) }
}

const isOver = (error: unknown) => error instanceof RecoveryError && error.code === 'undo-over'

test('what was written to either cart can be loaded by what stands for it', async () => {
  const context = openStore()
  const own = await keepUndo(context, cart, { written, places })
  const shoppers = await keepUndo(context, cart, { writtenToShopper })
  assert.ok(own && shoppers)
  assert.notEqual(own, shoppers)
  const madeAt = context.time.now
  assert.deepEqual(await loadUndo(context, cart, own), {
    cartId: 'cart',
    written,
    writtenToShopper: [],
    places,
    madeAt,
  })
  const loaded = await loadUndo(context, cart, shoppers)
  assert.deepEqual(loaded, { cartId: 'cart', written: [], writtenToShopper, places: [], madeAt })
  const both = await keepUndo(context, cart, { written, writtenToShopper })
  assert.deepEqual(await loadUndo(context, cart, both ?? ''), {
    cartId: 'cart',
    written,
    writtenToShopper,
    places: [],
    madeAt,
  })
})

test('there is nothing to undo where nothing was written', async () => {
  assert.equal(await keepUndo(openStore(), cart, {}), null)
  assert.equal(await keepUndo(openStore(), cart, { written: [], writtenToShopper: [] }), null)
})

test('an undo is over after ten minutes', async () => {
  const context = openStore()
  const undo = (await keepUndo(context, cart, { written })) ?? assert.fail()
  context.time.now += 10 * minuteMs - 1
  assert.equal((await loadUndo(context, cart, undo)).cartId, 'cart')
  context.time.now += 1
  await assert.rejects(loadUndo(context, cart, undo), isOver)
})

test('an undo of another cart, of another key or one that was never made is over', async () => {
  const context = openStore()
  const undo = (await keepUndo(context, cart, { written })) ?? assert.fail()
  await assert.rejects(loadUndo(context, otherCart, undo), isOver)
  await assert.rejects(loadUndo(context, cart, crypto.randomUUID()), isOver)
  const { sealer } = openStore('shop', 9)
  await assert.rejects(loadUndo({ ...context, sealer }, cart, undo), isOver)
  assert.equal((await loadUndo(context, cart, undo)).cartId, 'cart')
})

test('what a shopper’s cart holds is not kept in clear', async () => {
  const context = openStore()
  const undo = (await keepUndo(context, cart, { writtenToShopper })) ?? assert.fail()
  assert.doesNotMatch((await context.stateStore.get(`undo:${undo}`)) ?? assert.fail(), /shirt/i)
})

test('what was written before a checkout of the cart cannot be undone, what came after it can', async () => {
  const context = openStore()
  const before = { cartId: 'cart', madeAt: context.time.now - 1 }
  await requireUnfinished(context, before)
  await keepFinished(context, cart)
  const refusal = requireUnfinished(context, before)
  await assert.rejects(
    refusal,
    (error) => isOver(error) && /checkout has begun/.test((error as RecoveryError).detail ?? ''),
  )
  await assert.rejects(requireUnfinished(context, { ...before, madeAt: context.time.now }), isOver)
  await requireUnfinished(context, { ...before, madeAt: context.time.now + 1 })
})

test('a checkout of one cart ends no undo of another, of another store or of a shopper', async () => {
  const context = openStore()
  const madeAt = context.time.now
  await keepFinished(context, cart)
  await requireUnfinished(context, { cartId: 'other', madeAt })
  await requireUnfinished({ ...context, store: 'elsewhere' }, { cartId: 'cart', madeAt })
  await requireUnfinished(context, { shopperId: 'cart', madeAt })
})

test('a checkout of the shopper’s own cart ends the undos of that shopper, whichever cart they came from', async () => {
  const context = openStore()
  const madeAt = context.time.now
  await keepFinished(context, cart, 'sara')
  await assert.rejects(requireUnfinished(context, { shopperId: 'sara', madeAt }), isOver)
  await assert.rejects(requireUnfinished(context, { cartId: 'cart', madeAt }), isOver)
  await requireUnfinished(context, { shopperId: 'omar', madeAt })
  await requireUnfinished({ ...context, store: 'elsewhere' }, { shopperId: 'sara', madeAt })
})

test('a checkout is remembered for as long as a page may stand open', async () => {
  const context = openStore()
  const madeAt = context.time.now
  await keepFinished(context, cart)
  context.time.now += handleLifetimeMs - 1
  await assert.rejects(requireUnfinished(context, { cartId: 'cart', madeAt }), isOver)
})
