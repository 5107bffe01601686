import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError } from '../adapter/errors.ts'
import { createMemoryStore } from '../stores/memory.ts'
import { createSqliteStore } from '../stores/sqlite.ts'
import type { StateStore } from '../stores/state-store.ts'
import { stateStoreFinding } from './state-store.ts'

const lasting = (store: Partial<StateStore> = {}): StateStore => ({
  ...createSqliteStore({ path: ':memory:' }),
  durable: true,
  ...store,
})

const passwords = 'redis://shop:hunter2@store.internal'
const badStores: [string, StateStore, RegExp][] = [
  [
    'that cannot be reached',
    lasting({ set: async () => Promise.reject(Object.assign(new Error(passwords), { code: 'ECONNREFUSED' })) }),
    /ECONNREFUSED/,
  ],
  ['that refuses us', lasting({ get: async () => Promise.reject(new Error(passwords)) }), /credentials/],
  ['that forgets at once', lasting({ get: async () => undefined }), /does not give back/],
  ['that deletes nothing', lasting({ delete: async () => false }), /still holds/],
  [
    'that is configured wrongly',
    lasting({ set: async () => Promise.reject(new ConfigError('LEDGER: cannot be opened')) }),
    /^LEDGER: cannot be opened$/,
  ],
  ['that does not outlive the process', createMemoryStore(), /webhooks are off.*stateStore to one that lasts/],
  [
    'that has no database',
    { ...createMemoryStore(), durable: true },
    /webhooks are off.*stateStore to one with a database/,
  ],
]
for (const [name, stateStore, expected] of badStores) {
  test(`a store ${name} is one finding, without its address`, async () => {
    const found = await stateStoreFinding(stateStore, false, undefined)
    assert.deepEqual([found.check, found.ok], ['store', false])
    assert.match(found.detail ?? '', expected)
    assert.ok(!JSON.stringify(found).includes('hunter2'))
  })
}

test('what was written to try the store out is deleted again', async () => {
  const memory = createMemoryStore()
  const held = new Set<string>()
  const set: StateStore['set'] = (name, ...rest) => {
    held.add(name)
    return memory.set(name, ...rest)
  }
  const remove: StateStore['delete'] = (name) => {
    held.delete(name)
    return memory.delete(name)
  }
  const finding = await stateStoreFinding(lasting({ set, get: memory.get, delete: remove }), false, undefined)
  assert.deepEqual([finding.ok, finding.detail], [true, undefined])
  assert.equal(held.size, 0)
})

test('a store that never answers is given up', async () => {
  const finding = await stateStoreFinding(lasting({ get: () => new Promise(() => {}) }), false, undefined)
  assert.match(finding.detail ?? '', /cannot be used/)
})
