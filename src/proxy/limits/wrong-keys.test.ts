import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createMemoryStore } from '../stores/memory.ts'
import { createCounters } from './counters.ts'
import { requireKnownKey } from './wrong-keys.ts'

function setUp() {
  const stateStore = createMemoryStore()
  const logged: unknown[] = []
  const note = (...line: unknown[]) => void logged.push(line)
  const log = { info: note, warn: note, error: note }
  const figures = { wrongKeysPerAddress: 3 }
  const counters = createCounters({ stateStore, store: 'shop', key: 'key', clock: Date.now, figures })
  let looks = 0
  const ask = (found: string | undefined, address?: string) =>
    requireKnownKey(
      { counters, stateStore, store: 'shop', log },
      { address, route: '/merchant/carts', keyKind: 'merchant key' },
      async () => {
        looks++
        return found
      },
    )
  return { ask, logged, looks: () => looks }
}

test('so many wrong keys of an address are looked at, and then not even a right one', async () => {
  const { ask, looks, logged } = setUp()
  const wrong = { code: 'unauthorized', detail: 'send Authorization: Bearer with a merchant key' }
  for (let tries = 0; tries < 3; tries++) await assert.rejects(ask(undefined, '203.0.113.1'), wrong)
  const tooMany = { code: 'busy', retryAfterSeconds: 60, detail: 'too many wrong keys from this address' }
  for (const found of [undefined, 'right']) await assert.rejects(ask(found, '203.0.113.1'), tooMany)
  assert.equal(looks(), 3)
  assert.equal(await ask('right', '203.0.113.2'), 'right')
  const line = [{ store: 'shop', route: '/merchant/carts' }, 'A merchant key was wrong']
  assert.deepEqual(logged, [line, line, line])
})

test('right keys count nothing, and who has no address is not counted', async () => {
  const { ask } = setUp()
  for (let times = 0; times < 9; times++) assert.equal(await ask('right', '203.0.113.1'), 'right')
  for (let times = 0; times < 9; times++) await assert.rejects(ask(undefined), { code: 'unauthorized' })
  assert.equal(await ask('right'), 'right')
})
