import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'

import { endsTransaction, isBusy, toStoreError } from './sqlite-error.ts'

/** As Deno's `exec` throws it. */
const ofDeno = (message: string) => Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR' })

test('a database that another one writes is busy, also where its error has no number', () => {
  assert.ok(isBusy(ofDeno('database is locked')))
  assert.ok(!isBusy(new Error('database is locked')), 'the words of another error mean nothing')
  assert.ok(endsTransaction(ofDeno('disk I/O error')))
  assert.equal((toStoreError(ofDeno('database or disk is full')) as { reason?: string }).reason, 'full')
  const statement = ofDeno('near "x": syntax error')
  assert.equal(toStoreError(statement), statement)
})

test('the words are those of SQLite', () => {
  const file = new DatabaseSync(':memory:')
  file.exec('PRAGMA query_only = on')
  assert.throws(() => file.exec('create table x (y)'), { message: 'attempt to write a readonly database', errcode: 8 })
})
