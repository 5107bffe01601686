import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createMemoryStore } from '../stores/memory.ts'
import { StoreDownError } from '../stores/store-down-error.ts'
import { createCounters } from './counters.ts'
import { requireFewWrites } from './write-limit.ts'

const open = (stateStore = createMemoryStore()) => ({
  counters: createCounters({
    stateStore,
    store: 'shop',
    key: 'key',
    clock: Date.now,
    figures: { writesPerAddress: 3 },
  }),
})

test('an address has so many taps an hour, and others have theirs', async () => {
  const context = open()
  for (let taps = 0; taps < 3; taps++) await requireFewWrites(context, '203.0.113.1')
  await assert.rejects(requireFewWrites(context, '203.0.113.1'), {
    ...{ code: 'busy', retryAfterSeconds: 3600, detail: 'too many taps from this address' },
  })
  await requireFewWrites(context, '203.0.113.2')
})

test('who has no address, or comes while the state store is down, is not counted', async () => {
  const context = open()
  for (let taps = 0; taps < 9; taps++) await requireFewWrites(context, undefined)
  const increment = () => Promise.reject(new StoreDownError('away'))
  await requireFewWrites(open({ ...createMemoryStore(), increment }), '203.0.113.1')
})
