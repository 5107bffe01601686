import assert from 'node:assert/strict'
import { test } from 'node:test'

import { keyOf, openLedger } from '../../../test/setup/ledger.ts'
import { watchStore } from '../../../test/setup/watched-store.ts'
import type { CartTransfer } from './transfers.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

function open() {
  const opened = openLedger()
  const transfer = (cartId: string, more: Partial<CartTransfer> = {}): CartTransfer => ({
    ...{ platform: 'bigcommerce', cartId, way: 'fill', lines: [], currency: 'EUR', at: opened.time.now },
    ...more,
  })
  return { ...opened, transfers: opened.ledger.transfers, transfer }
}

test('what was put into a cart is found by each of its names, once', async () => {
  const { transfers, transfer, time } = open()
  const lines = [{ id: 'shirt', quantity: 2, variantId: '5', price: 1000 }]
  const stored = transfer('one', { lines, until: time.now + 5, into: 'cart' })
  await transfers.record(['cart', 'customer'], 'source', stored)
  for (const names of [['cart'], ['customer'], ['customer', 'cart'], ['cart', 'unknown']]) {
    assert.deepEqual(await transfers.find(names), [stored], names.join())
  }
  assert.deepEqual(await transfers.find(['unknown']), [])
})

test('a cart without a name is neither stored nor found nor forgotten, and the database is not asked', async () => {
  const { transfers, transfer, stateStore, time } = open()
  await transfers.record(['cart'], 'source', transfer('one'))
  const asked: string[] = []
  const { database = assert.fail() } = watchStore(stateStore, ({ sql }) => asked.push(sql))
  const watched = openLedger({ on: { ...stateStore, database: { ...stateStore.database, ...database } }, time }).ledger
    .transfers
  await watched.record([], 'source', transfer('two'))
  await watched.forget([], 'source')
  // PostgreSQL takes no empty list.
  assert.deepEqual([await watched.find([]), asked], [[], []])
  assert.equal((await watched.find(['cart'])).length, 1)
})

test('a second transfer from the same cart replaces the first; one from another cart stands beside it', async () => {
  const { transfers, transfer } = open()
  await transfers.record(['cart'], 'source', transfer('one', { way: 'copy' }))
  await transfers.record(['cart'], 'source', transfer('one', { way: 'text' }))
  await transfers.record(['cart'], 'other', transfer('two'))
  const found = await transfers.find(['cart'])
  assert.deepEqual(found.map(({ cartId, way }) => [cartId, way]).sort(), [
    ['one', 'text'],
    ['two', 'fill'],
  ])
})

test('of the transfers from one cart under several names the newest counts, whichever was stored first', async () => {
  const { transfers, transfer, time } = open()
  await transfers.record(['b'], 'source', transfer('one', { at: time.now + 0.5 }))
  await transfers.record(['a'], 'source', transfer('one', { at: time.now + 2, way: 'text' }))
  await transfers.record(['c'], 'source', transfer('one', { at: time.now + 1 }))
  for (const names of [
    ['a', 'b', 'c'],
    ['c', 'b', 'a'],
  ]) {
    const found = await transfers.find(names)
    assert.deepEqual([found.length, found[0]?.way], [1, 'text'])
  }
})

test('what one cart put into another is forgotten under every name, and what others put there stays', async () => {
  const { transfers, transfer } = open()
  for (const source of ['one', 'two']) await transfers.record(['cart', 'customer'], source, transfer(source))
  await transfers.record(['elsewhere'], 'one', transfer('one'))
  await transfers.forget(['cart', 'customer'], 'one')
  for (const name of ['cart', 'customer']) {
    assert.deepEqual(
      (await transfers.find([name])).map(({ cartId }) => cartId),
      ['two'],
      name,
    )
  }
  assert.equal((await transfers.find(['elsewhere'])).length, 1)
})

test('what was stored under an older key is found with the newer one, and forgotten', async () => {
  const { transfers, transfer, stateStore, time } = open()
  await transfers.record(['cart'], 'source', transfer('one'))
  const both = openLedger({ keys: [keyOf(9), keyOf(7)], on: stateStore, time }).ledger.transfers
  assert.equal((await both.find(['cart'])).length, 1)
  const newest = openLedger({ keys: [keyOf(9)], on: stateStore, time }).ledger.transfers
  await both.record(['cart'], 'source', transfer('one', { at: time.now + 1, way: 'text' }))
  assert.equal((await newest.find(['cart'])).length, 1, 'stored under the newest key')
  assert.equal((await both.find(['cart']))[0]?.way, 'text')
  await both.forget(['cart'], 'source')
  assert.deepEqual([await both.find(['cart']), await transfers.find(['cart'])], [[], []])
})

test('what no key opens any more is left out', async () => {
  const { transfers, transfer, stateStore, time } = open()
  const both = openLedger({ keys: [keyOf(7), keyOf(9)], on: stateStore, time }).ledger.transfers
  const other = openLedger({ keys: [keyOf(9)], on: stateStore, time }).ledger.transfers
  await other.record(['cart'], 'source', transfer('sealed by another'))
  await transfers.record(['cart'], 'own', transfer('own'))
  assert.equal((await both.find(['cart'])).length, 2)
  assert.deepEqual(
    (await transfers.find(['cart'])).map(({ cartId }) => cartId),
    ['own'],
  )
})

test('a transfer is remembered for 90 days, and a renewed one for 90 more', async () => {
  const { ledger, transfers, transfer, time } = open()
  await transfers.record(['old'], 'source', transfer('old'))
  await transfers.record(['renewed'], 'source', transfer('renewed'))
  const remembered = async () => {
    await ledger.tidy()
    return (await transfers.find(['old', 'renewed'])).length
  }
  time.now += 90 * dayMs - minuteMs
  await transfers.record(['renewed'], 'source', transfer('renewed'))
  assert.equal((await transfers.find(['old'])).length, 1)
  time.now += minuteMs
  assert.equal(await remembered(), 1)
  time.now += 90 * dayMs - 2 * minuteMs
  assert.equal(await remembered(), 1)
  time.now += minuteMs
  assert.equal(await remembered(), 0)
})

test('stores that share a database share no transfers', async () => {
  const { transfers, transfer, stateStore, time } = open()
  const other = openLedger({ store: 'other', on: stateStore, time }).ledger.transfers
  await transfers.record(['cart'], 'source', transfer('one'))
  assert.deepEqual(await other.find(['cart']), [])
  await other.forget(['cart'], 'source')
  assert.equal((await transfers.find(['cart'])).length, 1)
})
