import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createLedger } from '../../src/proxy/ledger/ledger.ts'
import { createSealer } from '../../src/proxy/sealing/sealer.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { testKey } from '../setup/shop.ts'
import { growLedger } from './grown-ledger.ts'

const dayMs = 24 * 60 * 60 * 1000

test('what has reached its end is deleted in slices, and a day with its figures one at a time', async () => {
  let now = Date.parse('2026-05-01T10:00:00Z')
  const clock = () => now
  const store = createSqliteStore({ path: ':memory:', clock })
  await growLedger(store, 1500, now)
  const slices: [string, number][] = []
  const database: typeof store.database = {
    ...store.database,
    async batch(statements) {
      const results = await store.database.batch(statements)
      const [, table] = /^\s*delete from "(\w+)" where expires_at/.exec(statements[0]?.compile().sql ?? '') ?? []
      if (table) slices.push([table, results[0]?.changes ?? 0])
      return results
    },
  }
  const sealer = createSealer('shop', [testKey], clock)
  const ledger = createLedger({ store: 'shop', keys: [testKey], database, sealer, clock })
  now += 200 * dayMs
  await ledger.tidy()
  assert.equal((await store.database.db.selectFrom('carts').select('id').execute()).length, 0)
  assert.ok(slices.length > 20)
  for (const [table, rows] of slices) assert.ok(rows <= (table === 'days' ? 1 : 100), `${rows} rows of ${table}`)
  assert.equal(slices.filter(([table]) => table === 'days').length, 30, 'the other days have their turn next time')
  await store.close()
})
