import assert from 'node:assert/strict'
import { test } from 'node:test'

import { keyOf, openLedger } from '../../../test/setup/ledger.ts'

const dayMs = 24 * 60 * 60 * 1000

test('an event is done once it was recorded, at its own platform, store and id', async () => {
  const { ledger, stateStore, time } = openLedger()
  const { events } = ledger
  assert.equal(await events.has('shop', 'event'), false)
  await events.record('shop', 'event')
  await events.record('shop', 'event')
  assert.equal(await events.has('shop', 'event'), true)
  assert.deepEqual([await events.has('other', 'event'), await events.has('shop', 'next')], [false, false])
  const other = openLedger({ store: 'other', on: stateStore, time }).ledger.events
  assert.equal(await other.has('shop', 'event'), false)
})

test('an event that was recorded under an older key is done', async () => {
  const { ledger, stateStore, time } = openLedger()
  await ledger.events.record('shop', 'event')
  const both = openLedger({ keys: [keyOf(9), keyOf(7)], on: stateStore, time }).ledger.events
  assert.equal(await both.has('shop', 'event'), true)
  await both.record('shop', 'next')
  const newest = openLedger({ keys: [keyOf(9)], on: stateStore, time }).ledger.events
  assert.deepEqual([await newest.has('shop', 'event'), await newest.has('shop', 'next')], [false, true])
})

test('an event is forgotten after 90 days', async () => {
  const { ledger, time } = openLedger()
  await ledger.events.record('shop', 'event')
  time.now += 90 * dayMs - 1
  await ledger.tidy()
  assert.equal(await ledger.events.has('shop', 'event'), true)
  time.now += 1
  await ledger.tidy()
  assert.equal(await ledger.events.has('shop', 'event'), false)
})
