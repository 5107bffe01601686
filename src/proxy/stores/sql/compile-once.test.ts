import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createSqliteStore } from '../sqlite.ts'
import { compileOnce } from './compile-once.ts'
import type { ConsentRow } from './tables.ts'

test('a statement is compiled once for a database and a number of rows, and has the values of each call', async (t) => {
  const { database, close } = createSqliteStore({ path: ':memory:' })
  t.after(close)
  let builds = 0
  const select = compileOnce((db, rows: readonly Pick<ConsentRow, 'store' | 'key'>[]) => {
    builds++
    const keys = rows.map(({ key }) => key)
    return db
      .selectFrom('consents')
      .select('key')
      .where('key', 'in', keys)
      .where('granted', '=', 1)
      .where('store', '=', rows[0]?.store ?? '')
  })
  const parametersOf = (...keys: string[]) =>
    select(
      database,
      keys.map((key) => ({ store: 'shop', key })),
    ).compile().parameters
  assert.deepEqual(parametersOf('one', 'two'), ['one', 'two', 1, 'shop'])
  assert.deepEqual(parametersOf('three', 'four'), ['three', 'four', 1, 'shop'])
  assert.deepEqual(parametersOf('five'), ['five', 1, 'shop'])
  assert.equal(builds, 2)
  const other = createSqliteStore({ path: ':memory:' })
  t.after(other.close)
  assert.deepEqual((await other.database.db.executeQuery(select(other.database, [{ store: '', key: '' }]))).rows, [])
  assert.equal(builds, 3)
})
