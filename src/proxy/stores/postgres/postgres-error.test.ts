import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'

import { StoreDownError } from '../store-down-error.ts'
import { isRolledBack, toStoreError } from './postgres-error.ts'

const answered = (code: string) => Object.assign(new pg.DatabaseError('refused', 0, 'error'), { code })

test('only what was certainly undone may be run again', () => {
  assert.deepEqual(
    ['40001', '40P01', '40003', '40002', '57014', '23505'].filter((code) => isRolledBack(answered(code))),
    ['40001', '40P01'],
  )
  assert.ok(toStoreError(answered('40003')) instanceof StoreDownError)
})
