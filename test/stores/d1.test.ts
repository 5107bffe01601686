import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { createD1Store, type D1Binding } from '../../src/proxy/stores/d1.ts'
import {
  boundCases,
  boundedKeys,
  databaseCases,
  lockCases,
  stateCases,
  testStore,
} from '../../src/proxy/stores/suite/index.ts'
import { openD1 } from './d1-bindings.ts'

const cases = { ...stateCases, ...lockCases, ...databaseCases }
// A database for each case.
const names = Object.keys({ ...cases, ...boundCases }).map((_title, index) => `DB${index}`)
const d1 = openD1(names)
after(d1.close)

/** Of an instance that is five minutes ahead: lifetimes go by the database's clock. */
const fastClock = () => Date.now() + 5 * 60_000

async function openTwice(options: { maxKeys?: number }) {
  const binding = d1.bindingOf(names.pop() ?? '')
  const open = (clock: () => number) => createD1Store(binding, { clock, ...options })
  return { stores: [open(Date.now), open(fastClock)] as const }
}

testStore('d1', cases, () => openTwice({}))

testStore('d1, bounded', boundCases, () => openTwice({ maxKeys: boundedKeys }))

test('what D1 says of itself is a store that is down, and of a statement is not', async () => {
  const sayings: [string, string | undefined][] = [
    ['D1_ERROR: D1 DB is overloaded. Requests queued for too long.', 'slow'],
    ['D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.', 'slow'],
    ['D1_ERROR: Exceeded maximum DB size: SQLITE_FULL', 'full'],
    ['D1_ERROR: Network connection lost.', 'away'],
    ['D1_ERROR: UNIQUE constraint failed: events.id: SQLITE_CONSTRAINT', undefined],
    ['D1_ERROR: no such column: nothing at offset 7: SQLITE_ERROR', undefined],
  ]
  for (const [saying, reason] of sayings) {
    const fail = async () => Promise.reject(new Error(saying))
    const statement = { bind: () => statement, all: fail }
    const binding: D1Binding = { prepare: () => statement, batch: fail }
    await assert.rejects(createD1Store(binding).get('key'), (error: Error & { reason?: string }) => {
      assert.deepEqual([saying, error.reason], [saying, reason])
      return true
    })
  }
})
