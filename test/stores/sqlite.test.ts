import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'

import { createMemoryStore } from '../../src/proxy/stores/memory.ts'
import { isEvictable } from '../../src/proxy/stores/sql/make-room.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import {
  boundCases,
  boundedKeys,
  databaseCases,
  lockCases,
  stateCases,
  testStore,
} from '../../src/proxy/stores/suite/index.ts'

testStore('memory', { ...stateCases, ...lockCases }, () => {
  const store = createMemoryStore()
  return { stores: [store, store] }
})

testStore('memory, bounded', boundCases, () => {
  // A key and its value are about ten characters each, and cost a hundred more.
  const store = createMemoryStore({ maxSize: 112 * boundedKeys })
  return { stores: [store, store] }
})

const sqliteCases = { ...stateCases, ...lockCases, ...databaseCases }

function openTwice(options: { maxKeys?: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
  const path = join(folder, 'ledger.db')
  return {
    stores: [createSqliteStore({ path, ...options }), createSqliteStore({ path, ...options })] as const,
    remove: () => rmSync(folder, { recursive: true }),
  }
}

testStore('sqlite, in a file', sqliteCases, () => openTwice({}))

testStore('sqlite, bounded', boundCases, () => openTwice({ maxKeys: boundedKeys }))

testStore('sqlite, in memory', sqliteCases, () => {
  const store = createSqliteStore({ path: ':memory:' })
  return { stores: [store, store] }
})

test('what is dropped first is found by an index of what may be dropped', async (t) => {
  const { database, close } = createSqliteStore({ path: ':memory:' })
  t.after(close)
  const plan = await sql<{ detail: string }>`
    explain query plan select key from state where ${isEvictable} order by expires_at limit 1`.execute(database.db)
  assert.deepEqual(
    plan.rows.map(({ detail }) => detail),
    ['SCAN state USING INDEX state_evictable'],
  )
})
