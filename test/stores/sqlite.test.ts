import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createMemoryStore } from '../../src/proxy/stores/memory.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { databaseCases, lockCases, stateCases, testStore } from '../../src/proxy/stores/suite/index.ts'

testStore('memory', { ...stateCases, ...lockCases }, () => {
  const store = createMemoryStore()
  return { stores: [store, store] }
})

const sqliteCases = { ...stateCases, ...lockCases, ...databaseCases }

testStore('sqlite, in a file', sqliteCases, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
  const path = join(folder, 'ledger.db')
  return {
    stores: [createSqliteStore({ path }), createSqliteStore({ path })],
    remove: () => rmSync(folder, { recursive: true }),
  }
})

testStore('sqlite, in memory', sqliteCases, () => {
  const store = createSqliteStore({ path: ':memory:' })
  return { stores: [store, store] }
})
