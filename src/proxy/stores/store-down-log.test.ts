import assert from 'node:assert/strict'
import { test } from 'node:test'

import { silentLog } from '../log.ts'
import { createMemoryStore } from './memory.ts'
import { StoreDownError } from './store-down-error.ts'
import { logStoreDown } from './store-down-log.ts'

test('a store that is down is logged once a minute, and not with each request', () => {
  const lines: string[] = []
  let now = 0
  const log = { ...silentLog, warn: (_fields: object, message: string) => void lines.push(message) }
  const context = { stateStore: createMemoryStore(), store: 'shop', log, clock: () => now }
  for (let second = 0; second < 150; second++) {
    now = second * 1000
    logStoreDown(context, new StoreDownError('away'), 'carts are displayed')
  }
  assert.deepEqual(lines, Array(3).fill('The state store is down: carts are displayed'))
})
