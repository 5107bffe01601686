import assert from 'node:assert/strict'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'

import type { DatabaseObservation } from '../../adapter/observation.ts'
import { createSqliteStore } from '../sqlite.ts'
import { StoreDownError } from '../store-down-error.ts'
import { observeStatements } from './observe-database.ts'

function listen(t: TestContext) {
  const received: [string, string | undefined][] = []
  const receive = (message: unknown) => {
    const { operation, failure, durationMs } = message as DatabaseObservation
    assert.equal(typeof durationMs, 'number')
    received.push([operation, failure])
  }
  subscribe('cart-recovery:database', receive)
  t.after(() => unsubscribe('cart-recovery:database', receive))
  return received
}

test('a statement is published by its verb and its table, and never by its text', async (t) => {
  const store = createSqliteStore({ path: ':memory:' })
  t.after(() => store.close())
  const { db } = store.database
  const received = listen(t)
  await store.check()
  // With its first write a store makes room, and counts what it has.
  while (!received.some(([operation]) => operation === 'select state'))
    await new Promise((resolve) => setImmediate(resolve))
  received.length = 0
  await store.set('key-of-somebody', 'value', 1000)
  await store.get('key-of-somebody')
  await store.delete('key-of-somebody')
  await db.selectFrom('carts').select('id').where('store', '=', 'shop').execute()
  await store.database.batch([db.deleteFrom('jobs').where('id', '=', '1'), db.deleteFrom('carts')])
  await sql`select 7 as seven`.execute(db)
  await assert.rejects(sql`select nothing from carts`.execute(db))
  assert.deepEqual(received, [
    ['insert state', undefined],
    ['select state', undefined],
    ['delete state', undefined],
    ['select carts', undefined],
    ['batch jobs', undefined],
    ['other', undefined],
    ['select carts', 'error'],
  ])
})

test('a database that is down is published with the reason', async (t) => {
  const received = listen(t)
  const away = () => Promise.reject(new StoreDownError('away'))
  await assert.rejects(observeStatements([], away), StoreDownError)
  assert.deepEqual(received, [['other', 'away']])
})
